using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The signal path (steps 7.2).</summary>
internal sealed partial class Tracee
{
    /// <summary>The signal path (steps 7.2); no signal of the kit has a handler.</summary>
    private int? WalkSignalPath()
    {
        while (true)
        {
            Pause(PausePoints.Lock);
            var verdict = UtraceFlags is UtraceEvents.None ? SignalVerdict.None : utrace.SignalHook(this);
            switch (verdict)
            {
                case SignalVerdict.Again:
                    continue;
                case SignalVerdict.Kill:
                    MakeLastStep();
                    return EndGroup(ExitStatuses.Killed);
                case SignalVerdict.Trap:
                    return EndGroup(ExitStatuses.Trapped);
                default:
                    if (DequeueKill())
                    {
                        MakeLastStep();
                        return EndGroup(ExitStatuses.Killed);
                    }

                    return DequeueTrap() ? EndGroup(ExitStatuses.Trapped) : null;
            }
        }
    }

    /// <summary>Only a fault lets a killed thread go on (KILL-02).</summary>
    private void MakeLastStep()
    {
        if (utrace.Decide.KilledThreadMakesStep && ledger.Change(Driven) is TickActivity)
        {
            ledger.Change(() => _driven = null);
            kit.Ticked(Name);
        }
    }

    /// <summary>Takes the group along; answers the status that stands.</summary>
    private int EndGroup(int status)
    {
        Pause(PausePoints.Lock);
        return ledger.Change(() =>
        {
            if (group.IsExecing)
            {
                return status; // An exec takes this thread along; the one that execs lives on.
            }

            group.End(status, this, utrace.Decide.GroupExitEndsStops);
            return group.ExitStatus ?? status;
        });
    }
}
