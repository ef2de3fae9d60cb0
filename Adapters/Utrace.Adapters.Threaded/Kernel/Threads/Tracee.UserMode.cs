using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The thread's own code: user mode, and the way back to it (steps 7.0).</summary>
internal sealed partial class Tracee
{
    private const int StackBytes = 256 * 1024;

    /// <summary>Starts the thread; it is in user mode, without an activity.</summary>
    public void Start()
    {
        ledger.Arrive();
        if (ledger.Control is { } control)
        {
            control.Start(Name, Main);
        }
        else
        {
            new Thread(Main, StackBytes) { IsBackground = true, Name = $"tracee {Name}" }.Start();
        }
    }

    private void Main()
    {
        try
        {
            var status = LiveInUserMode();
            utrace.ExitThread(this, status);
            Pause(PausePoints.Lock);
            ledger.Change(() =>
            {
                _driven = _present = null;
                _isOver = true;
            });
            kit.Died(Name);
            ledger.Leave();
        }
        catch (Exception) when (ledger.IsAbandoned)
        {
            // The session is over; whatever this thread was in the middle of concerns nobody.
        }
        catch (Exception e)
        {
            kit.Crashed(Name, e);
            ledger.Leave();
        }
    }

    /// <summary>Answers the status that the thread dies with.</summary>
    private int LiveInUserMode()
    {
        while (true)
        {
            if (ReturnToUserMode() is { } fatal)
            {
                return fatal;
            }

            if (TryRunHandler())
            {
                continue;
            }

            var activity = AwaitActivity();
            if (activity is not null)
            {
                Pause(PausePoints.Lock); // Taking it, and the first that is seen of it.
            }

            switch (activity)
            {
                case null:
                    break; // A request; back through the return loop.
                case TickActivity:
                    Tick();
                    break;
                case UserActivity:
                    OverAndDone();
                    kit.Staged(Name, ActivityStage.Done, "user");
                    break;
                case ExecActivity exec:
                    Exec(exec);
                    break;
                case SyscallActivity call:
                    Syscall(call);
                    break;
                case CloneActivity clone:
                    Clone(clone);
                    break;
                case WaitActivity wait:
                    WaitFor(wait);
                    break;
                case SigactionActivity call:
                    Sigaction(call);
                    break;
                case SigmaskActivity call:
                    Sigmask(call);
                    break;
                case ExitActivity exit:
                    return BeginExit(exit);
                case var other:
                    throw new NotSupportedException($"Thread {Name} cannot do {other}.");
            }
        }
    }

    /// <summary>Signal path and notify hook until neither is due; answers the status where the thread has to die (steps 7.0).</summary>
    private int? ReturnToUserMode()
    {
        while (true)
        {
            Pause(PausePoints.Lock);
            var (signals, notify) = TakeDue();
            if (signals)
            {
                if (WalkSignalPath() is { } fatal)
                {
                    return fatal;
                }
            }
            else if (notify)
            {
                utrace.NotifyHook(this);
            }
            else
            {
                return null;
            }
        }
    }

    /// <summary>Both flags at one instant: a kill that comes before a request is served before it. Serving the notify flag clears it.</summary>
    private (bool Signals, bool Notify) TakeDue() => ledger.Change(() =>
    {
        var signals = SignalPathDue;
        var notify = !signals && NotifyDue;
        if (notify && utrace.Decide.ClearsNotifyFirst)
        {
            NotifyDue = false;
        }

        return (signals, notify);
    });

    /// <summary>A pause point outside of every hook: wake-ups that are due come first.</summary>
    private void Pause(string point)
    {
        ledger.Pause(Name, point);
        utrace.TellWakeUps(Name);
    }
}
