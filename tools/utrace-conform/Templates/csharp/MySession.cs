using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Mine;

/// <summary>
/// One scenario. Everything changes under one monitor, and whoever waits does so in <see cref="Await"/>: so what can move is counted exactly.
/// The skeleton has threads that live, are killed and die, and no utrace yet: calls that are missing throw NotSupportedException, and the kit's verdict says so.
/// </summary>
public sealed class MySession(IKit kit) : ISession
{
    private const int Killed = 9;

    private readonly object _sync = new();
    private readonly Dictionary<string, Tracee> _threads = new(StringComparer.Ordinal);
    private int _moving;
    private int _calls;
    private bool _isOver;

    private sealed class Tracee(ThreadSpec spec)
    {
        public ThreadSpec Spec => spec;
        public TraceeState State { get; set; } = TraceeState.Running;
        public Activity? Activity { get; set; }
        public bool IsWoken { get; set; }
        public bool IsKilled { get; set; }
        public int Status { get; set; }
    }

    public void Spawn(ThreadSpec thread)
    {
        lock (_sync)
        {
            var tracee = new Tracee(thread);
            _threads.Add(thread.Name, tracee);
            _moving++;
            new Thread(() => Live(tracee), 256 * 1024) { IsBackground = true }.Start();
        }
    }

    public void Drive(string thread, Activity activity) => Change(() =>
    {
        if (_threads[thread].State is not (TraceeState.Zombie or TraceeState.Reaped))
        {
            (_threads[thread].Activity, _threads[thread].IsWoken) = (activity, false);
        }
    });

    public void Wake(string thread) => Change(() => _threads[thread].IsWoken = true);

    public void Declare(EngineSpec engine)
    {
        // Remember it: an attach with CREATE makes the engine under this name.
    }

    public TraceeState Probe(string thread)
    {
        lock (_sync)
        {
            return _threads[thread].State;
        }
    }

    public CallResult Call(string context, ApiCall call)
    {
        Change(() => (_calls, _moving) = (_calls + 1, _moving + 1));
        try
        {
            return call.Function switch
            {
                ApiFunction.Kill => Kill(_threads[call.Thread!]),
                ApiFunction.Interrupt => CallResult.Zero, // A barrier that waits will have to see it.
                ApiFunction.Reap => Reap(_threads[call.Thread!]),
                _ => throw new NotSupportedException($"{call.Function} is not there"),
            };
        }
        finally
        {
            Change(() => (_calls, _moving) = (_calls - 1, _moving - 1));
        }
    }

    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        Change(() => (_calls, _moving) = (_calls + 1, _moving + 1));
        using var registration = cancel.Register(() => Change(() => { }));
        try
        {
            Await(() => _threads[thread].State == state || cancel.IsCancellationRequested);
            return !cancel.IsCancellationRequested;
        }
        finally
        {
            Change(() => (_calls, _moving) = (_calls - 1, _moving - 1));
        }
    }

    public Settlement Settle(TimeSpan deadline)
    {
        var until = DateTime.UtcNow + deadline;
        lock (_sync)
        {
            while (_moving > 0 && until - DateTime.UtcNow is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_sync, left);
            }

            return new Settlement(_moving == 0, _calls, OpenCallbacks: 0, _threads.Values.Count(t => t.Activity is not null));
        }
    }

    public IReadOnlyList<string> DescribeWaits()
    {
        lock (_sync)
        {
            return [.. _threads.Values.Select(t => $"{t.Spec.Name} is {Words.Of(t.State)}")];
        }
    }

    public void Dispose() => Change(() => _isOver = true);

    private readonly List<Func<bool>> _waiting = [];

    /// <summary>Changes what others may wait for. Whoever can go on now counts as moving from this instant on.</summary>
    private void Change(Action change)
    {
        lock (_sync)
        {
            change();
            _moving += _waiting.RemoveAll(condition => condition());
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>Waits until the condition is true. Call it under no lock.</summary>
    private void Await(Func<bool> condition)
    {
        lock (_sync)
        {
            if (condition() || _isOver)
            {
                return;
            }

            var isTrue = false;
            _waiting.Add(() => isTrue = isTrue || condition() || _isOver);
            _moving--;
            Monitor.PulseAll(_sync);
            while (!isTrue)
            {
                Monitor.Wait(_sync);
            }
        }
    }

    private void Live(Tracee self)
    {
        var status = LiveInUserMode(self);
        if (_isOver)
        {
            return;
        }

        Change(() => (self.Status, self.State, self.Activity) = (status, self.Spec.SelfReap ? TraceeState.Reaped : TraceeState.Zombie, null));
        kit.Died(self.Spec.Name);
        Change(() => _moving--);
    }

    private int LiveInUserMode(Tracee self)
    {
        while (true)
        {
            Await(() => self.IsKilled || self.Activity is not null);
            if (self.IsKilled || _isOver)
            {
                return Killed;
            }

            switch (self.Activity)
            {
                case TickActivity:
                    Change(() => self.Activity = null);
                    kit.Ticked(self.Spec.Name);
                    break;
                case ExecActivity exec:
                    kit.Staged(self.Spec.Name, ActivityStage.Enter, "exec");
                    if (exec.Fails)
                    {
                        kit.Staged(self.Spec.Name, ActivityStage.Fail, "exec");
                    }

                    Finish(self, "exec");
                    break;
                case ExitActivity exit:
                    kit.Staged(self.Spec.Name, ActivityStage.Enter, exit.Group ? "exit_group" : "exit");
                    if (exit.Group)
                    {
                        Change(() => KillGroup(self.Spec.Group, self));
                    }

                    return exit.Code;
                case SyscallActivity call:
                    kit.Staged(self.Spec.Name, ActivityStage.Enter, $"syscall {call.Name}");
                    var completed = Sleep(self, call);
                    if (!_isOver)
                    {
                        kit.Staged(self.Spec.Name, completed ? ActivityStage.Body : ActivityStage.Interrupt, $"syscall {call.Name}");
                        Finish(self, $"syscall {call.Name}");
                    }

                    break;
                default:
                    Finish(self, "user");
                    break;
            }
        }
    }

    private bool Sleep(Tracee self, SyscallActivity call)
    {
        if (call.Sleep is SleepKind.None)
        {
            return true;
        }

        Change(() => self.State = TraceeState.Sleeping);
        Await(() => self.IsWoken || self.IsKilled && call.Sleep is SleepKind.Interruptible);
        Change(() => self.State = TraceeState.Running);
        return self.IsWoken;
    }

    private void Finish(Tracee self, string what)
    {
        Change(() => self.Activity = null);
        kit.Staged(self.Spec.Name, ActivityStage.Done, what);
    }

    private void KillGroup(string group, Tracee? by)
    {
        foreach (var tracee in _threads.Values.Where(t => t != by && string.Equals(t.Spec.Group, group, StringComparison.Ordinal)))
        {
            tracee.IsKilled = true;
        }
    }

    private CallResult Kill(Tracee tracee)
    {
        var isGone = false;
        Change(() =>
        {
            isGone = tracee.State is TraceeState.Reaped;
            KillGroup(isGone ? "" : tracee.Spec.Group, null);
        });
        return new CallResult(isGone ? Errno.ESRCH : Errno.None);
    }

    private CallResult Reap(Tracee tracee)
    {
        Await(() => tracee.State is TraceeState.Zombie or TraceeState.Reaped);
        var isMine = false;
        Change(() => (isMine, tracee.State) = (tracee.State is TraceeState.Zombie, TraceeState.Reaped));
        return isMine ? new CallResult(Errno.None, Value: tracee.Status) : new CallResult(Errno.ECHILD);
    }
}
