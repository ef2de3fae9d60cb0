using System.Collections.Immutable;
using CsCheck;
using Utrace.Spec.Logs;

namespace Utrace.Spec.Tests.Logs;

/// <summary>Generates events of every kind, as they can be in a log.</summary>
internal static class EventGen
{
    private static readonly Gen<string> Name = Gen.OneOf("T", "U", "E", "D2", "ops-E", "a_b-9", "as", "ret", "STOP");

    private static readonly Gen<UtraceEvents> Mask = Gen.Int[0, (1 << 15) - 1].Select(m => (UtraceEvents)m);

    private static readonly Gen<AttachFlags> Flags = Gen.Int[0, 15].Select(n =>
        ((n & 1) != 0 ? AttachFlags.MatchOps : 0) | ((n & 2) != 0 ? AttachFlags.MatchData : 0)
        | ((n & 4) != 0 ? AttachFlags.Create : 0) | ((n & 8) != 0 ? AttachFlags.Exclusive : 0));

    private static readonly Gen<Errno> Error = Gen.OneOf([.. Enum.GetValues<Errno>().Where(e => e is not Errno.None)]);

    private static readonly Gen<TraceeState> State = Gen.Enum<TraceeState>();

    private static readonly Gen<uint> Action = Gen.OneOf(Gen.UInt[0, 8], Gen.Const(Words.StickyStop), Gen.UInt);

    private static readonly Gen<SignalNumber> Signal = Gen.OneOf([.. Enum.GetValues<SignalNumber>().Where(s => s is not SignalNumber.None)]);

    private static readonly Gen<ApiCall> Call = Gen.Select(PlainCall(), Name, Gen.Bool, Signal, (call, name, flag, signal) => call.Function switch
    {
        ApiFunction.Attach when flag => call with { Thread = null, Pid = name },
        ApiFunction.SetEvents or ApiFunction.Control or ApiFunction.Barrier when flag => call with { Pid = name },
        ApiFunction.Send => new ApiCall(ApiFunction.Send, Thread: name, Signal: signal, ToGroup: flag),
        ApiFunction.WakeUp => new ApiCall(ApiFunction.WakeUp, Gate: name),
        _ => call,
    });

    private static Gen<ApiCall> PlainCall() => Gen.Select(
        Gen.Enum<ApiFunction>(), Name, Name, Gen.Select(Flags, Name.Null(), Name.Null(), Name.Null()), Mask, Action,
        (f, thread, engine, attach, events, action) => f switch
        {
            ApiFunction.Attach => new ApiCall(f, thread, attach.Item2, attach.Item1, attach.Item3, attach.Item4),
            ApiFunction.Kill or ApiFunction.Reap => new ApiCall(f, Thread: thread),
            ApiFunction.Interrupt => new ApiCall(f, Actor: thread),
            ApiFunction.SetEvents => new ApiCall(f, Engine: engine, Events: events),
            ApiFunction.Control => new ApiCall(f, Engine: engine, Action: action),
            _ => new ApiCall(f, Engine: engine),
        });

    private static readonly Gen<CallResult> Result = Gen.OneOf(
        Error.Select(e => new CallResult(e)), Name.Select(n => new CallResult(Errno.None, n)), Gen.Int.Select(n => new CallResult(Errno.None, Value: n)));

    private static readonly Gen<Callback> AnyCallback = Gen.Enum<Callback>();

    private static readonly Gen<string> What = Gen.OneOf(
        Gen.OneOf("exec", "exit", "exit_group", "clone", "sigmask 0", "sigmask SIGHUP|SIGUSR1", "sigaction SIGUSR1 handler"),
        Name.Select(n => $"syscall {n}"), Name.Select(n => $"clone {n}"), Name.Select(n => $"wait {n}"));

    /// <summary>Any event but the end.</summary>
    public static Gen<LogEvent> Event { get; } = Gen.OneOf(
        Gen.Select(Name, Call, (a, c) => (LogEvent)new CallBegan(a, c)),
        Gen.Select(Name, Call, Result, (a, c, r) => (LogEvent)new CallReturned(a, c, r)),
        Gen.Select(Name, Name, AnyCallback.SelectMany(Invoked), (a, e, i) => (LogEvent)new CallbackBegan(a, i with { Engine = e })),
        Gen.Select(Name, Name, AnyCallback.SelectMany(c => Word(c).Select(w => (c, w))), (a, e, r) =>
            (LogEvent)new CallbackEnded(a, e, r.c, r.c is Callback.Reap ? default : r.w)),
        Gen.Select(Name, Gen.Int[0, 2], (a, n) => (LogEvent)(n switch { 0 => new Ticked(a), 1 => new Died(a), _ => new Settled(a) })),
        Gen.Select(Name, Signal, (a, s) => (LogEvent)new HandlerRan(a, s)),
        Gen.Select(Name, Gen.OneOf(JctlType.Stopped, JctlType.Continued), (a, t) => (LogEvent)new ParentTold(a, t)),
        Gen.Select(Name, Name, (a, g) => (LogEvent)new WokenUp(a, g)),
        Gen.Select(Name, Gen.Enum<ActivityStage>(), What, (a, s, w) => (LogEvent)new ActivityStaged(a, s, w)),
        Name.Select(e => (LogEvent)new Released(e)),
        Gen.Select(Name, Name, (a, g) => (LogEvent)new GateOpened(a, g)),
        Gen.Select(Name, Name, State, (a, t, s) => (LogEvent)new Probed(a, t, s)),
        Gen.Select(Name, Name, State, (a, t, s) => (LogEvent)new StateSeen(a, t, s)));

    /// <summary>A log, complete or cut off, with any part of a header.</summary>
    public static Gen<EventLog> Log { get; } = Gen.Select(
        Gen.Select(Name.Null(), Name.Null(), Name.Null(), Gen.OneOf("T0", "T1", "T2").Null(), Name.Null()),
        Event.Array[0, 20],
        Gen.Select(Name, State).Array[0, 3],
        Gen.Bool,
        (h, lines, states, cut) => new EventLog(
            h.Item1, h.Item2, h.Item3, h.Item4, h.Item5, cut, [.. lines, .. End(states)]));

    private static IEnumerable<LogEvent> End((string, TraceeState)[] states) =>
        states.Length == 0 ? [] : [new Ended(new EndStates([.. states.DistinctBy(s => s.Item1, StringComparer.Ordinal)]))];

    private static Gen<ActionWord> Word(Callback callback) => Gen.Select(
        Gen.Enum<ResumeAction>(),
        callback switch
        {
            Callback.SyscallEntry => Gen.OneOf(0x00u, 0x10u, 0x100u, 0x110u),
            Callback.Signal => Gen.Select(Gen.UInt[0, 7], Gen.Bool, (kind, hold) => (kind << 4) | (hold ? 0x100u : 0u)),
            _ => Gen.Const(0u),
        },
        (action, bits) => new ActionWord(action, bits));

    private static Gen<CallbackInvocation> Invoked(Callback callback) => Gen.Select(Word(callback), Mask, Gen.Int, Gen.Int, Kernel(), (word, mask, original, code, kernel) => callback switch
    {
        Callback.Signal when original % 2 == 0 => new CallbackInvocation("E", callback, word, mask) { Signal = kernel.Signal, Original = kernel.Original, Disposition = kernel.Disposition },
        Callback.Clone => new CallbackInvocation("E", callback, word) { CloneKind = kernel.CloneKind, Child = "C" },
        Callback.Jctl => new CallbackInvocation("E", callback, word) { Type = kernel.Type, Notify = kernel.Notify },
        Callback.Death or Callback.Reap => new CallbackInvocation("E", callback),
        Callback.Quiesce or Callback.Signal => new CallbackInvocation("E", callback, word, mask),
        Callback.Exit => new CallbackInvocation("E", callback, word, OriginalCode: original, Code: code),
        _ => new CallbackInvocation("E", callback, word),
    });

    private static Gen<CallbackInvocation> Kernel() => Gen.Select(
        Gen.Select(Signal, Gen.Enum<Disposition>().Nullable(), Gen.Enum<Disposition>()), Gen.Enum<CloneKind>(), Gen.OneOf(JctlType.Stopped, JctlType.Continued), Gen.Enum<JctlType>(),
        (signal, kind, type, notify) => new CallbackInvocation("E", Callback.Signal)
        {
            Signal = signal.Item1,
            Original = signal.Item2,
            Disposition = signal.Item3,
            CloneKind = kind,
            Type = type,
            Notify = notify,
        });
}
