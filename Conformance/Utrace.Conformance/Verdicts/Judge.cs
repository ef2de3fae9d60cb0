using System.Collections.Immutable;
using Utrace.Conformance.Diagrams;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>From a run to a verdict: what it is, whom it blames, and why.</summary>
internal static class Judge
{
    /// <summary>The judgement on one run.</summary>
    /// <param name="model">The scenario's model.</param>
    /// <param name="run">The run.</param>
    /// <param name="isReference">Whether the implementation is the reference: then defects of the scenario count as well.</param>
    public static JudgedRun Of(CaseModel model, RunOutcome run, bool isReference) => Of(model, run, isReference, [], model.Judge(run.Events, run.IsStuck, run.Followed));

    /// <summary>The judgement on one run whose log is judged.</summary>
    /// <param name="model">The scenario's model.</param>
    /// <param name="run">The run.</param>
    /// <param name="isReference">Whether the implementation is the reference.</param>
    /// <param name="marks">What the picture shows beyond the log; null: no picture is needed.</param>
    /// <param name="judged">What is to say of the log.</param>
    public static JudgedRun Of(CaseModel model, RunOutcome run, bool isReference, IReadOnlyList<LaneMark>? marks, JudgedLog judged)
    {
        var defects = isReference ? model.Defects : [];
        ImmutableArray<Finding> expectations = [.. judged.Expectations.Select(Finding.Of)];
        ImmutableArray<Finding> monitors = [.. judged.Monitors.Select(Finding.Of)];
        ImmutableArray<Finding> findings = [.. defects, .. expectations, .. monitors];
        var rejection = judged.Oracle.Rejection;
        var (kind, reason) = run.Status switch
        {
            RunStatus.Completed when judged.Oracle.Rejection is { Line: Ended } && monitors.IsEmpty && !run.Waits.IsEmpty => (VerdictKind.Violation, Deadlock(run)),
            RunStatus.Completed => Complete(judged, findings),
            RunStatus.SetupFailed => (VerdictKind.Violation, run.Detail),
            RunStatus.Hang => (VerdictKind.Hang, run.Detail),
            RunStatus.Crash when run.Exception is NotSupportedException =>
                (VerdictKind.AdapterError, $"{run.Detail}; the adapter claims {string.Join(", ", model.Scenario.Needs)}, and a claimed capability cannot be skipped"),
            RunStatus.Crash => (VerdictKind.Crash, run.Detail),
            _ => (VerdictKind.AdapterError, run.Detail),
        };
        var isBlamed = kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash;
        var divergence = isBlamed || kind is VerdictKind.Inconclusive ? Divergence(rejection) : null;
        var lines = run.Lines;
        return new JudgedRun(
            kind,
            reason,
            run.Guarantee is { } setup ? [setup] : isBlamed ? Blamed(model, defects, judged) : [],
            judged,
            new Evidence
            {
                Log = lines,
                Divergence = divergence,
                Expectations = expectations,
                Monitors = monitors,
                Defects = defects,
                Waits = run.Waits,
                Exception = run.Exception is NotSupportedException ? null : run.Exception?.ToString(), // What is not there is no crash: where the kit asked for it helps nobody.
                Diagram = kind is VerdictKind.Pass || marks is null ? "" : Diagram(model.Scenario, run, isBlamed ? rejection : null, marks),
            });
    }

    private static (VerdictKind Kind, string? Reason) Complete(JudgedLog judged, ImmutableArray<Finding> findings)
    {
        if (judged.Oracle.Kind is JudgementKind.Rejected)
        {
            return (VerdictKind.Violation, findings.Length > 0 ? findings[0].ToString() : Said(judged.Oracle.Rejection!));
        }

        if (findings.Length > 0)
        {
            return (VerdictKind.Violation, findings[0].ToString());
        }

        if (judged.Oracle.Kind is JudgementKind.Inconclusive)
        {
            return (VerdictKind.Inconclusive, $"the oracle gave up after {judged.Oracle.Consumed} lines: {judged.Oracle.Reason}");
        }

        return judged.IsOutcomeKnown is false
            ? (VerdictKind.Inconclusive, "the oracle explains the log, but the complete outcome set lacks its outcome: a defect of the kit, please report it with the log")
            : (VerdictKind.Pass, null);
    }

    private static string Said(Rejection rejection) =>
        FormattableString.Invariant($"line {rejection.LineNumber}, {(rejection.Line is { } line ? $"'{line}'" : "where the log stops")}: no interleaving of the model shows this; ")
        + Allowed(Divergence(rejection)!);

    private static string Allowed(Divergence divergence) => divergence.Allowed.IsEmpty
        ? "allowed here: nothing, the log had ended"
        : $"allowed here: {string.Join(" or ", divergence.Allowed.Take(4).Select(a => $"'{a.Line}'"))}{(divergence.Allowed.Length > 4 ? " or ..." : "")}";

    private static Divergence? Divergence(Rejection? rejection) => rejection is null
        ? null
        : new(rejection.LineNumber, rejection.Line?.ToString(), [.. rejection.Allowed.Select(a => new AllowedText(a.Line.ToString(), a.Guarantees))], rejection.Fix?.ToString());

    private static string Diagram(Scenario scenario, RunOutcome run, Rejection? rejection, IReadOnlyList<LaneMark> marks) => rejection is null
        ? LaneDiagram.OfLog(scenario, run.Events, marks: marks)
        : LaneDiagram.OfRejection(scenario, run.Events, rejection, marks: marks);

    /// <summary>Calls are in flight at a rest that the model does not allow, and nothing more special is known.</summary>
    private static string Deadlock(RunOutcome run) =>
        $"deadlock: no context can go on; {string.Join("; ", run.Waits.Where(w => w.Contains(" waits ", StringComparison.Ordinal)).DefaultIfEmpty(string.Join("; ", run.Waits)))}";

    private static ImmutableArray<string> Blamed(CaseModel model, ImmutableArray<Finding> defects, JudgedLog judged)
    {
        var log = Blame.For(model.Scenario, judged.Oracle.Rejection, judged.Expectations, judged.Monitors);
        ImmutableArray<string> all = [.. defects.Select(f => f.Guarantee).Concat(log).Distinct(StringComparer.Ordinal)];
        return all.IsEmpty ? model.Scenario.Guarantees : all;
    }
}

/// <summary>A run with its verdict.</summary>
internal sealed record JudgedRun(VerdictKind Kind, string? Reason, ImmutableArray<string> Blamed, JudgedLog Log, Evidence Evidence)
{
    /// <summary>Whether it makes a run fail.</summary>
    public bool IsFailure => Kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash or VerdictKind.AdapterError;
}
