using Utrace.Conformance.Exploration;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>An outcome as text: a line per lane that shows something, its lines joined by <c>; </c>, then the end.</summary>
public static class OutcomeLanes
{
    /// <summary><c>T: tick; died</c>, <c>D: open go</c>, <c>end T=zombie</c>.</summary>
    public static string Of(Scenario scenario, Outcome outcome)
    {
        string[] lanes = [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name), "*"];
        var shown = lanes.Zip(outcome.Lanes).Where(p => p.Second.Length > 0).Select(p => $"{p.First}: {string.Join("; ", p.Second.Select(l => l[(p.First.Length + 1)..]))}");
        return string.Join('\n', shown.Append($"end {outcome.End}"));
    }
}
