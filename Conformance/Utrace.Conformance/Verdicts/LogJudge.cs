using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Verdicts;

/// <summary>Judges a stored log as if its run had just ended. Stateless and thread-safe.</summary>
public static class LogJudge
{
    /// <summary>The verdict; a log that was cut off, and is right as far as it goes, is inconclusive.</summary>
    /// <param name="model">The scenario's model.</param>
    /// <param name="log">The log.</param>
    /// <param name="repeat">The command line that judges it again.</param>
    public static CaseVerdict Of(CaseModel model, EventLog log, string repeat)
    {
        var judged = Judge.Of(model, new RunOutcome(RunStatus.Completed, log.Lines), isReference: false);
        var verdict = new CaseVerdict(0, model.Scenario.Id, log.Adapter ?? "unknown", judged.Kind, TierOf(log.Tier))
        {
            Hash = model.Scenario.Hash,
            Tests = model.Scenario.Guarantees,
            Blamed = judged.Blamed,
            Reason = judged.Reason,
            Seed = ulong.TryParse(log.Seed, out var seed) ? seed : 0,
            Runs = 1,
            Outcome = judged.Log.Outcome is { } outcome ? OutcomeLanes.Of(model.Scenario, outcome) : null,
            IsOutcomeKnown = judged.Log.IsOutcomeKnown,
            Exploration = model.Figures,
            Evidence = judged.Evidence,
            Repeat = repeat,
        };
        return log.Cut && IsRightSoFar(judged.Log)
            ? verdict with
            {
                Kind = VerdictKind.Inconclusive,
                Blamed = [],
                Reason = "the log was cut off; as far as it goes the model explains it",
                Evidence = judged.Evidence with { Divergence = null },
            }
            : verdict;
    }

    private static bool IsRightSoFar(JudgedLog judged) =>
        judged.Expectations.IsEmpty && judged.Monitors.IsEmpty && judged.Oracle.Rejection is { Line: null };

    private static ControlTier TierOf(string? word) => Enum.TryParse<ControlTier>(word, out var tier) ? tier : ControlTier.T0;
}
