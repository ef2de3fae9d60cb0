using Utrace.Adapters;
using Utrace.Conformance.Monitors;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>Whether every log that an implementation shows of a scenario, at every tier, is one that the model explains, and that no monitor complains of.</summary>
internal sealed class Comparison(IPausableAdapter adapter, DeadlineUnit unit)
{
    /// <summary>Schedules of each scenario at T2: many scenarios under few schedules meet more than few under many.</summary>
    public const int Schedules = 3;

    private const int LinesShown = 60;

    private static readonly OracleOptions Bounds = new() { MaxStates = 30_000, MaxKept = 2_000_000 };

    /// <summary>Logs judged.</summary>
    public int Logs => _logs;

    /// <summary>Logs that need more model states than the oracle may keep.</summary>
    public int Undecided => _undecided;

    /// <summary>Logs without an end.</summary>
    public int Endless => _endless;

    private int _logs;
    private int _undecided;
    private int _endless;

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Differs(Scenario scenario, ulong seed)
    {
        var oracle = new LogOracle(UtraceModel.Create(scenario), Bounds);
        foreach (var tier in new[] { ControlTier.T0, ControlTier.T1 })
        {
            if (Judge(scenario, oracle, Runner.Run(adapter, scenario, new RunOptions(seed, tier, unit)), tier) is { } wrong)
            {
                return wrong;
            }
        }

        string? found = null;
        ScheduleSearch.Run(
            new ControlledScenario(adapter, scenario, new RunOptions(seed, ControlTier.T2, unit)),
            new ScheduleBudget { Policy = SearchPolicy.Portfolio, MaxSchedules = Schedules, MaxSteps = 3_000, Seed = seed },
            r => (found = Judge(scenario, oracle, r.Value.Run, ControlTier.T2)) is null);
        return found;
    }

    private string? Judge(Scenario scenario, LogOracle oracle, RunOutcome run, ControlTier tier)
    {
        if (run.Status is RunStatus.Cut)
        {
            return null;
        }

        Interlocked.Increment(ref _logs);
        if (run.IsEndless)
        {
            // Clients can keep a thread in reports for ever; then the model does so as well, and explains every line so far.
            Interlocked.Increment(ref _endless);
            return oracle.Judge(run.Events) is { Rejection: { Line: not null } early } ? Say(tier, $"line {early.LineNumber} of an endless log is one that the model does not explain", run.Events) : null;
        }

        if (run.Status is not RunStatus.Completed)
        {
            return Say(tier, $"{run.Status}: {run.Detail}", run.Events);
        }

        var judged = oracle.Judge(run.Events);
        if (judged.Kind is JudgementKind.Inconclusive)
        {
            Interlocked.Increment(ref _undecided);
            return null;
        }

        if (judged.Rejection is { } rejection)
        {
            return Say(tier, $"line {rejection.LineNumber} of the log is one that the model does not explain; it allows {string.Join(" or ", rejection.Allowed.Take(4).Select(a => $"'{a.Line}'").DefaultIfEmpty("nothing"))}", run.Events);
        }

        var complaints = MonitorRun.Check(scenario, run.Events);
        return complaints.IsEmpty ? null : Say(tier, $"the model explains the log, and a monitor complains of it: {complaints[0]}", run.Events);
    }

    private static string Say(ControlTier tier, string what, IEnumerable<LogEvent> log) => $"{tier}: {what}\n  {string.Join("\n  ", log.Take(LinesShown))}";
}
