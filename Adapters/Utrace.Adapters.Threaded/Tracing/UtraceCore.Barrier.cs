using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>barrier (steps 6.4): waits on the condition instead of polling for it.</summary>
internal sealed partial class UtraceCore
{
    /// <summary>Waits until no callback of the engine is open.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="takeSignal">Takes a signal to the caller, if there is one; run under the ledger's monitor.</param>
    public Errno Barrier(string context, Engine engine, Func<bool> takeSignal)
    {
        if (string.Equals(context, engine.Target.Name, StringComparison.Ordinal) && decide.BarrierOnCurrentReturns)
        {
            return Errno.None; // B0
        }

        if (decide.BarrierRequestsReport)
        {
            engine.Target.Record.Lock.Section(context, () => RequestReport(engine.Target));
        }

        var result = Errno.None;
        ledger.Await(context, () => $"in barrier({engine.Name}), {Obstacle(engine)}", () =>
        {
            if (TryPassBarrier(engine) is { } passed)
            {
                result = passed;
                return true;
            }

            result = Errno.ERESTARTSYS; // B4
            return decide.BarrierSeesSignals && takeSignal();
        });
        return result;
    }

    /// <summary>B1-B3; null where the caller has to wait.</summary>
    private Errno? TryPassBarrier(Engine engine) => engine.Table switch
    {
        EngineTable.Nil => decide.BarrierOnGone,
        EngineTable.Stub when !decide.BarrierWaitsForMarked => Errno.ESRCH,
        EngineTable.Stub when decide.BarrierOnMarked is { } early && engine.Target.Record.Reporting != engine => early,
        EngineTable.Stub => null, // Until the clean-up has taken it off the list.
        _ when decide.BarrierHasToWait(engine) => null,
        _ => Errno.None,
    };

    private static string Obstacle(Engine engine) => engine.Table is EngineTable.Stub
        ? $"until {engine.Target.Name} has taken the detached engine off its list"
        : $"for {engine.Target.Name} to be out of {engine.Name}'s callback";
}
