using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Selftest;

/// <summary>What held callbacks cannot reach: one case under schedules of the implementation's own steps, until one goes wrong.</summary>
/// <param name="models">The models.</param>
/// <param name="options">The budget, the seed.</param>
internal sealed class ScheduleTrial(ModelCache models, SelftestOptions options)
{
    /// <summary>The first wrong run; null where every schedule of the budget is right.</summary>
    public JudgedRun? Find(Scenario scenario, IPausableAdapter adapter, Func<JudgedRun, bool> isWanted, CancellationToken cancel)
    {
        var model = models.Of(scenario);
        var certify = options.Certify;
        var program = new ControlledScenario(adapter, scenario, new RunOptions(certify.Seed, ControlTier.T2, certify.Unit) { DeadlineUnits = certify.DeadlineUnits });
        var strategy = new RandomWalk(certify.Seed);
        JudgedRun? found = null;
        for (var n = 0; n < options.Schedules && !cancel.IsCancellationRequested && strategy.Begin(); n++)
        {
            var judged = Judge.Of(model, program.Run(strategy).Run, isReference: false);
            if (judged.Kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash)
            {
                found ??= judged;
                if (isWanted(judged))
                {
                    return judged;
                }
            }
        }

        return found;
    }
}
