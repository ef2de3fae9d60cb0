using Utrace.Conform.Cli;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;

namespace Utrace.Conform.Documents;

/// <summary>A snapshot that a test run received and nobody has looked at yet.</summary>
/// <param name="Name">The path below fixtures/scenarios (the id of its case), or else below the fixtures, without <c>.received.*</c>: what the user calls it.</param>
/// <param name="Received">The file that the test wrote.</param>
/// <param name="Verified">The file that it becomes.</param>
internal sealed record ReceivedSnapshot(string Name, string Received, string Verified)
{
    /// <summary>Whether nothing was verified before.</summary>
    public bool IsNew => !File.Exists(Verified);
}

/// <summary>The snapshots below the fixtures.</summary>
internal static class SnapshotStore
{
    private const string ReceivedMark = ".received.";
    private const string Scenarios = "scenarios/";

    /// <summary>What waits to be accepted, in ordinal order.</summary>
    public static IReadOnlyList<ReceivedSnapshot> Received(string root)
    {
        var fixtures = Path.Combine(root, "fixtures");
        return !Directory.Exists(fixtures) ? [] :
        [
            .. Directory.EnumerateFiles(fixtures, "*" + ReceivedMark + "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => Of(f, fixtures)),
        ];
    }

    /// <summary>Those that any of the cases means: a name, its end, or a glob; none given means all.</summary>
    public static IReadOnlyList<ReceivedSnapshot> Pick(IReadOnlyList<ReceivedSnapshot> all, IReadOnlyList<string> cases)
    {
        if (cases.Count == 0)
        {
            return all;
        }

        foreach (var wanted in cases)
        {
            if (!all.Any(s => IsMeant(wanted, s.Name)))
            {
                var near = Nearest.Of(wanted, all.Select(s => s.Name));
                throw new UserError(
                    ExitCode.Usage,
                    $"nothing was received for '{wanted}'" + (near is null ? "" : $"; did you mean '{near}'?"),
                    "CASE",
                    all.Count == 0 ? "a case whose test has failed" : "one of " + ParseErrors.Join(all.Select(s => s.Name)),
                    "run 'dotnet test Utrace.sln', then accept what you have read");
            }
        }

        return [.. all.Where(s => cases.Any(c => IsMeant(c, s.Name)))];
    }

    private static bool IsMeant(string wanted, string name) =>
        Glob.IsMatch(wanted, name) || name.EndsWith("/" + wanted, StringComparison.Ordinal);

    private static ReceivedSnapshot Of(string file, string fixtures)
    {
        var relative = Path.GetRelativePath(fixtures, file).Replace('\\', '/');
        var mark = file.LastIndexOf(ReceivedMark, StringComparison.Ordinal);
        relative = relative.StartsWith(Scenarios, StringComparison.Ordinal) ? relative[Scenarios.Length..] : relative;
        return new ReceivedSnapshot(
            relative[..relative.LastIndexOf(ReceivedMark, StringComparison.Ordinal)],
            file,
            string.Concat(file.AsSpan(0, mark), ".verified.", file.AsSpan(mark + ReceivedMark.Length)));
    }
}
