using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>One scenario of an implementation at the other end of a wire. Thread-safe.</summary>
internal sealed class WireSession : ISession, IWireListener
{
    private static readonly TimeSpan DescribeDeadline = TimeSpan.FromMilliseconds(250);

    /// <summary>The callback that this thread plays, and of which session.</summary>
    [ThreadStatic]
    private static (WireSession Session, long Id)? _inside;

    private readonly WireAdapter _adapter;
    private readonly WireConnection _connection;
    private readonly IKit _kit;
    private readonly Turns? _turns;
    private readonly CancellationTokenSource _over = new();
    private int _isOver;

    /// <summary>A session over a connection that is its own until it is disposed.</summary>
    public WireSession(WireAdapter adapter, WireConnection connection, IKit kit, IPauseControl? control)
    {
        _adapter = adapter;
        _connection = connection;
        _kit = kit;
        _turns = control is null ? null : new Turns(connection, control, (id, told) => Play(id, kit.Begin(told.Context, Mapping.ToInvocation(told))), e => kit.Crashed("wire", e), _over.Token);
    }

    /// <inheritdoc/>
    public void Spawn(ThreadSpec thread)
    {
        Ask<SpawnParams, Nothing>("spawn", Mapping.Of(thread));
        _turns?.Start(thread.Name);
    }

    /// <inheritdoc/>
    public void Declare(ThreadSpec thread) => Ask<SpawnParams, Nothing>("spawn", Mapping.Of(thread));

    /// <inheritdoc/>
    public void Declare(EngineSpec engine) => Ask<DeclareParams, Nothing>("declare", Mapping.Of(engine));

    /// <inheritdoc/>
    public void Drive(string thread, Activity activity) => Apply(Ask<DriveParams, Effects>("drive", Mapping.Of(thread, activity)));

    /// <inheritdoc/>
    public void Wake(string thread) => Apply(Ask<ThreadParams, Effects>("wake", new ThreadParams { Thread = thread }));

    /// <inheritdoc/>
    public CallResult Call(string context, ApiCall call) =>
        Read("call", Ask<CallParams, CallAnswer>("call", Mapping.Of(context, Inside(), call), context), Mapping.ToResult);

    /// <inheritdoc/>
    public TraceeState Probe(string thread)
    {
        var answer = Ask<ThreadParams, ProbeResult>("probe", new ThreadParams { Thread = thread });
        Apply(answer);
        return Read("probe", answer, r => Mapping.ToState(r.State));
    }

    /// <inheritdoc/>
    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        // The kit cancels it when the session is over, and never before.
        var wait = new AwaitStateParams { Context = context, Callback = Inside(), Thread = thread, State = Words.Of(state) };
        try
        {
            return Ask<AwaitStateParams, AwaitStateResult>("awaitState", wait, context, cancel).Seen;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Settlement Settle(TimeSpan deadline)
    {
        var answer = Ask<SettleParams, SettleResult>("settle", new SettleParams { Milliseconds = (int)Math.Min(deadline.TotalMilliseconds, int.MaxValue) });
        return new Settlement(answer.Settled, answer.BlockedCalls, answer.OpenCallbacks, answer.PendingActivities);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> DescribeWaits()
    {
        // What hangs may not even read: the asking itself gets a thread.
        IReadOnlyList<string> lines = ["the adapter did not answer describeWaits"];
        using var asked = new ManualResetEventSlim();
        var box = new Lock();
        var isLate = false;
        OsThreads.Run(() =>
        {
            IReadOnlyList<string> said;
            try
            {
                said = [.. Ask<Nothing, DescribeWaitsResult>("describeWaits", new Nothing()).Waits];
            }
            catch (Exception e)
            {
                said = [$"the adapter did not say what it waits for: {e.Message}"];
            }

            lock (box)
            {
                if (!isLate)
                {
                    lines = said;
                    asked.Set();
                }
            }
        });
        asked.Wait(DescribeDeadline);
        lock (box)
        {
            isLate = true;
            return lines;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            Leave();
            _adapter.Return(_connection);
        }
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            Leave();
            _adapter.GiveUp(_connection);
        }
    }

    /// <inheritdoc/>
    public void Callback(long id, CallbackParams told)
    {
        if (_turns is not null)
        {
            _turns.Call(id, told);
            return;
        }

        // Begun by the reader, so that its line stands before all that was sent after it; played elsewhere, since it may be held for long.
        var play = _kit.Begin(told.Context, Mapping.ToInvocation(told));
        OsThreads.Run(() => Play(id, play));
    }

    /// <inheritdoc/>
    public void Told(string method, object told)
    {
        if (_turns is null)
        {
            Tell(method, told);
        }
        else
        {
            _turns.Tell(() => Tell(method, told));
        }
    }

    /// <inheritdoc/>
    public void Lost(AdapterException cause) => _kit.Crashed("wire", cause);

    private void Tell(string method, object told)
    {
        switch (told)
        {
            case ThreadParams thread when string.Equals(method, "ticked", StringComparison.Ordinal):
                _kit.Ticked(thread.Thread);
                break;
            case ThreadParams thread:
                _kit.Died(thread.Thread);
                break;
            case HandlerRanParams ran:
                _kit.HandlerRan(ran.Thread, Read("handlerRan", ran, t => Mapping.ToSignal(t.Signal)));
                break;
            case ParentToldParams parent:
                _kit.ParentTold(parent.Thread, Read("parentTold", parent, t => Mapping.ToJctl(t.What)));
                break;
            case WokenUpParams woken:
                _kit.WokenUp(woken.Context, woken.Gate);
                break;
            case StagedParams staged:
                _kit.Staged(staged.Thread, Read("staged", staged, t => Mapping.ToStage(t.Stage)), staged.What);
                break;
            case EngineParams engine:
                _kit.Released(engine.Engine);
                break;
            case CrashedParams crashed:
                _kit.Crashed(crashed.Context, new AdapterException(AdapterFailure.Crash, $"the implementation broke down in {crashed.Context}: {crashed.Message}"));
                break;
        }
    }

    private void Play(long id, Func<CallbackReply> play)
    {
        try
        {
            _inside = (this, id);
            var reply = play();
            if (!_over.IsCancellationRequested)
            {
                _turns?.Sends();
                _connection.Answer(id, Mapping.Of(reply));
            }
        }
        catch (Exception e)
        {
            _kit.Crashed("wire", e);
        }
        finally
        {
            _inside = null;
        }
    }

    private void Leave()
    {
        _connection.Leave(this);
        _over.Cancel();
    }

    private long? Inside() => _inside is { } inside && ReferenceEquals(inside.Session, this) ? inside.Id : null;

    private void Apply(Effects effects) => _turns?.Apply(effects);

    private TResult Ask<TParams, TResult>(string method, TParams parameters)
        where TParams : class
        where TResult : class
    {
        _turns?.Sends();
        return _connection.Ask<TParams, TResult>(method, parameters, _over.Token);
    }

    /// <summary>Asks for something that a context does, and lets the context do it where the kit says who runs.</summary>
    private TResult Ask<TParams, TResult>(string method, TParams parameters, string context, CancellationToken cancel = default)
        where TParams : class
        where TResult : class
    {
        _turns?.Sends();
        var asked = _connection.Begin<TParams, TResult>(method, parameters);
        _turns?.Run(context);
        if (!cancel.CanBeCanceled)
        {
            return _connection.Await(method, asked, _over.Token);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _over.Token);
        return _connection.Await(method, asked, either.Token);
    }

    private T Read<TTold, T>(string what, TTold told, Func<TTold, T> read)
    {
        try
        {
            return read(told);
        }
        catch (WireFormException e)
        {
            throw _connection.Broke(what, e.What, e.Expected);
        }
    }
}
