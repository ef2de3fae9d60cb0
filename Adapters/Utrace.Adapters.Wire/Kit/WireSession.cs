using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>One scenario of an implementation at the other end of a wire. Thread-safe.</summary>
internal sealed class WireSession(WireAdapter adapter, WireConnection connection, IKit kit) : ISession, IWireListener
{
    private static readonly TimeSpan DescribeDeadline = TimeSpan.FromMilliseconds(250);

    /// <summary>The callback that this thread plays, and of which session.</summary>
    [ThreadStatic]
    private static (WireSession Session, long Id)? _inside;

    private readonly CancellationTokenSource _over = new();
    private int _isOver;

    /// <inheritdoc/>
    public void Spawn(ThreadSpec thread) => Ask<SpawnParams, Nothing>("spawn", Mapping.Of(thread));

    /// <inheritdoc/>
    public void Declare(ThreadSpec thread) => Spawn(thread);

    /// <inheritdoc/>
    public void Declare(EngineSpec engine) => Ask<DeclareParams, Nothing>("declare", Mapping.Of(engine));

    /// <inheritdoc/>
    public void Drive(string thread, Activity activity) => Ask<DriveParams, Effects>("drive", Mapping.Of(thread, activity));

    /// <inheritdoc/>
    public void Wake(string thread) => Ask<ThreadParams, Effects>("wake", new ThreadParams { Thread = thread });

    /// <inheritdoc/>
    public CallResult Call(string context, ApiCall call) =>
        Read("call", Ask<CallParams, CallAnswer>("call", Mapping.Of(context, Inside(), call)), Mapping.ToResult);

    /// <inheritdoc/>
    public TraceeState Probe(string thread) =>
        Read("probe", Ask<ThreadParams, ProbeResult>("probe", new ThreadParams { Thread = thread }), r => Mapping.ToState(r.State));

    /// <inheritdoc/>
    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        var wait = new AwaitStateParams { Context = context, Callback = Inside(), Thread = thread, State = Words.Of(state) };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _over.Token);
        try
        {
            return connection.Ask<AwaitStateParams, AwaitStateResult>("awaitState", wait, either.Token).Seen;
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
            adapter.Return(connection);
        }
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            Leave();
            adapter.GiveUp(connection);
        }
    }

    /// <inheritdoc/>
    public void Callback(long id, CallbackParams told)
    {
        // Begun by the reader, so that its line stands before all that was sent after it; played elsewhere, since it may be held for long.
        var play = kit.Begin(told.Context, Mapping.ToInvocation(told));
        OsThreads.Run(() => Play(id, play));
    }

    /// <inheritdoc/>
    public void Told(string method, object told)
    {
        switch (told)
        {
            case ThreadParams thread when string.Equals(method, "ticked", StringComparison.Ordinal):
                kit.Ticked(thread.Thread);
                break;
            case ThreadParams thread:
                kit.Died(thread.Thread);
                break;
            case HandlerRanParams ran:
                kit.HandlerRan(ran.Thread, Mapping.ToSignal(ran.Signal));
                break;
            case ParentToldParams parent:
                kit.ParentTold(parent.Thread, Mapping.ToJctl(parent.What));
                break;
            case WokenUpParams woken:
                kit.WokenUp(woken.Context, woken.Gate);
                break;
            case StagedParams staged:
                kit.Staged(staged.Thread, Mapping.ToStage(staged.Stage), staged.What);
                break;
            case EngineParams engine:
                kit.Released(engine.Engine);
                break;
            case CrashedParams crashed:
                kit.Crashed(crashed.Context, new AdapterException(AdapterFailure.Crash, $"the implementation broke down in {crashed.Context}: {crashed.Message}"));
                break;
        }
    }

    /// <inheritdoc/>
    public void Lost(AdapterException cause) => kit.Crashed("wire", cause);

    private void Play(long id, Func<CallbackReply> play)
    {
        try
        {
            _inside = (this, id);
            var reply = play();
            if (!_over.IsCancellationRequested)
            {
                connection.Answer(id, Mapping.Of(reply));
            }
        }
        catch (Exception e)
        {
            kit.Crashed("wire", e);
        }
        finally
        {
            _inside = null;
        }
    }

    private void Leave()
    {
        connection.Leave(this);
        _over.Cancel();
    }

    private long? Inside() => _inside is { } inside && ReferenceEquals(inside.Session, this) ? inside.Id : null;

    private TResult Ask<TParams, TResult>(string method, TParams parameters)
        where TParams : class
        where TResult : class => connection.Ask<TParams, TResult>(method, parameters, _over.Token);

    private T Read<TResult, T>(string method, TResult answer, Func<TResult, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (WireFormException e)
        {
            throw connection.Fail(AdapterFailure.Contract, $"the answer to {method}: {e.What}; expected: {e.Expected}; do: see the conversation with --trace FILE, or check it with --validate");
        }
    }
}
