using Utrace.Reference;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>In every reachable state and under every renaming: the successors of the image are the images of the successors, ends and lines included. A field of the state that renaming forgets shows here.</summary>
public static class ImageCheck
{
    /// <summary>What is wrong; null if nothing is.</summary>
    public static string? Run(ITransitionSystem system)
    {
        var symmetry = system.Symmetry!;
        var (all, images) = (new SuccessorBuffer(system.StateSize), new SuccessorBuffer(system.StateSize));
        var image = new byte[system.StateSize];
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        var seen = new HashSet<string>(StringComparer.Ordinal) { Convert.ToBase64String(initial) };
        var queue = new Queue<byte[]>([initial]);
        for (var renaming = 0; renaming < symmetry.Order; renaming++)
        {
            symmetry.Rename(initial, renaming, image);
            if (!image.AsSpan().SequenceEqual(initial))
            {
                return "the initial state is not its own image";
            }
        }

        while (queue.TryDequeue(out var state))
        {
            all.Clear();
            system.Successors(state, all);
            for (var renaming = 1; renaming < symmetry.Order; renaming++)
            {
                symmetry.Rename(state, renaming, image);
                images.Clear();
                system.Successors(image, images);
                if (system.Unheld(state) != system.Unheld(image) || !Steps(images, null, 0).SequenceEqual(Steps(all, symmetry, renaming), StringComparer.Ordinal))
                {
                    var (found, expected) = (Steps(images, null, 0), Steps(all, symmetry, renaming));
                    return $"renaming {renaming}: {string.Join(", ", found.Except(expected, StringComparer.Ordinal))} for {string.Join(", ", expected.Except(found, StringComparer.Ordinal))}: {string.Join("; ", system.DescribeWaits(state))} / {string.Join("; ", system.DescribeWaits(image))}";
                }
            }

            for (var n = 0; n < all.Count; n++)
            {
                if (seen.Add(Convert.ToBase64String(all.State(n))))
                {
                    queue.Enqueue(all.State(n).ToArray());
                }
            }
        }

        return null;
    }

    private static string[] Steps(SuccessorBuffer buffer, ISymmetry? symmetry, int renaming)
    {
        var steps = new string[buffer.Count];
        for (var n = 0; n < steps.Length; n++)
        {
            var (step, state) = (buffer.Transition(n), buffer.State(n).ToArray());
            if (symmetry is not null)
            {
                symmetry.Rename(buffer.State(n), renaming, state);
                step = new Transition((byte)symmetry.RenameContext(step.Context, renaming), step.Rule, symmetry.Rename(step.Label, renaming));
            }

            steps[n] = $"{step.Context} {step.Rule} {step.Label.Value} {Convert.ToHexString(state)}";
        }

        Array.Sort(steps, StringComparer.Ordinal);
        return steps;
    }
}
