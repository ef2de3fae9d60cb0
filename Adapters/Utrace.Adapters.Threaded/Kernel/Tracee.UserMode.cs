using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The thread's own code: user mode, system calls, the way back to user mode and the way out (steps 7.0-7.5).</summary>
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

    /// <summary>The kit tells the next activity.</summary>
    /// <exception cref="InvalidOperationException">One is outstanding already.</exception>
    public void Drive(Activity activity) => ledger.Change(() =>
    {
        if (_isOver)
        {
            return; // Told just when the thread died: over with it.
        }

        if (HasActivity)
        {
            throw new InvalidOperationException(
                $"Thread {Name} was driven while its last activity is not over: at most one activity may be outstanding per thread. Drive it again when Ticked, Staged(Done) or Died was told.");
        }

        _shared.Write(Shared.Activity);
        _driven = activity;
        _wokenByGate = false;
    });

    /// <summary>The gate of the present system call's sleep is open.</summary>
    public void Wake() => ledger.Change(() =>
    {
        _shared.Write(Shared.Activity);
        _wokenByGate = true;
    });

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
                case ExitActivity exit:
                    return BeginExit(exit);
                case var other:
                    throw new NotSupportedException($"Thread {Name} cannot do {other}.");
            }
        }
    }

    /// <summary>
    /// Waits in user mode until there is something to do. The next activity is taken in the same instant in which no request is seen pending:
    /// a request made earlier is answered first.
    /// </summary>
    private Activity? AwaitActivity()
    {
        Activity? taken = null;
        Pause(PausePoints.Lock);
        ledger.Await(Name, () => "in user mode for its next activity", () =>
        {
            if (SignalPathDue || NotifyDue)
            {
                return true;
            }

            _shared.Read(Shared.Activity);
            if (_driven is null)
            {
                return false;
            }

            (taken, _present, _driven) = (_driven, _driven, null);
            return true;
        });
        return taken;
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

    private Activity? Driven()
    {
        _shared.Read(Shared.Activity);
        return _driven;
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

    private void Tick()
    {
        OverAndDone();
        kit.Ticked(Name);
        Pause(PausePoints.Lock);
        if (StepArmed)
        {
            QueueTrap();
        }
    }

    private void Exec(ExecActivity exec)
    {
        kit.Staged(Name, ActivityStage.Enter, "exec");
        Pause(PausePoints.Lock);
        if (exec.Fails)
        {
            kit.Staged(Name, ActivityStage.Fail, "exec");
            if (utrace.Decide.ReportsFailedExec)
            {
                utrace.ReportExec(this);
            }
        }
        else
        {
            utrace.ReportExec(this);
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, "exec");
    }

    private void Syscall(SyscallActivity call)
    {
        var what = $"syscall {call.Name}";
        kit.Staged(Name, ActivityStage.Enter, what);
        Pause(PausePoints.Lock);
        if (SyscallsTraced && utrace.ReportSyscallEntry(this))
        {
            kit.Staged(Name, ActivityStage.Abort, what);
        }
        else
        {
            kit.Staged(Name, Sleep(call) ? ActivityStage.Body : ActivityStage.Interrupt, what);
        }

        Pause(PausePoints.Lock);
        if (SyscallsTraced || StepArmed)
        {
            utrace.ReportSyscallExit(this);
        }

        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, what);
    }

    /// <summary>Sleeps as the call does; false where the sleep was interrupted.</summary>
    private bool Sleep(SyscallActivity call)
    {
        if (call.Sleep is SleepKind.None)
        {
            return true;
        }

        var interruptible = call.Sleep is SleepKind.Interruptible;
        ledger.Change(() => State = interruptible ? RunState.SleepingInterruptibly : RunState.SleepingUninterruptibly);
        var completed = false;
        ledger.Await(Name, () => $"in syscall {call.Name} for gate {call.Until}", () =>
        {
            _shared.Read(Shared.Activity);
            if (!_wokenByGate && !(interruptible && SignalPathDue))
            {
                return false;
            }

            completed = _wokenByGate;
            State = RunState.Running;
            return true;
        });
        Pause(PausePoints.Lock);
        return completed;
    }

    private int BeginExit(ExitActivity exit)
    {
        kit.Staged(Name, ActivityStage.Enter, exit.Group ? "exit_group" : "exit");
        if (exit.Group)
        {
            return EndGroup(exit.Code);
        }

        return exit.Code;
    }

    /// <summary>Takes the group along; answers the status that stands.</summary>
    private int EndGroup(int status)
    {
        Pause(PausePoints.Lock);
        return ledger.Change(() =>
        {
            group.End(status, this, utrace.Decide.GroupExitEndsStops);
            return group.ExitStatus ?? status;
        });
    }

    private void Pause(string point) => ledger.Pause(Name, point);

    /// <summary>The present activity is over: from here on the kit may drive the next.</summary>
    private void OverAndDone() => ledger.Change(() => _present = null);
}
