using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The signal path (steps 7.2).</summary>
internal sealed partial class Tracee
{
    /// <summary>Answers the status where the thread has to die; null where the way to user mode is free.</summary>
    private int? WalkSignalPath()
    {
        while (true)
        {
            if (TellContinue())
            {
                continue; // S0
            }

            Pause(PausePoints.Lock);
            var verdict = UtraceFlags is UtraceEvents.None ? SignalVerdict.Untraced : utrace.SignalHook(this); // S1
            if (verdict.Step is SignalStep.Untraced)
            {
                var taken = Dequeue(asks: _ => false); // S2, S3
                verdict = new SignalVerdict(taken.Step, taken.Signal, taken.Kind.Action);
            }

            switch (verdict.Step)
            {
                case SignalStep.Leave:
                    return null;
                case SignalStep.Join:
                    StopForJob();
                    break;
                case SignalStep.Kill:
                    MakeLastStep();
                    return EndGroup(ExitStatuses.Killed);
                case SignalStep.CarryOut when CarryOut(verdict.Signal, verdict.Action, out var status):
                    return status;
                default:
                    break;
            }
        }
    }

    /// <summary>S4 to S6: whether the path ends with it, and with which status the thread then dies.</summary>
    private bool CarryOut(SignalNumber signal, SignalAction action, out int? status)
    {
        status = null;
        switch (action)
        {
            case SignalAction.Deliver:
                BuildFrame(signal);
                return true;
            case SignalAction.Ign:
                return false;
            case SignalAction.Stop or SignalAction.Tstp:
                if (StopsGroup(action))
                {
                    BeginGroupStop();
                }

                return false;
            default:
                status = EndGroup(ExitStatuses.Of(signal));
                return true;
        }
    }

    /// <summary>The stop signals of a terminal do not stop an orphaned group.</summary>
    private bool StopsGroup(SignalAction action) => action is SignalAction.Stop || action is SignalAction.Tstp && !group.IsOrphaned;

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
