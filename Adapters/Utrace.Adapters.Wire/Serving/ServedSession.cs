using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>One scenario of a served implementation. Called by the reader of the wire alone; calls, waits and settling run beside it.</summary>
internal sealed class ServedSession : IDisposable
{
    private readonly LineWriter _writer;
    private readonly ServedKit _kit;
    private readonly ServedControl? _control;
    private readonly ISession _session;
    private readonly CancellationTokenSource _over = new();
    private int _created;

    /// <summary>Opens a session.</summary>
    public ServedSession(IAdapter adapter, LineWriter writer, ServedKit kit, ulong seed, ServedControl? control)
    {
        _control = control;
        _writer = writer;
        _kit = kit;
        _session = control is null ? adapter.Open(kit, seed) : ((IPausableAdapter)adapter).Open(kit, seed, control);
    }

    /// <summary>Takes a request.</summary>
    /// <exception cref="WireFormException">It is wrong.</exception>
    public void Take(long id, string method, ReadOnlyMemory<byte> body)
    {
        switch (method)
        {
            case "spawn":
                var thread = Mapping.ToThread(Read<SpawnParams>(body, method));
                if (thread.IsCloned)
                {
                    _session.Declare(thread);
                }
                else
                {
                    _session.Spawn(thread);
                }

                _writer.Result(id, new Nothing());
                break;
            case "declare":
                _session.Declare(Mapping.ToEngine(Read<DeclareParams>(body, method)));
                _writer.Result(id, new Nothing());
                break;
            case "drive":
                var drive = Read<DriveParams>(body, method);
                _session.Drive(drive.Thread, Mapping.ToActivity(drive));
                _writer.Result(id, TakeEffects());
                break;
            case "wake":
                _session.Wake(Read<ThreadParams>(body, method).Thread);
                _writer.Result(id, TakeEffects());
                break;
            case "probe":
                Probe(id, Read<ThreadParams>(body, method).Thread);
                break;
            case "describeWaits":
                _writer.Result(id, new DescribeWaitsResult { Waits = [.. _session.DescribeWaits()] });
                break;
            case "call":
                var call = Read<CallParams>(body, method);
                var parsed = Mapping.ToCall(call);
                Begin(call.Context, call.Callback, id, () => Call(id, call.Context, parsed));
                break;
            case "awaitState":
                var wait = Read<AwaitStateParams>(body, method);
                var state = Mapping.ToState(wait.State);
                Begin(wait.Context, wait.Callback, id, () => Answer(id, new AwaitStateResult { Seen = _session.AwaitState(wait.Context, wait.Thread, state, _over.Token) }));
                break;
            case "settle":
                var settle = Read<SettleParams>(body, method);
                OsThreads.Run(() => Guard(id, () => Settle(id, TimeSpan.FromMilliseconds(Math.Clamp(settle.Milliseconds, 0, 3_600_000)))));
                break;
            case "go":
                (_control ?? throw new WireFormException(WireFormException.WrongState, "go came without control", "a reset with \"control\":true before"))
                    .Go(id, Read<GoParams>(body, method).Choices);
                break;
            default:
                throw new WireFormException(WireFormException.MethodNotFound, $"there is no method '{method}'", "one of docs/protocol.md");
        }
    }

    /// <summary>Gives the session up, and answers how many engines it had not released.</summary>
    public int Close()
    {
        _kit.Close();
        _over.Cancel();
        _session.Dispose();
        return Math.Max(0, Volatile.Read(ref _created) - _kit.ReleasedEngines);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Call(long id, string context, ApiCall call)
    {
        var result = _session.Call(context, call);
        if (call.Function is ApiFunction.Attach && (call.Flags & AttachFlags.Create) != 0 && result.Errno is Errno.None)
        {
            Interlocked.Increment(ref _created);
        }

        Answer(id, Mapping.Of(result));
    }

    private void Settle(long id, TimeSpan deadline)
    {
        var settlement = _session.Settle(deadline);
        Answer(id, new SettleResult
        {
            Settled = settlement.IsSettled,
            BlockedCalls = settlement.BlockedCalls,
            OpenCallbacks = settlement.OpenCallbacks,
            PendingActivities = settlement.PendingActivities,
        });
    }

    private void Probe(long id, string thread)
    {
        var state = Words.Of(_session.Probe(thread));
        var effects = TakeEffects();
        _writer.Result(id, new ProbeResult { State = state, Ready = effects.Ready, Reads = effects.Reads, Writes = effects.Writes });
    }

    private Effects TakeEffects() => _control?.TakeEffects() ?? new Effects();

    private void Begin(string context, long? callback, long id, Action body)
    {
        if (callback is not { } open)
        {
            Action guarded = () => Guard(id, body);
            if (_control is null)
            {
                OsThreads.Run(guarded);
            }
            else
            {
                _control.StartCall(context, guarded);
            }
        }
        else if (_kit.Find(open) is { } inside)
        {
            inside.Make(() => Guard(id, body));
        }
        else
        {
            throw new WireFormException(WireFormException.WrongState, FormattableString.Invariant($"callback {open} is not open"), "the id of an open callback");
        }
    }

    private void Guard(long id, Action body)
    {
        try
        {
            body();
        }
        catch (Exception e)
        {
            _kit.Send(() => WireServer.AnswerError(_writer, id, e));
        }
    }

    private void Answer<T>(long id, T result) => _kit.Send(() => _writer.Result(id, result));

    private static T Read<T>(ReadOnlyMemory<byte> body, string method)
        where T : class => Body.Read<T>(body, $"params of {method}");
}
