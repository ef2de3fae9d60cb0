using System.Globalization;

namespace Utrace.Spec;

/// <summary>utrace's own spelling of every word of the vocabulary: the text used in scenarios, logs and messages.</summary>
public static class Words
{
    private static readonly (ResumeAction Value, string Word)[] ResumeActions =
    [
        (ResumeAction.Stop, "STOP"), (ResumeAction.Interrupt, "INTERRUPT"), (ResumeAction.Report, "REPORT"),
        (ResumeAction.SingleStep, "SINGLESTEP"), (ResumeAction.BlockStep, "BLOCKSTEP"),
        (ResumeAction.Resume, "RESUME"), (ResumeAction.Detach, "DETACH"),
    ];

    private static readonly (UtraceEvents Value, string Word)[] EventWords =
    [
        (UtraceEvents.Quiesce, "QUIESCE"), (UtraceEvents.Reap, "REAP"), (UtraceEvents.Clone, "CLONE"),
        (UtraceEvents.Exec, "EXEC"), (UtraceEvents.Exit, "EXIT"), (UtraceEvents.Death, "DEATH"),
        (UtraceEvents.SyscallEntry, "SYSCALL_ENTRY"), (UtraceEvents.SyscallExit, "SYSCALL_EXIT"),
        (UtraceEvents.Signal, "SIGNAL"), (UtraceEvents.SignalIgn, "SIGNAL_IGN"),
        (UtraceEvents.SignalStop, "SIGNAL_STOP"), (UtraceEvents.SignalTerm, "SIGNAL_TERM"),
        (UtraceEvents.SignalCore, "SIGNAL_CORE"), (UtraceEvents.Jctl, "JCTL"), (UtraceEvents.StopBit, "STOPBIT"),
    ];

    private static readonly (AttachFlags Value, string Word)[] AttachFlagWords =
    [
        (AttachFlags.Create, "CREATE"), (AttachFlags.Exclusive, "EXCLUSIVE"),
        (AttachFlags.MatchOps, "MATCH_OPS"), (AttachFlags.MatchData, "MATCH_DATA"),
    ];

    private static readonly (ApiFunction Value, string Word)[] Functions =
    [
        (ApiFunction.Attach, "attach"), (ApiFunction.SetEvents, "set_events"), (ApiFunction.Control, "control"),
        (ApiFunction.Barrier, "barrier"), (ApiFunction.PrepareExamine, "prepare_examine"),
        (ApiFunction.FinishExamine, "finish_examine"), (ApiFunction.Get, "get"), (ApiFunction.Put, "put"),
        (ApiFunction.Kill, "kill"), (ApiFunction.Reap, "reap"), (ApiFunction.Interrupt, "interrupt"),
        (ApiFunction.Send, "send"), (ApiFunction.WakeUp, "wake_up"),
    ];

    private static readonly (Callback Value, string Word)[] Callbacks =
    [
        (Callback.Quiesce, "report_quiesce"), (Callback.Signal, "report_signal"), (Callback.Clone, "report_clone"),
        (Callback.Jctl, "report_jctl"), (Callback.Exec, "report_exec"),
        (Callback.SyscallEntry, "report_syscall_entry"), (Callback.SyscallExit, "report_syscall_exit"),
        (Callback.Exit, "report_exit"), (Callback.Death, "report_death"), (Callback.Reap, "report_reap"),
    ];

    private static readonly (TraceeState Value, string Word)[] TraceeStates =
    [
        (TraceeState.Running, "running"), (TraceeState.Sleeping, "sleeping"), (TraceeState.Jstopped, "jstopped"),
        (TraceeState.Tstopped, "tstopped"), (TraceeState.Zombie, "zombie"), (TraceeState.Reaped, "reaped"),
        (TraceeState.Unborn, "unborn"),
    ];

    /// <summary>The raw action of STICKY_STOP, a stop that the engine's own callback results do not withdraw (PROPOSED-02); out of range for others.</summary>
    public const uint StickyStop = 0x80;

    private static readonly (Disposition Value, string Word)[] Dispositions =
        [(Disposition.Default, "default"), (Disposition.Ignore, "ignore"), (Disposition.Handler, "handler")];

    private static readonly (JctlType Value, string Word)[] JctlTypes =
        [(JctlType.None, "0"), (JctlType.Stopped, "STOPPED"), (JctlType.Continued, "CONTINUED")];

    private static readonly (CloneKind Value, string Word)[] CloneKinds =
        [(CloneKind.Thread, "thread"), (CloneKind.Fork, "fork"), (CloneKind.Vfork, "vfork")];

    private static readonly (StepHardware Value, string Word)[] Hardware =
        [(StepHardware.Block, "block"), (StepHardware.Single, "single"), (StepHardware.None, "none")];

    /// <summary>The words of the signals, by number.</summary>
    public static IReadOnlyList<string> OfSignals { get; } = [.. Enum.GetValues<SignalNumber>().Skip(1).Select(Of)];

    /// <summary>The words of the dispositions.</summary>
    public static IReadOnlyList<string> OfDispositions { get; } = [.. Dispositions.Select(p => p.Word)];

    /// <summary>The words of job-control changes, <c>0</c> for none first.</summary>
    public static IReadOnlyList<string> OfJctlTypes { get; } = [.. JctlTypes.Select(p => p.Word)];

    /// <summary>The words of what a clone makes.</summary>
    public static IReadOnlyList<string> OfCloneKinds { get; } = [.. CloneKinds.Select(p => p.Word)];

    /// <summary>The words of stepping hardware.</summary>
    public static IReadOnlyList<string> OfStepHardware { get; } = [.. Hardware.Select(p => p.Word)];

    /// <summary>The words of control's actions: the resume actions, and STICKY_STOP.</summary>
    public static IReadOnlyList<string> OfControlActions { get; } = [.. ResumeActions.Select(p => p.Word), "STICKY_STOP"];

    /// <summary>The words of the resume actions, strongest first.</summary>
    public static IReadOnlyList<string> OfResumeActions { get; } = [.. ResumeActions.Select(p => p.Word)];

    /// <summary>The words of the public events, by bit number.</summary>
    public static IReadOnlyList<string> OfEvents { get; } = [.. EventWords.Select(p => p.Word)];

    /// <summary>The words of the attach flags.</summary>
    public static IReadOnlyList<string> OfAttachFlags { get; } = [.. AttachFlagWords.Select(p => p.Word)];

    /// <summary>The words of the callbacks.</summary>
    public static IReadOnlyList<string> OfCallbacks { get; } = [.. Callbacks.Select(p => p.Word)];

    /// <summary>The words of the functions.</summary>
    public static IReadOnlyList<string> OfFunctions { get; } = [.. Functions.Select(p => p.Word)];

    /// <summary>The words of the thread states.</summary>
    public static IReadOnlyList<string> OfTraceeStates { get; } = [.. TraceeStates.Select(p => p.Word)];

    /// <summary>The words of the error codes.</summary>
    public static IReadOnlyList<string> OfErrnos { get; } = [.. Enum.GetValues<Errno>().Skip(1).Select(Of)];

    /// <summary>The word of a resume action.</summary>
    public static string Of(ResumeAction action) => ResumeActions[(int)action].Word;

    /// <summary>The word of a control action, or its number where it is out of range (RESUME-08).</summary>
    public static string OfControl(uint action) =>
        action < ResumeActions.Length ? ResumeActions[action].Word
        : action == StickyStop ? "STICKY_STOP"
        : action.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the word of a control action; false where it is none.</summary>
    public static bool TryParseControl(string word, out uint action)
    {
        action = string.Equals(word, "STICKY_STOP", StringComparison.Ordinal) ? StickyStop : TryParse(word, out ResumeAction resume) ? (uint)resume : uint.MaxValue;
        return action != uint.MaxValue;
    }

    /// <summary>The word of a signal; <c>0</c> for none.</summary>
    public static string Of(SignalNumber signal) => signal is SignalNumber.None ? "0" : signal.ToString();

    /// <summary>The word of a disposition.</summary>
    public static string Of(Disposition disposition) => Dispositions[(int)disposition].Word;

    /// <summary>The word of a job-control change.</summary>
    public static string Of(JctlType type) => JctlTypes[(int)type].Word;

    /// <summary>The word of what a clone makes.</summary>
    public static string Of(CloneKind kind) => CloneKinds[(int)kind].Word;

    /// <summary>The word of stepping hardware.</summary>
    public static string Of(StepHardware hardware) => Hardware[(int)hardware].Word;

    /// <summary>The words of a mask joined by <c>|</c> in bit order; <c>0</c> for the empty mask.</summary>
    public static string Of(UtraceEvents events) =>
        events is UtraceEvents.None ? "0" : string.Join('|', EventWords.Where(p => (events & p.Value) != 0).Select(p => p.Word));

    /// <summary>The words of attach flags joined by <c>|</c>; <c>0</c> for none.</summary>
    public static string Of(AttachFlags flags) =>
        flags is AttachFlags.None ? "0" : string.Join('|', AttachFlagWords.Where(p => (flags & p.Value) != 0).Select(p => p.Word));

    /// <summary>The word of a function.</summary>
    public static string Of(ApiFunction function) => Functions[(int)function].Word;

    /// <summary>The word of a callback.</summary>
    public static string Of(Callback callback) => Callbacks[(int)callback].Word;

    /// <summary>The word of a thread state.</summary>
    public static string Of(TraceeState state) => TraceeStates[(int)state].Word;

    /// <summary>The word of an error code; <c>0</c> for none.</summary>
    public static string Of(Errno errno) => errno is Errno.None ? "0" : errno.ToString();

    /// <summary>
    /// An action word in log notation: the resume action, then the event bits in the vocabulary of the callback
    /// (<c>STOP|ABORT</c>, <c>RESUME|RESUMED</c>, <c>RESUME|IGN</c>).
    /// </summary>
    public static string Of(ActionWord word, Callback callback) => callback switch
    {
        Callback.SyscallEntry => Of(word.Action)
            + ((word.Bits & 0xf0) == (uint)SyscallAction.Abort ? "|ABORT" : "")
            + ((word.Bits & (uint)SyscallAction.Resumed) != 0 ? "|RESUMED" : ""),
        Callback.Signal => Of(word.Action)
            + ((SignalAction)(word.Bits & 0xf0) is var s and not SignalAction.Deliver ? "|" + s.ToString().ToUpperInvariant() : "")
            + ((word.Bits & (uint)SignalAction.Hold) != 0 ? "|HOLD" : ""),
        _ => Of(word.Action),
    };

    /// <summary>Reads the word of a resume action; false where it is none.</summary>
    public static bool TryParse(string word, out ResumeAction value) => Find(ResumeActions, word, out value);

    /// <summary>Reads the word of one event; false where it is none.</summary>
    public static bool TryParse(string word, out UtraceEvents value) => Find(EventWords, word, out value);

    /// <summary>Reads the word of one attach flag; false where it is none.</summary>
    public static bool TryParse(string word, out AttachFlags value) => Find(AttachFlagWords, word, out value);

    /// <summary>Reads the word of a function; false where it is none.</summary>
    public static bool TryParse(string word, out ApiFunction value) => Find(Functions, word, out value);

    /// <summary>Reads the word of a callback; false where it is none.</summary>
    public static bool TryParse(string word, out Callback value) => Find(Callbacks, word, out value);

    /// <summary>Reads the word of a thread state; false where it is none.</summary>
    public static bool TryParse(string word, out TraceeState value) => Find(TraceeStates, word, out value);

    /// <summary>Reads the word of an error code; false where it is none.</summary>
    public static bool TryParse(string word, out Errno value) =>
        Enum.TryParse(word, out value) && value is not Errno.None && string.Equals(value.ToString(), word, StringComparison.Ordinal);

    /// <summary>Reads the word of a signal; false where it is none.</summary>
    public static bool TryParse(string word, out SignalNumber value) =>
        Enum.TryParse(word, out value) && value is not SignalNumber.None && string.Equals(value.ToString(), word, StringComparison.Ordinal);

    /// <summary>Reads the word of a disposition; false where it is none.</summary>
    public static bool TryParse(string word, out Disposition value) => Find(Dispositions, word, out value);

    /// <summary>Reads the word of a job-control change; false where it is none.</summary>
    public static bool TryParse(string word, out JctlType value) => Find(JctlTypes, word, out value);

    /// <summary>Reads the word of what a clone makes; false where it is none.</summary>
    public static bool TryParse(string word, out CloneKind value) => Find(CloneKinds, word, out value);

    /// <summary>Reads the word of stepping hardware; false where it is none.</summary>
    public static bool TryParse(string word, out StepHardware value) => Find(Hardware, word, out value);

    private static bool Find<T>((T Value, string Word)[] table, string word, out T value)
        where T : struct, Enum
    {
        foreach (var (v, w) in table)
        {
            if (string.Equals(w, word, StringComparison.Ordinal))
            {
                value = v;
                return true;
            }
        }

        value = default;
        return false;
    }
}
