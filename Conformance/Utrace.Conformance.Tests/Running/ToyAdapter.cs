using System.Collections.Concurrent;
using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

/// <summary>
/// A toy: threads make their activities at once, calls answer 0 (attach: the engine), nothing is traced. A test scripts what differs.
/// </summary>
internal sealed class ToyAdapter : IAdapter
{
    public AdapterIdentity Identity { get; init; } = new("toy", "1", "C#", 20091216, Capability.All, ControlTier.T1);

    /// <summary>Answers a call; null: the toy's own answer.</summary>
    public Func<ToySession, string, ApiCall, CallResult?> OnCall { get; init; } = (_, _, _) => null;

    /// <summary>Makes an activity in the thread; false: the toy's own way.</summary>
    public Func<ToySession, string, Activity, bool> OnActivity { get; init; } = (_, _, _) => false;

    /// <summary>Replaces the answer of Settle.</summary>
    public Func<Settlement, Settlement> OnSettle { get; init; } = s => s;

    public ISession Open(IKit kit, ulong seed) => new ToySession(this, kit);
}

internal sealed class ToySession(ToyAdapter adapter, IKit kit) : ISession
{
    private readonly object _sync = new();
    private readonly Dictionary<string, BlockingCollection<Action>> _work = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SemaphoreSlim> _wakes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asleep = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);
    private readonly List<(string Thread, TraceeState State)> _awaited = [];
    private int _busy;
    private int _blocked;
    private int _calls;
    private int _callbacks;
    private int _pending;
    private bool _disposed;

    public IKit Kit { get; } = kit;

    public ManualResetEventSlim Disposed { get; } = new();

    public void Spawn(ThreadSpec thread)
    {
        var work = _work[thread.Name] = [];
        _wakes[thread.Name] = new(0);
        new Thread(() =>
        {
            foreach (var item in work.GetConsumingEnumerable())
            {
                item();
                Count(ref _busy, -1);
            }
        })
        { IsBackground = true }.Start();
    }

    public void Declare(EngineSpec engine)
    {
    }

    /// <summary>Lets a thread do something in its own context.</summary>
    public void Post(string thread, Action item)
    {
        Count(ref _busy, 1);
        _work[thread].Add(item);
    }

    public CallbackReply Callback(string context, CallbackInvocation invocation)
    {
        Count(ref _callbacks, 1);
        var reply = Kit.Callback(context, invocation);
        Count(ref _callbacks, -1);
        return reply;
    }

    public void Die(string thread)
    {
        lock (_sync)
        {
            _dead.Add(thread);
            Unblock();
        }

        Kit.Died(thread);
        lock (_sync)
        {
            _pending = 0;
        }
    }

    public void Drive(string thread, Activity activity)
    {
        Count(ref _pending, 1);
        Post(thread, () =>
        {
            if (!_dead.Contains(thread) && !adapter.OnActivity(this, thread, activity))
            {
                Make(thread, activity);
                Count(ref _pending, -1);
            }
        });
    }

    public void Wake(string thread)
    {
        // Awake from this instant on, although its thread has not run yet: Settle must not count it as asleep.
        lock (_sync)
        {
            _asleep.Remove(thread);
            _wakes[thread].Release();
        }
    }

    public CallResult Call(string context, ApiCall call)
    {
        Count(ref _calls, 1);
        try
        {
            return adapter.OnCall(this, context, call) ?? (call.Function is ApiFunction.Attach ? new(Errno.None, call.Engine) : CallResult.Zero);
        }
        finally
        {
            Count(ref _calls, -1);
        }
    }

    /// <summary>Blocks the call that this is part of, visibly for Settle, until the session is over.</summary>
    public void Block()
    {
        Count(ref _blocked, 1);
        Disposed.Wait();
        Count(ref _blocked, -1);
    }

    public TraceeState Probe(string thread)
    {
        lock (_sync)
        {
            return _dead.Contains(thread) ? TraceeState.Zombie : _asleep.Contains(thread) ? TraceeState.Sleeping : TraceeState.Running;
        }
    }

    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        lock (_sync)
        {
            _calls++;
            _blocked++;
            Monitor.PulseAll(_sync);
            _awaited.Add((thread, state));
            Unblock();
            while (Probe(thread) != state && !_disposed)
            {
                Monitor.Wait(_sync);
            }

            _calls--;
            Monitor.PulseAll(_sync);
            return !_disposed;
        }
    }

    public Settlement Settle(TimeSpan deadline)
    {
        lock (_sync)
        {
            while (!_disposed && (_busy > _callbacks + _asleep.Count || _calls > _blocked))
            {
                if (!Monitor.Wait(_sync, deadline))
                {
                    return default;
                }
            }

            return adapter.OnSettle(new(true, _calls, _callbacks, _pending));
        }
    }

    public IReadOnlyList<string> DescribeWaits() => ["toy -> nothing"];

    public void Dispose()
    {
        lock (_sync)
        {
            _disposed = true;
            Monitor.PulseAll(_sync);
        }

        Disposed.Set();
        foreach (var work in _work.Values)
        {
            work.CompleteAdding();
        }
    }

    private void Make(string thread, Activity activity)
    {
        switch (activity)
        {
            case TickActivity:
                Kit.Ticked(thread);
                break;
            case UserActivity:
                Kit.Staged(thread, ActivityStage.Done, "user");
                break;
            case SyscallActivity call:
                Kit.Staged(thread, ActivityStage.Enter, $"syscall {call.Name}");
                if (call.Until is not null)
                {
                    FallAsleep(thread);
                    _wakes[thread].Wait();
                }

                Kit.Staged(thread, ActivityStage.Body, $"syscall {call.Name}");
                Kit.Staged(thread, ActivityStage.Done, $"syscall {call.Name}");
                break;
            case ExitActivity:
                Kit.Staged(thread, ActivityStage.Enter, "exit");
                Die(thread);
                Count(ref _pending, 1);
                break;
        }
    }

    private void FallAsleep(string thread)
    {
        lock (_sync)
        {
            if (_wakes[thread].CurrentCount == 0)
            {
                _asleep.Add(thread);
                Unblock();
                Monitor.PulseAll(_sync);
            }
        }
    }

    /// <summary>A wait whose state has come is not blocked any more, even before its thread wakes up.</summary>
    private void Unblock() => _blocked -= _awaited.RemoveAll(w => Probe(w.Thread) == w.State);

    private void Count(ref int counter, int by)
    {
        lock (_sync)
        {
            counter += by;
            Monitor.PulseAll(_sync);
        }
    }
}
