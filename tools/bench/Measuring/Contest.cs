namespace Utrace.Bench.Measuring;

/// <summary>Lets contestants take turns, so that whatever else the machine does meets all of them alike.</summary>
internal static class Contest
{
    /// <summary>Every contestant once unmeasured, then all of them in turn, <paramref name="repetitions"/> times.</summary>
    public static IReadOnlyList<IReadOnlyList<Sample>> Run(int repetitions, params IReadOnlyList<Func<Sample>> contestants)
    {
        var samples = contestants.Select(_ => new List<Sample>()).ToArray();
        foreach (var contestant in contestants)
        {
            contestant();
        }

        for (var i = 0; i < repetitions; i++)
        {
            for (var c = 0; c < contestants.Count; c++)
            {
                samples[c].Add(contestants[c]());
            }
        }

        return samples;
    }
}
