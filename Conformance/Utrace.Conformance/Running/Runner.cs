using Utrace.Adapters;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>
/// Plays a scenario through an adapter. The runner is the orchestrator: scripts, programs, gates and callbacks' steps are its own, the
/// adapter only exposes primitives. Whatever the implementation does, the call returns: the watchdog stands outside the adapter.
/// </summary>
public static class Runner
{
    /// <summary>Runs the scenario once; blocks until the log ends or a deadline passes. Thread-safe: runs side by side share nothing.</summary>
    public static RunOutcome Run(IAdapter adapter, Scenario scenario, RunOptions options)
    {
        var sync = new object();
        using var over = new CancellationTokenSource();
        var outcome = new Play(adapter, scenario, options, over, sync, new FreePace(sync)).Run();
        over.Cancel();
        return outcome;
    }
}
