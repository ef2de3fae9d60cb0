using Utrace.Adapters.Smoke;

namespace Utrace.Conform.Rendering;

/// <summary>What people read of smoke: a line per check, and what to do where something is wrong.</summary>
internal static class SmokeText
{
    private const int NameWidth = 24;

    /// <summary>The lines of one finding.</summary>
    public static List<string> Lines(SmokeFinding finding)
    {
        var status = finding.Status is SmokeStatus.Failed ? "FAILED" : finding.Status.ToString().ToLowerInvariant();
        List<string> lines = [$"{status,-8} {finding.Name.PadRight(NameWidth)} {finding.Did}: {finding.Came}"];
        if (finding.Status is not SmokeStatus.Failed)
        {
            return lines; // What is missing the adapter says itself; the last line says what follows from it.
        }

        if (finding.Expected is { } expected)
        {
            lines.Add($"           expected {expected}");
        }

        if (finding.Todo is { } todo)
        {
            lines.Add($"           do       {todo}");
        }

        return lines;
    }

    /// <summary>The last line.</summary>
    public static string Summary(SmokeResult result)
    {
        var counts = string.Join(", ", Enum.GetValues<SmokeStatus>().Where(s => result.Count(s) > 0).Select(s => FormattableString.Invariant($"{result.Count(s)} {s.ToString().ToLowerInvariant()}")));
        var missing = result.Count(SmokeStatus.Missing) > 0 ? "; the cases that need what is missing are adapter errors until it is there" : "";
        return $"smoke: {(result.IsSound ? "the adapter works" : "the adapter does NOT work")}, {counts}{missing}";
    }
}
