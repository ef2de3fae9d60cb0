using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Kernel;

/// <summary>How a log line is packed into a label: kind in the low byte, the context above it, then what the kind says.</summary>
internal static class Labels
{
    public enum Kind : byte
    {
        Hidden,
        CallBegan,
        CallReturned,
        CallbackBegan,
        CallbackEnded,
        Ticked,
        Staged,
        Died,
        Released,
        GateOpened,
        Settled,
        Probed,
        StateSeen,
        HandlerRan,
        ParentTold,
        WokenUp,
    }

    public static Label CallBegan(int c, int call) => Pack(Kind.CallBegan, c, (ulong)call << 16);

    public static Label CallReturned(int c, int call, Errno errno, int handle, int code) =>
        Pack(Kind.CallReturned, c, ((ulong)call << 16) | ((ulong)errno << 32) | ((ulong)handle << 40) | ((ulong)code << 48));

    /// <summary>
    /// Events are single bits or none and go as bit number + 1. The two further arguments: report_exit the codes' indices, report_signal the signal and
    /// its <see cref="Dispositions"/>, report_clone the kind and the child's context, report_jctl the type and what is told.
    /// </summary>
    public static Label CallbackBegan(int c, int engine, Callback kind, ActionWord word, UtraceEvents @event, int first, int second) =>
        Pack(
            Kind.CallbackBegan,
            c,
            ((ulong)engine << 16) | ((ulong)kind << 24) | ((ulong)EventIndex(@event) << 28) | ((ulong)(kind is Callback.Death ? 0 : Visible(word, kind)) << 32)
                | ((ulong)first << 48) | ((ulong)second << 56));

    /// <summary>orig_ka (null: the pass began without a signal) and return_ka in one byte.</summary>
    public static int Dispositions(Disposition? original, Disposition returned) => (original is { } known ? (int)known + 1 : 0) | ((int)returned << 4);

    public static Label CallbackEnded(int c, int engine, Callback kind, ActionWord word) =>
        Pack(Kind.CallbackEnded, c, ((ulong)engine << 16) | ((ulong)kind << 24) | ((ulong)Visible(word, kind) << 32));

    public static Label Ticked(int c) => Pack(Kind.Ticked, c, 0);

    public static Label Staged(int c, ActivityStage stage, int activity) =>
        Pack(Kind.Staged, c, ((ulong)stage << 16) | ((ulong)activity << 24));

    public static Label Died(int c) => Pack(Kind.Died, c, 0);

    public static Label Released(int engine) => Pack(Kind.Released, 0, (ulong)engine << 16);

    public static Label GateOpened(int c, int gate) => Pack(Kind.GateOpened, c, (ulong)gate << 16);

    public static Label Settled(int c) => Pack(Kind.Settled, c, 0);

    public static Label Probed(int c, int thread, TraceeState state) => Pack(Kind.Probed, c, ((ulong)thread << 16) | ((ulong)state << 24));

    public static Label StateSeen(int c, int thread, TraceeState state) =>
        Pack(Kind.StateSeen, c, ((ulong)thread << 16) | ((ulong)state << 24));

    public static Label Handler(int c, SignalNumber signal) => Pack(Kind.HandlerRan, c, (ulong)signal << 16);

    public static Label ParentTold(int c, JctlType what) => Pack(Kind.ParentTold, c, (ulong)what << 16);

    public static Label WokenUp(int c, int gate) => Pack(Kind.WokenUp, c, (ulong)gate << 16);

    public static Kind KindOf(Label label) => (Kind)(label.Value & 0xff);

    public static int ContextOf(Label label) => (int)((label.Value >> 8) & 0xff);

    public static int Field(Label label, int shift, int bits) => (int)((label.Value >> shift) & ((1ul << bits) - 1));

    public static int EventIndex(UtraceEvents @event) =>
        @event is UtraceEvents.None ? 0 : System.Numerics.BitOperations.TrailingZeroCount((uint)@event) + 1;

    public static UtraceEvents EventAt(int index) => index == 0 ? UtraceEvents.None : (UtraceEvents)(1 << (index - 1));

    /// <summary>The part of a word that a log line of this callback shows.</summary>
    public static uint Visible(ActionWord word, Callback kind) => kind switch
    {
        Callback.Reap => 0,
        Callback.SyscallEntry => (uint)word.Action
            | ((word.Bits & 0xf0) == (uint)SyscallAction.Abort ? (uint)SyscallAction.Abort : 0)
            | (word.Bits & (uint)SyscallAction.Resumed),
        Callback.Signal => (uint)word.Action | (word.Bits & 0x1f0),
        _ => (uint)word.Action,
    };

    private static Label Pack(Kind kind, int c, ulong rest) => new((ulong)kind | ((ulong)c << 8) | rest);
}
