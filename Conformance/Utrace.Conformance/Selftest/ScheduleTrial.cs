using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Selftest;

/// <summary>What held callbacks cannot reach: one case under schedules of the implementation's own steps (T2), until one goes wrong.</summary>
/// <param name="models">The models.</param>
/// <param name="options">The budget, the seed.</param>
internal sealed class ScheduleTrial(ModelCache models, SelftestOptions options)
{
    /// <summary>The first wrong run that is wanted, else the first wrong run; null where every schedule of the budget is right.</summary>
    /// <param name="scenario">The case.</param>
    /// <param name="adapter">The implementation.</param>
    /// <param name="isWanted">Whether the search can end with this wrong run.</param>
    /// <param name="cancel">Ends the search early.</param>
    public JudgedRun? Find(Scenario scenario, IPausableAdapter adapter, Func<JudgedRun, bool> isWanted, CancellationToken cancel)
    {
        var model = models.Of(scenario);
        var certify = options.Certify;
        var program = new ControlledScenario(adapter, scenario, new RunOptions(certify.Seed, ControlTier.T2, certify.Unit) { DeadlineUnits = certify.DeadlineUnits });
        JudgedRun? found = null;
        ScheduleSearch.Run(program, options.Schedules with { Seed = certify.Seed }, result =>
        {
            var judged = Judge.Of(model, result.Value.Run, isReference: false);
            if (judged.Kind is not (VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash))
            {
                return !cancel.IsCancellationRequested;
            }

            var isOver = isWanted(judged);
            found = isOver || found is null ? judged : found;
            return !isOver && !cancel.IsCancellationRequested;
        });
        return found;
    }
}
