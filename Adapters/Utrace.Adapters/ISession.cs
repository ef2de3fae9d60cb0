using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters;

/// <summary>
/// One scenario's worth of an implementation. Calls overlap: barrier and reap block, callbacks nest calls, several actors are in flight;
/// every member is thread-safe. Disposing abandons whatever still runs; it never blocks on the implementation.
/// </summary>
public interface ISession : IDisposable
{
    /// <summary>Makes a thread; returns when it is in user mode, before its first step.</summary>
    void Spawn(ThreadSpec thread);

    /// <summary>Tells a thread its next activity; accepted at once, begun when the thread is next in user mode with nothing pending. At most one is outstanding per thread.</summary>
    /// <remarks>
    /// Over at <see cref="IKit.Ticked"/>, at <see cref="Utrace.Spec.Logs.ActivityStage.Done"/>, and at <see cref="IKit.Died"/> whatever it was.
    /// <see cref="UserActivity"/> does nothing but tell <c>Staged(thread, Done, "user")</c> from user mode, before anything else can happen to the thread.
    /// </remarks>
    void Drive(string thread, Activity activity);

    /// <summary>Ends the sleep of a thread's present syscall body (its gate is open); remembered if the body has not begun to sleep yet, void once the activity is over.</summary>
    void Wake(string thread);

    /// <summary>
    /// Makes a call and returns when it returns. <paramref name="context"/> says who calls: an actor's name, or the context of an open callback
    /// (then this is called on the callback's own thread, inside <see cref="IKit.Callback"/>; where the context is a traced thread, that thread is current).
    /// </summary>
    CallResult Call(string context, ApiCall call);

    /// <summary>Declares an engine that an attach will create under this name; told before anything uses it.</summary>
    void Declare(EngineSpec engine);

    /// <summary>
    /// Declares a thread that a clone will make (<see cref="CloneActivity"/>); told before anything runs. Until then it is <see cref="TraceeState.Unborn"/>: an
    /// activity driven to it waits and counts as pending, a reap of it waits, and every other call on it gives ESRCH.
    /// </summary>
    /// <remarks>Called only for scenarios that need <see cref="Capability.Clone"/> or <see cref="Capability.Vfork"/>.</remarks>
    void Declare(ThreadSpec thread) =>
        throw new NotSupportedException($"{GetType().Name} was told of the thread {thread.Name} that a clone makes, and does not implement Declare(ThreadSpec): claim clone or vfork only with it.");

    /// <summary>A thread's state now.</summary>
    TraceeState Probe(string thread);

    /// <summary>Blocks until a probe would say <paramref name="state"/> (true), or until <paramref name="cancel"/> (false). Counts as a blocked call for <see cref="Settle"/>.</summary>
    bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel);

    /// <summary>
    /// Waits until nothing can move without the kit: every thread is blocked, stopped, dead, inside a callback, or in user mode without an activity,
    /// and every call in flight is blocked. What was just let go (a woken sleeper, an AwaitState whose state has come, a barrier whose callback ended)
    /// can move from that instant on, not from when its OS thread next runs: who lets go counts it. Answers what it counted at that instant, or an unsettled answer at the deadline.
    /// </summary>
    Settlement Settle(TimeSpan deadline);

    /// <summary>A line per party that is not at rest or is blocked, and what it waits for: the material of a wait-for graph. Best effort.</summary>
    IReadOnlyList<string> DescribeWaits();

    /// <summary>As disposing, where the run went wrong: whatever carries the session is not to be trusted with another one.</summary>
    void Abandon() => Dispose();
}

/// <summary>The answer of <see cref="ISession.Settle"/>.</summary>
/// <param name="IsSettled">Nothing can move without the kit.</param>
/// <param name="BlockedCalls">Calls in flight (AwaitState included), all blocked. The kit compares with what it has in flight: fewer means that one is just returning.</param>
/// <param name="OpenCallbacks">Callbacks that the implementation is inside of.</param>
/// <param name="PendingActivities">Activities driven and not yet over, whose thread cannot go on without the kit; one that a dying thread never began counts until <see cref="IKit.Died"/>.</param>
public readonly record struct Settlement(bool IsSettled, int BlockedCalls, int OpenCallbacks, int PendingActivities);
