using System.Diagnostics;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>One scenario of a served implementation. Called by the reader of the wire alone; calls, waits and settling run beside it.</summary>
internal sealed class ServedSession : IDisposable
{
    /// <summary>A count that stays wrong for this part of the deadline is the session's own: the kit hears it, and says so before it gives up.</summary>
    private const int MiscountShare = 8;

    private readonly LineWriter _writer;
    private readonly ServedKit _kit;
    private readonly ServedControl? _control;
    private readonly ISession _session;
    private readonly ServedNames _names = new();
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
                var spawn = Read<SpawnParams>(body, method);
                var thread = Mapping.ToThread(spawn);
                _names.Spawn(spawn);
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
                var declare = Read<DeclareParams>(body, method);
                var engine = Mapping.ToEngine(declare);
                _names.Declare(declare);
                _session.Declare(engine);
                _writer.Result(id, new Nothing());
                break;
            case "drive":
                Drive(Read<DriveParams>(body, method));
                _writer.Result(id, TakeEffects());
                break;
            case "wake":
                var woken = Read<ThreadParams>(body, method).Thread;
                _names.Thread(woken);
                _kit.Take(a => a.Note());
                _session.Wake(woken);
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
                _names.Call(call);
                Begin(call.Context, call.Callback, id, () => Call(id, call.Context, parsed));
                break;
            case "awaitState":
                var wait = Read<AwaitStateParams>(body, method);
                var state = Mapping.ToState(wait.State);
                _names.Thread(wait.Thread);
                Begin(wait.Context, wait.Callback, id, () => Answer(id, new AwaitStateResult { Seen = _session.AwaitState(wait.Context, wait.Thread, state, _over.Token) }));
                break;
            case "settle":
                var settle = Read<SettleParams>(body, method);
                OsThreads.Run(() => Settle(id, TimeSpan.FromMilliseconds(Math.Clamp(settle.Milliseconds, 0, 3_600_000))));
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

    private void Drive(DriveParams drive)
    {
        _names.Drive(drive);
        var activity = Mapping.ToActivity(drive);
        _kit.Take(a => a.Drive(drive.Thread));
        try
        {
            _session.Drive(drive.Thread, activity);
        }
        catch (Exception)
        {
            _kit.Take(a => a.EndActivity(drive.Thread));
            throw;
        }
    }

    /// <summary>
    /// The session knows who moves of those that are in it; the wire knows what is open. Between the two is who was let go by a line and has not got there yet, or
    /// has left the session and not told it yet. So rest is when both agree, and nothing came in or went out while they were asked.
    /// </summary>
    private void Settle(long id, TimeSpan deadline)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var pause = default(SpinWait);
            while (!_over.IsCancellationRequested)
            {
                var (version, open) = _kit.Look();
                var left = deadline - clock.Elapsed;
                var settlement = _session.Settle(_control is null && left > TimeSpan.Zero ? left : TimeSpan.Zero);
                var answer = settlement.IsSettled && (_control is null || settlement == open) ? settlement : open with { IsSettled = false };
                var isOver = _control is not null || settlement == open || clock.Elapsed >= (settlement.IsSettled ? deadline / MiscountShare : deadline);
                if (isOver && _kit.SendIf(version, () => _writer.Result(id, Mapping.Of(answer))))
                {
                    return;
                }

                pause.SpinOnce();
            }
        }
        catch (Exception e)
        {
            _kit.Send(() => WireServer.AnswerError(_writer, id, e));
        }
    }

    private void Probe(long id, string thread)
    {
        _names.Thread(thread);
        var state = Words.Of(_session.Probe(thread));
        var effects = TakeEffects();
        _writer.Result(id, new ProbeResult { State = state, Ready = effects.Ready, Reads = effects.Reads, Writes = effects.Writes });
    }

    private Effects TakeEffects() => _control?.TakeEffects() ?? new Effects();

    private void Begin(string context, long? callback, long id, Action body)
    {
        var inside = callback is { } open
            ? _kit.Find(open) ?? throw new WireFormException(WireFormException.WrongState, FormattableString.Invariant($"callback {open} is not open"), "the id of an open callback")
            : null;
        _kit.Take(a => a.BeginCall());
        if (inside is not null)
        {
            inside.Make(() => Guard(id, body));
        }
        else if (_control is null)
        {
            OsThreads.Run(() => Guard(id, body));
        }
        else
        {
            _control.StartCall(context, () => Guard(id, body));
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
            _kit.Send(() => WireServer.AnswerError(_writer, id, e), a => a.EndCall());
        }
    }

    private void Answer<T>(long id, T result) => _kit.Send(() => _writer.Result(id, result), a => a.EndCall());

    private static T Read<T>(ReadOnlyMemory<byte> body, string method)
        where T : class => Body.Read<T>(body, $"params of {method}");
}
