using System.Collections.Immutable;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>Who sends a message.</summary>
internal enum Sender
{
    Kit,
    Implementation,
}

/// <summary>A method of the protocol.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Sender">Who sends it.</param>
/// <param name="Params">The type of its parameters.</param>
/// <param name="Result">The type of the answer; null: a notification, which has none.</param>
/// <param name="What">What it is for, in a sentence or two.</param>
internal sealed record Message(string Method, Sender Sender, Type Params, Type? Result, string What);

/// <summary>Every method of the protocol, in the order in which the page shows them.</summary>
internal static class MessageTable
{
    /// <summary>The protocol version that this kit speaks.</summary>
    public const int Version = 1;

    /// <summary>All methods.</summary>
    public static ImmutableArray<Message> All { get; } =
    [
        Request<HelloParams, HelloResult>("hello", "The first request on every connection, and only the first. Answered without waiting for anything."),
        Request<ResetParams, ResetResult>(
            "reset",
            "A scenario begins: threads, engines, references, open calls and open callbacks of the one before are gone, and nothing of it is sent any more once this is answered. "
            + "Also the first request of the first scenario."),
        Request<SpawnParams, Nothing>("spawn", "Makes a thread, or (cloned) tells of one that a clone will make. Answered when it is in user mode, before its first step (under control: at once)."),
        Request<DeclareParams, Nothing>("declare", "An engine that an attach with CREATE will make under this name; sent before anything uses it."),
        Request<DriveParams, Effects>(
            "drive",
            "A thread's next activity. Answered at once; begun when the thread is next in user mode with nothing pending. At most one is outstanding per thread: it is over at its ticked, "
            + "at its staged done, and at died whatever it was."),
        Request<ThreadParams, Effects>("wake", "Ends the sleep of the present syscall's body. Remembered if the body does not sleep yet, void once the activity is over."),
        Request<CallParams, CallAnswer>(
            "call",
            "Makes a call, and is answered when the call returns. Several are open at a time, one per actor and one more per open callback; barrier, reap and attach may block."),
        Request<ThreadParams, ProbeResult>("probe", "The state of a thread now."),
        Request<AwaitStateParams, AwaitStateResult>("awaitState", "Answered when a probe would say so. Counts as a blocked call for settle."),
        Request<SettleParams, SettleResult>(
            "settle",
            "Answered as soon as nothing can move without the kit: every thread is blocked, stopped, dead, inside a callback, or in user mode without an activity, and every call is blocked. "
            + "What was just let go counts as moving from that instant on, not from when its OS thread next runs. The three counts are those of the same instant."),
        Request<Nothing, DescribeWaitsResult>("describeWaits", "Asked when something hangs: who waits for what."),
        Request<GoParams, GoResult>("go", "Under control only: who goes on. Answered when the choices are used up, or when it is the kit's turn (see Pause points)."),
        new("callback", Sender.Implementation, typeof(CallbackParams), typeof(CallbackResult), "A callback begins. The implementation stays inside it until the kit answers, which may be long; calls may be made inside it meanwhile."),
        Told<EngineParams>("released", "The release hook of an engine ran."),
        Told<ThreadParams>("ticked", "A thread made its user-mode step: the activity tick is over."),
        Told<HandlerRanParams>("handlerRan", "A handler ran, as one user-mode step of the thread."),
        Told<ParentToldParams>("parentTold", "A thread told its parent of a job-control stop or continue."),
        Told<WokenUpParams>("wokenUp", "A wake_up that a callback made takes effect."),
        Told<StagedParams>("staged", "A stage of the thread's present activity."),
        Told<ThreadParams>("died", "The dead thread's own context is over, its death report included."),
        Told<CrashedParams>("crashed", "The implementation broke down in a way of its own: the case is a crash. A use of something freed belongs here."),
        Told<NoteParams>("note", "Free text."),
    ];

    /// <summary>The method of a name, or null.</summary>
    public static Message? Find(string method) => All.FirstOrDefault(m => string.Equals(m.Method, method, StringComparison.Ordinal));

    private static Message Request<TParams, TResult>(string method, string what) => new(method, Sender.Kit, typeof(TParams), typeof(TResult), what);

    private static Message Told<TParams>(string method, string what) => new(method, Sender.Implementation, typeof(TParams), null, what);
}
