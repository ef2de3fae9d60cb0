using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Diagrams;

/// <summary>
/// An interleaving as a picture in text: a lane per context that does something, time downwards. A callback is a bracket (<c>┌ │ └</c>),
/// <c>...</c> a call that has not returned, <c>&gt;&gt;</c> the line that is wrong, <c>?</c> what could have come instead, <c>·</c> a hidden step of the model, or
/// the pause point of an implementation at which another context went on.
/// </summary>
public static class LaneDiagram
{
    private const int MaxAlternatives = 4;

    /// <summary>A log; <paramref name="marked"/> is the index of the line that it is about, <paramref name="marks"/> what the log itself does not show.</summary>
    public static string OfLog(
        Scenario scenario, IReadOnlyList<LogEvent> lines, int? marked = null, DiagramOptions? options = null, IReadOnlyList<LaneMark>? marks = null) =>
        LaneLayout.Draw(Lanes(scenario), DiagramRows.OfLog(lines, marked, marks ?? []), options ?? DiagramOptions.Default);

    /// <summary>A rejected log, with what the model would have allowed below the line that it refused.</summary>
    public static string OfRejection(
        Scenario scenario, IReadOnlyList<LogEvent> lines, Rejection rejection, DiagramOptions? options = null, IReadOnlyList<LaneMark>? marks = null)
    {
        var rows = DiagramRows.OfLog(lines, rejection.Index, marks ?? []);
        var at = rows.FindIndex(r => r.IsMarked) + 1;
        if (at == 0)
        {
            rows.Add(new DiagramRow("", null, "the log stops here", IsMarked: true));
            at = rows.Count;
        }

        // The nearest contradictions: what the same context would have shown, or for a false rest who could have moved.
        var alternatives = rejection.Allowed
            .OrderBy(a => string.Equals(a.Context, rejection.Line?.Actor, StringComparison.Ordinal) ? 0 : 1)
            .Take(MaxAlternatives)
            .Select(a => DiagramRows.OfLine(a.Line, "?", isMarked: false) with { Open = 0 })
            .Select(r => r with { Text = $"? {r.Text}" });
        rows.InsertRange(at, alternatives);
        return LaneLayout.Draw(Lanes(scenario), rows, options ?? DiagramOptions.Default);
    }

    /// <summary>A counterexample of the model.</summary>
    public static string OfTrace(Scenario scenario, Trace trace, DiagramOptions? options = null)
    {
        options ??= DiagramOptions.Default;
        return LaneLayout.Draw(Lanes(scenario), DiagramRows.OfTrace(trace, options.ShowHidden), options);
    }

    private static IEnumerable<string> Lanes(Scenario scenario) =>
        [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name), LogEvent.Nobody];
}
