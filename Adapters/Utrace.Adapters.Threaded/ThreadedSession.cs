using System.Collections.Concurrent;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>One scenario's worth of threads, engines and callers: what the kit asks, handed to the kernel's and to utrace's side.</summary>
internal sealed partial class ThreadedSession : ISession
{
    private readonly Ledger _ledger;
    private readonly Sharing _actors;
    private readonly IKit _kit;
    private readonly UtraceCore _utrace;
    private readonly SignalSender _signals;
    private readonly ConcurrentDictionary<string, ThreadGroup> _groups = new(StringComparer.Ordinal);
    private readonly ThreadTable _threads = new();
    private readonly ConcurrentDictionary<string, EngineSpec> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Engine> _engines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signalled = new(StringComparer.Ordinal);

    /// <summary>Opens an empty session.</summary>
    /// <param name="kit">Where it reports to.</param>
    /// <param name="decide">What is decided how.</param>
    /// <param name="control">The kit, where it says who runs (T2); else null.</param>
    public ThreadedSession(IKit kit, Decisions decide, IPauseControl? control = null)
    {
        _ledger = new Ledger(control, decide.Pace switch
        {
            Pace.SlowThreads => context => _threads.Look(context) is not null,
            Pace.SlowCallers => context => _threads.Look(context) is null,
            Pace.Serial => _ => true,
            _ => null,
        });
        _actors = _ledger.Share("actors");
        _kit = kit;
        _utrace = new UtraceCore(_ledger, kit, decide);
        _signals = new SignalSender(_ledger, decide);
    }

    /// <inheritdoc/>
    public void Spawn(ThreadSpec thread)
    {
        var tracee = Make(thread);
        _ledger.Change(tracee.BeBorn);
        tracee.Start();
    }

    /// <inheritdoc/>
    public void Declare(ThreadSpec thread) => Make(thread);

    /// <inheritdoc/>
    public void Drive(string thread, Activity activity) => Find(thread).Drive(activity);

    /// <inheritdoc/>
    public void Wake(string thread) => Find(thread).Wake();

    /// <inheritdoc/>
    public void Declare(EngineSpec engine) => _declared[engine.Name] = engine;

    /// <inheritdoc/>
    public TraceeState Probe(string thread)
    {
        var tracee = Find(thread);
        return _ledger.Change(tracee.Probe);
    }

    /// <inheritdoc/>
    public Settlement Settle(TimeSpan deadline) => _ledger.Settle(deadline, () => _threads.All.Count(t => t.HasActivity));

    /// <inheritdoc/>
    public IReadOnlyList<string> DescribeWaits() => _ledger.Describe();

    /// <inheritdoc/>
    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel)
    {
        var tracee = Find(thread);
        _ledger.BeginCall();
        try
        {
            using var registration = cancel.Register(() => _ledger.Change(() => { }));
            var seen = false;
            _ledger.Await(context, () => $"for {thread} to be {Words.Of(state)}", () =>
            {
                seen = tracee.Probe() == state;
                return seen || cancel.IsCancellationRequested;
            });
            return seen;
        }
        finally
        {
            _ledger.EndCall();
        }
    }

    /// <inheritdoc/>
    public CallResult Call(string context, ApiCall call)
    {
        _ledger.BeginCall();
        try
        {
            return call.Function switch
            {
                ApiFunction.Attach => Attach(context, call),
                ApiFunction.Kill => new CallResult(_signals.Send(Find(call.Thread!), SignalNumber.SIGKILL, toGroup: true)),
                ApiFunction.Send => new CallResult(_signals.Send(Find(call.Thread!), call.Signal, call.ToGroup)),
                ApiFunction.Reap => Reap(context, Find(call.Thread!)),
                ApiFunction.Interrupt => Interrupt(call.Actor!),
                ApiFunction.WakeUp => WakeUp(context, call.Gate!),
                _ => CallOnEngine(context, call),
            };
        }
        finally
        {
            _ledger.EndCall();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ledger.Abandon();

    private CallResult CallOnEngine(string context, ApiCall call)
    {
        if (call.Pid is { } pid && !NamesThreadOf(context, pid, call.Engine!))
        {
            return CallOnAnother(context, call, pid);
        }

        _actors.Read(Shared.Handles);
        if (!_engines.TryGetValue(call.Engine!, out var engine))
        {
            // No attach has given this handle (yet), or its last reference is gone.
            return new CallResult(call.Function is ApiFunction.Get or ApiFunction.Put ? Errno.None : Errno.ESRCH);
        }

        switch (call.Function)
        {
            case ApiFunction.SetEvents:
                return new CallResult(_utrace.SetEvents(context, engine, call.Events));
            case ApiFunction.Control:
                return new CallResult(_utrace.Control(context, engine, call.Action));
            case ApiFunction.Barrier:
                return new CallResult(_utrace.Barrier(context, engine, () => TakeSignal(context)));
            case ApiFunction.PrepareExamine:
                return new CallResult(_utrace.PrepareExamine(context, engine));
            case ApiFunction.FinishExamine:
                return new CallResult(_utrace.FinishExamine(context, engine));
            case ApiFunction.Get:
                _utrace.AddReference(engine);
                return CallResult.Zero;
            case ApiFunction.Put:
                _utrace.Put(context, engine);
                return CallResult.Zero;
            default:
                throw new NotSupportedException($"No such call: {call}.");
        }
    }

    private CallResult Attach(string context, ApiCall call)
    {
        if (TargetOf(context, call) is not { } target)
        {
            return new CallResult(Errno.ESRCH);
        }

        if ((call.Flags & AttachFlags.Create) == 0)
        {
            var (missing, found) = _utrace.LookUp(context, target, call.Flags, call.Ops, call.Data);
            return new CallResult(missing, found?.Name);
        }

        if (!_declared.TryGetValue(call.Engine!, out var spec))
        {
            throw new InvalidOperationException($"{call} names engine {call.Engine}, which was not declared: call Declare first.");
        }

        _ledger.Await(context, () => $"for an earlier engine {spec.Name} to be released", () =>
            !_engines.TryGetValue(spec.Name, out var earlier) || earlier.References == 0);
        var (error, engine) = _utrace.Create(context, target, spec, call.Flags, call.Ops, call.Data, Publish);
        return new CallResult(error, engine?.Name);
    }

    private CallResult Reap(string context, Tracee tracee)
    {
        var isMine = false;
        _ledger.Await(context, () => $"for {tracee.Name} to die", () =>
        {
            isMine = tracee.TryTakeForReaping();
            if (isMine || tracee.IsBeyondReaping)
            {
                return true;
            }

            tracee.QueueReaper();
            return false;
        });
        if (!isMine)
        {
            return new CallResult(Errno.ECHILD);
        }

        tracee.ReapIn(context);
        return new CallResult(Errno.None, Value: tracee.ExitStatus);
    }

    private CallResult WakeUp(string context, string gate)
    {
        _utrace.AskForWakeUp(context, new WakeUp(gate, _threads.Look(context)));
        return CallResult.Zero;
    }

    private CallResult Interrupt(string actor) => _ledger.Change(() =>
    {
        _actors.Write(Shared.Signals);
        _signalled.Add(actor);
        return CallResult.Zero;
    });

    private Tracee Make(ThreadSpec thread)
    {
        var group = _groups.GetOrAdd(thread.Group, g => new ThreadGroup(_ledger.Share($"group {g}")));
        var tracee = new Tracee(thread, group, _threads, _signals, _ledger, _kit, _utrace);
        _threads.Add(tracee);
        _ledger.Change(() => group.Add(tracee));
        return tracee;
    }

    private void Publish(Engine engine)
    {
        _actors.Write(Shared.Handles);
        _engines[engine.Name] = engine;
    }

    private bool TakeSignal(string actor)
    {
        _actors.Read(Shared.Signals);
        return _signalled.Remove(actor);
    }

    private Tracee Find(string thread) => _threads.Find(thread);
}
