using Utrace.Conformance.Exploration;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Suite;

/// <summary>The outcome of an observed log, read back from its canonical text.</summary>
internal static class Observed
{
    public static Outcome Outcome(Scenario scenario, IReadOnlyList<string> lines)
    {
        var (log, defects) = LogParser.Parse(string.Concat(lines.Select(l => l + "\n")), scenario.Id);
        Assert.That(defects, Is.Empty, "An observed log is not in canonical form.");
        return Exploration.Outcome.Of(scenario, log!.Lines);
    }
}
