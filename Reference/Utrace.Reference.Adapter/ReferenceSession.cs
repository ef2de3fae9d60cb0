using System.Diagnostics;
using Utrace.Adapters;
using Utrace.Reference.Driving;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;
using Activity = Utrace.Spec.Scenarios.Activity;

namespace Utrace.Reference.Adapter;

/// <summary>
/// One world under one monitor. The scheduler thread takes steps while any can be taken; a line that a step shows is told to the kit inside
/// the monitor, so that the order of lines is the order of steps. Thread-safe.
/// </summary>
internal sealed class ReferenceSession : ISession
{
    private readonly object _sync = new();
    private readonly IKit _kit;
    private readonly DrivenWorld _world;
    private readonly Dictionary<string, CallResult?> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Carrier> _carriers = new(StringComparer.Ordinal);
    private readonly Random _pace;
    private readonly List<(string Thread, TraceeState State)> _awaited = [];
    private bool _isAtRest = true;
    private bool _isDisposed;

    public ReferenceSession(IKit kit, Profile profile, ulong seed)
    {
        _kit = kit;
        _world = new DrivenWorld(profile, (seed * 0x9E3779B97F4A7C15) ^ 0x632BE59BD9B4E019);
        _pace = new Random((int)seed);
        new Thread(Schedule, 256 * 1024) { IsBackground = true, Name = "reference" }.Start();
    }

    public void Spawn(ThreadSpec thread) => Change(() => _world.Spawn(thread));

    public void Declare(ThreadSpec thread) => Spawn(thread);

    public void Declare(EngineSpec engine) => Change(() => _world.Declare(engine));

    public void Drive(string thread, Activity activity) => Change(() => _world.Drive(thread, activity));

    public void Wake(string thread) => Change(() => _world.Wake(thread));

    public CallResult Call(string context, ApiCall call)
    {
        lock (_sync)
        {
            _world.BeginCall(context, call);
            var key = KeyOf(context, call);
            _calls.Add(key, null);
            Moved();
            while (!_isDisposed && _calls[key] is null)
            {
                Monitor.Wait(_sync);
            }

            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _calls.Remove(key, out var result);
            return result!.Value;
        }
    }

    public TraceeState Probe(string thread)
    {
        lock (_sync)
        {
            return _world.Probe(thread);
        }
    }

    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        using var registration = cancel.Register(() => Change(() => { }));
        lock (_sync)
        {
            while (!_isDisposed && !cancel.IsCancellationRequested && _world.Probe(thread) != state)
            {
                _awaited.Add((thread, state));
                Monitor.Wait(_sync);
                _awaited.Remove((thread, state));
            }

            return !_isDisposed && !cancel.IsCancellationRequested;
        }
    }

    public Settlement Settle(TimeSpan deadline)
    {
        var start = Stopwatch.GetTimestamp();
        lock (_sync)
        {
            while (!_isAtRest)
            {
                var left = deadline - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || _isDisposed)
                {
                    return Count(isSettled: false);
                }

                Monitor.Wait(_sync, left);
            }

            return Count(isSettled: true);
        }
    }

    public IReadOnlyList<string> DescribeWaits()
    {
        lock (_sync)
        {
            return _world.DescribeWaits();
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _isDisposed = true;
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>A context has one call in flight, and one more where a reaping actor calls from report_reap.</summary>
    private static string KeyOf(string context, ApiCall call) => call.Function is ApiFunction.Reap ? $"{context} reap" : context;

    /// <summary>A wait whose state has come is just returning, and not blocked.</summary>
    private Settlement Count(bool isSettled) => new(
        isSettled,
        _calls.Values.Count(r => r is null) + _awaited.Count(a => _world.Probe(a.Thread) != a.State),
        _world.OpenCallbacks,
        _world.PendingActivities);

    private void Change(Action action)
    {
        lock (_sync)
        {
            action();
            Moved();
        }
    }

    private void Moved()
    {
        _isAtRest = false;
        Monitor.PulseAll(_sync);
    }

    private void Schedule()
    {
        try
        {
            while (true)
            {
                lock (_sync)
                {
                    if (_isDisposed)
                    {
                        return;
                    }

                    if (!_world.TryStep(out var shown))
                    {
                        _isAtRest = true;
                        Monitor.PulseAll(_sync);
                        Monitor.Wait(_sync);
                        continue;
                    }

                    Show(shown);
                    Monitor.PulseAll(_sync);
                }

                // Others get the monitor between steps, so that calls of different actors really overlap.
                if (_pace.Next(4) == 0)
                {
                    Thread.Yield();
                }
            }
        }
        catch (Exception e)
        {
            _kit.Crashed("reference", e);
        }
    }

    private void Show(LogEvent? shown)
    {
        switch (shown)
        {
            case CallReturned line:
                _calls[KeyOf(line.Actor, line.Call)] = line.Result;
                break;
            case CallbackBegan line:
                Carry(line);
                break;
            case Ticked line:
                _kit.Ticked(line.Actor);
                break;
            case ActivityStaged line:
                _kit.Staged(line.Actor, line.Stage, line.What);
                break;
            case HandlerRan line:
                _kit.HandlerRan(line.Actor, line.Signal);
                break;
            case ParentTold line:
                _kit.ParentTold(line.Actor, line.What);
                break;
            case WokenUp line:
                _kit.WokenUp(line.Actor, line.Gate);
                break;
            case Died line:
                _kit.Died(line.Actor);
                break;
            case Released line:
                _kit.Released(line.Engine);
                break;
            default:
                break;
        }
    }

    private void Carry(CallbackBegan line)
    {
        if (!_carriers.TryGetValue(line.Actor, out var carrier))
        {
            _carriers[line.Actor] = carrier = new Carrier(line.Actor, _sync, () => _isDisposed, Perform);
        }

        carrier.Hand(line);
    }

    private void Perform(CallbackBegan line)
    {
        try
        {
            var reply = _kit.Callback(line.Actor, line.Invocation);
            Change(() => _world.EndCallback(line.Actor, reply.Result, reply.ExitCode, reply.Signal, reply.Disposition));
        }
        catch (ObjectDisposedException)
        {
            // The session was given up while the callback made a call.
        }
        catch (Exception e)
        {
            _kit.Crashed(line.Actor, e);
        }
    }
}
