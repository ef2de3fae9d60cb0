using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Between the contract's values and the messages. What a message says that the contract does not know is a <see cref="WireFormException"/>.</summary>
internal static class Mapping
{
    private static readonly SourceMark Nowhere = new("wire", 0, 0);

    /// <summary>A thread to spawn.</summary>
    public static SpawnParams Of(ThreadSpec thread) => new()
    {
        Thread = thread.Name,
        Group = thread.Group,
        SelfReap = thread.SelfReap ? true : null,
        KernelThread = thread.KernelThread ? true : null,
        Cloned = thread.IsCloned ? true : null,
        Parent = thread.Parent,
        Stepping = thread.Step is StepHardware.Block ? null : Words.Of(thread.Step),
        Ignored = MaskOf(thread, Disposition.Ignore),
        Handled = MaskOf(thread, Disposition.Handler),
        Defaulted = MaskOf(thread, Disposition.Default),
        Blocked = thread.Blocked.IsEmpty ? null : thread.Blocked.Bits,
        Orphaned = thread.IsOrphaned ? true : null,
    };

    /// <summary>A thread to spawn.</summary>
    public static ThreadSpec ToThread(SpawnParams told) => new(told.Thread, told.Group, told.SelfReap is true, told.KernelThread is true, [])
    {
        IsCloned = told.Cloned is true,
        Parent = told.Parent,
        Step = told.Stepping is not { } stepping ? StepHardware.Block
            : Words.TryParse(stepping, out StepHardware hardware) ? hardware : throw Body.Unknown("stepping", stepping, Vocabulary.Stepping),
        Signals = [.. SignalsOf(told.Ignored, Disposition.Ignore), .. SignalsOf(told.Handled, Disposition.Handler), .. SignalsOf(told.Defaulted, Disposition.Default)],
        Blocked = new SignalSet(told.Blocked ?? 0),
        IsOrphaned = told.Orphaned is true,
    };

    /// <summary>An engine to declare.</summary>
    public static DeclareParams Of(EngineSpec engine) => new()
    {
        Engine = engine.Name,
        Thread = engine.Thread,
        Ops = engine.Ops,
        Data = engine.Data,
        Callbacks = [.. engine.Callbacks.Select(Words.Of)],
    };

    /// <summary>An engine to declare.</summary>
    public static EngineSpec ToEngine(DeclareParams told) => new(
        told.Engine, told.Thread, told.Ops, told.Data, Attached: false, UtraceEvents.None, [.. told.Callbacks.Select(c => ToCallback(c))], []);

    /// <summary>An activity to drive.</summary>
    public static DriveParams Of(string thread, Activity activity) => activity switch
    {
        TickActivity => new() { Thread = thread, Activity = "tick" },
        ExecActivity exec => new() { Thread = thread, Activity = "exec", Fails = exec.Fails ? true : null },
        SyscallActivity call => new()
        {
            Thread = thread,
            Activity = "syscall",
            Name = call.Name,
            Sleep = call.Sleep is SleepKind.None ? null : WireWords.Of(Vocabulary.Sleep)[(int)call.Sleep],
        },
        ExitActivity exit => new() { Thread = thread, Activity = exit.Group ? "exit_group" : "exit", Code = exit.Code },
        UserActivity => new() { Thread = thread, Activity = "user" },
        CloneActivity clone => new() { Thread = thread, Activity = "clone", Child = clone.Child, Kind = Words.Of(clone.Kind) },
        SigactionActivity action => new() { Thread = thread, Activity = "sigaction", Signal = (int)action.Signal, Disposition = Words.Of(action.Disposition) },
        SigmaskActivity mask => new() { Thread = thread, Activity = "sigmask", Blocked = mask.Blocked.Bits },
        WaitActivity wait => new() { Thread = thread, Activity = "wait", Child = wait.Child },
        _ => throw new NotSupportedException($"The wire carries no {activity.GetType().Name}."),
    };

    /// <summary>An activity to drive.</summary>
    public static Activity ToActivity(DriveParams told) => told.Activity switch
    {
        "tick" => new TickActivity(Nowhere),
        "exec" => new ExecActivity(told.Fails is true, Nowhere),
        "syscall" => ToSyscall(told),
        "exit" or "exit_group" => new ExitActivity(told.Code ?? 0, string.Equals(told.Activity, "exit_group", StringComparison.Ordinal), Nowhere),
        "user" => new UserActivity(Nowhere),
        "clone" => new CloneActivity(
            told.Child, Words.TryParse(told.Kind ?? "", out CloneKind kind) ? kind : throw Body.Unknown("kind", told.Kind ?? "", Vocabulary.Clone), Nowhere),
        "sigaction" => new SigactionActivity(ToSignal(told.Signal), ToDisposition(told.Disposition ?? ""), Nowhere),
        "sigmask" => new SigmaskActivity(new SignalSet(told.Blocked ?? 0), Nowhere),
        "wait" => new WaitActivity(told.Child ?? throw new WireFormException(WireFormException.InvalidParams, "params of drive lacks 'child'", "it, for wait"), Nowhere),
        _ => throw Body.Unknown("activity", told.Activity, Vocabulary.Activity),
    };

    /// <summary>A call to make.</summary>
    public static CallParams Of(string context, long? callback, ApiCall call) => new()
    {
        Context = context,
        Callback = callback,
        Function = Words.Of(call.Function),
        Thread = call.Thread,
        Engine = call.Engine,
        Flags = call.Function is ApiFunction.Attach ? (int)call.Flags : null,
        Ops = call.Ops,
        Data = call.Data,
        Events = call.Function is ApiFunction.SetEvents ? (int)call.Events : null,
        Action = call.Function is ApiFunction.Control ? call.Action : null,
        Actor = call.Actor,
        Pid = call.Pid,
        Signal = call.Function is ApiFunction.Send ? (int)call.Signal : null,
        Group = call.ToGroup ? true : null,
        Gate = call.Gate,
    };

    /// <summary>A call to make.</summary>
    public static ApiCall ToCall(CallParams told)
    {
        if (!Words.TryParse(told.Function, out ApiFunction function))
        {
            throw Body.Unknown("function", told.Function, Vocabulary.Function);
        }

        var (needed, given) = function switch
        {
            ApiFunction.Attach => ("thread", told.Thread ?? told.Pid),
            ApiFunction.Kill or ApiFunction.Reap or ApiFunction.Send => ("thread", told.Thread),
            ApiFunction.WakeUp => ("gate", told.Gate),
            ApiFunction.Interrupt => ("actor", told.Actor),
            _ => ("engine", told.Engine),
        };
        var flags = (AttachFlags)(told.Flags ?? 0);
        if (given is null || ((flags & AttachFlags.Create) != 0 && told.Engine is null))
        {
            throw new WireFormException(WireFormException.InvalidParams, $"params of call lacks '{(given is null ? needed : "engine")}'", $"it, for {told.Function}");
        }

        return new ApiCall(function, told.Thread, told.Engine, flags, told.Ops, told.Data, (UtraceEvents)(told.Events ?? 0), told.Action ?? 0, told.Actor,
            told.Pid, function is ApiFunction.Send ? ToSignal(told.Signal) : SignalNumber.None, told.Group is true, told.Gate);
    }

    /// <summary>What a call returned.</summary>
    public static CallAnswer Of(CallResult result) => new()
    {
        Errno = Words.Of(result.Errno),
        Engine = result.Handle,
        Value = result.Value is 0 ? null : result.Value,
    };

    /// <summary>What a call returned.</summary>
    public static CallResult ToResult(CallAnswer told) =>
        string.Equals(told.Errno, "0", StringComparison.Ordinal) ? new(Errno.None, told.Engine, told.Value ?? 0)
        : Words.TryParse(told.Errno, out Errno errno) ? new(errno, told.Engine, told.Value ?? 0)
        : throw Body.Unknown("errno", told.Errno, Vocabulary.Errno);

    /// <summary>A callback that begins.</summary>
    public static CallbackParams Of(string context, CallbackInvocation invocation) => new()
    {
        Context = context,
        Engine = invocation.Engine,
        Callback = Words.Of(invocation.Callback),
        Action = invocation.Callback is Callback.Death or Callback.Reap ? null : invocation.Action.Value,
        Event = invocation.Event is UtraceEvents.None ? null : (int)invocation.Event,
        OriginalCode = invocation.Callback is Callback.Exit ? invocation.OriginalCode : null,
        Code = invocation.Callback is Callback.Exit ? invocation.Code : null,
        Signal = invocation.Callback is Callback.Signal && invocation.Signal is not SignalNumber.None ? (int)invocation.Signal : null,
        OrigKa = invocation is { Callback: Callback.Signal, Original: { } original } ? Words.Of(original) : null,
        ReturnKa = invocation.Callback is Callback.Signal && invocation.Signal is not SignalNumber.None ? Words.Of(invocation.Disposition) : null,
        Kind = invocation.Callback is Callback.Clone ? Words.Of(invocation.CloneKind) : null,
        Child = invocation.Child,
        Type = invocation.Callback is Callback.Jctl ? Words.Of(invocation.Type) : null,
        Notify = invocation is { Callback: Callback.Jctl, Notify: not JctlType.None } ? Words.Of(invocation.Notify) : null,
    };

    /// <summary>A callback that begins.</summary>
    public static CallbackInvocation ToInvocation(CallbackParams told) => new(
        told.Engine, ToCallback(told.Callback), new ActionWord(told.Action ?? 0), (UtraceEvents)(told.Event ?? 0), told.OriginalCode ?? 0, told.Code ?? 0)
    {
        Signal = told.Signal is null ? SignalNumber.None : ToSignal(told.Signal),
        Original = told.OrigKa is { } original ? ToDisposition(original) : null,
        Disposition = told.ReturnKa is { } returned ? ToDisposition(returned) : Disposition.Default,
        CloneKind = told.Kind is not { } kind ? default : Words.TryParse(kind, out CloneKind made) ? made : throw Body.Unknown("kind", kind, Vocabulary.Clone),
        Child = told.Child,
        Type = told.Type is { } type ? ToJctl(type) : JctlType.None,
        Notify = told.Notify is { } notify ? ToJctl(notify) : JctlType.None,
    };

    /// <summary>What a callback returns.</summary>
    public static CallbackResult Of(CallbackReply reply) => new()
    {
        Action = reply.Result.Value,
        ExitCode = reply.ExitCode,
        Signal = reply.Signal is { } signal ? (int)signal : null,
        ReturnKa = reply.Disposition is { } disposition ? Words.Of(disposition) : null,
    };

    /// <summary>What a callback returns.</summary>
    public static CallbackReply ToReply(CallbackResult told) => new(
        new ActionWord(told.Action), told.ExitCode, told.Signal is null ? null : ToSignal(told.Signal), told.ReturnKa is { } returned ? ToDisposition(returned) : null);

    /// <summary>What settle answers.</summary>
    public static SettleResult Of(Settlement settlement) => new()
    {
        Settled = settlement.IsSettled,
        BlockedCalls = settlement.BlockedCalls,
        OpenCallbacks = settlement.OpenCallbacks,
        PendingActivities = settlement.PendingActivities,
    };

    /// <summary>The number of a signal.</summary>
    public static SignalNumber ToSignal(int? number) => number is { } n && Enum.IsDefined((SignalNumber)n) && n != 0
        ? (SignalNumber)n
        : throw new WireFormException(WireFormException.InvalidParams, FormattableString.Invariant($"signal is {number}"), "the number of a signal that the kit knows: " + string.Join(", ", Words.OfSignals));

    /// <summary>The word of a job-control change.</summary>
    public static JctlType ToJctl(string word) => Words.TryParse(word, out JctlType type) && type is not JctlType.None ? type : throw Body.Unknown("job-control change", word, Vocabulary.Jctl);

    private static Disposition ToDisposition(string word) =>
        Words.TryParse(word, out Disposition disposition) ? disposition : throw Body.Unknown("disposition", word, Vocabulary.Disposition);

    private static uint? MaskOf(ThreadSpec thread, Disposition disposition)
    {
        var bits = thread.Signals.Where(s => s.Disposition == disposition).Aggregate(0u, (all, s) => all | (1u << (int)s.Signal));
        return bits == 0 ? null : bits;
    }

    private static IEnumerable<(SignalNumber Signal, Disposition Disposition)> SignalsOf(uint? mask, Disposition disposition) =>
        Enum.GetValues<SignalNumber>().Where(s => s is not SignalNumber.None && new SignalSet(mask ?? 0).Has(s)).Select(s => (s, disposition));

    /// <summary>The word of a state.</summary>
    public static TraceeState ToState(string word) => Words.TryParse(word, out TraceeState state) ? state : throw Body.Unknown("state", word, Vocabulary.State);

    /// <summary>The word of a stage.</summary>
    public static ActivityStage ToStage(string word) => WireWords.Of(Vocabulary.Stage).IndexOf(word) is >= 0 and var n
        ? (ActivityStage)n
        : throw Body.Unknown("stage", word, Vocabulary.Stage);

    /// <summary>Who the implementation is.</summary>
    public static AdapterIdentity ToIdentity(HelloResult told)
    {
        foreach (var capability in told.Capabilities)
        {
            if (!Capability.All.Contains(capability))
            {
                throw Body.Unknown("a capability", capability, Vocabulary.Capability);
            }
        }

        var tier = WireWords.Of(Vocabulary.Tier).IndexOf(told.Tier);
        return tier < 0
            ? throw Body.Unknown("tier", told.Tier, Vocabulary.Tier)
            : new AdapterIdentity(told.Name, told.Version, told.Language, told.Api, told.Capabilities.ToImmutableSortedSet(StringComparer.Ordinal), (ControlTier)tier);
    }

    private static Callback ToCallback(string word) => Words.TryParse(word, out Callback callback) ? callback : throw Body.Unknown("callback", word, Vocabulary.Callback);

    private static SyscallActivity ToSyscall(DriveParams told)
    {
        var sleep = told.Sleep is null ? 0 : WireWords.Of(Vocabulary.Sleep).IndexOf(told.Sleep);
        return sleep < 0
            ? throw Body.Unknown("sleep", told.Sleep!, Vocabulary.Sleep)
            : new SyscallActivity(
                told.Name ?? throw new WireFormException(WireFormException.InvalidParams, "params of drive lacks 'name'", "it, for syscall"),
                (SleepKind)sleep,
                sleep == 0 ? null : "wake",
                Nowhere);
    }
}
