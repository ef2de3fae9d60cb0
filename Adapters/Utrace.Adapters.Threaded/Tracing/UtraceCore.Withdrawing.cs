using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>How a stop that was asked for is taken back.</summary>
internal sealed partial class UtraceCore
{
    /// <summary>
    /// Takes back the engine's own wish to stop. The thread-wide mark goes too, so that a thread on its way into the stop
    /// looks at the engines again instead of sleeping for nobody (RESUME-03, RESUME-04).
    /// </summary>
    private void WithdrawStop(Engine engine, ResumeAction action)
    {
        var target = engine.Target;
        if (engine.WantsStop && decide.ResumeWithdrawsStopMark && decide.WithdrawsStopMark(action))
        {
            target.UtraceFlags &= ~UtraceEvents.StopBit;
        }

        if (!decide.ResumeKeepsOthersHold(engine))
        {
            WithdrawAllStops(target);
        }

        engine.IsSticky = false;
        engine.Flags &= ~UtraceEvents.StopBit;
    }

    /// <summary>Only a fault forgets what was asked for: stops and reports alike.</summary>
    public static void ForgetRequests(Tracee target) => target.Record.Lock.Section(target.Name, () =>
    {
        WithdrawAllStops(target);
        target.Record.Resume = ResumeAction.Resume;
    });

    private static void WithdrawAllStops(Tracee target)
    {
        foreach (var engine in target.Record.Engines)
        {
            engine.Flags &= ~UtraceEvents.StopBit;
        }

        target.UtraceFlags &= ~UtraceEvents.StopBit;
    }
}
