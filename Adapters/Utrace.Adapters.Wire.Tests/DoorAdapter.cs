using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>An implementation with doors where an OS thread may be slow: on the way into a call, out of a call, and back from a callback.</summary>
internal sealed class DoorAdapter(IAdapter inner) : IAdapter
{
    public ManualResetEventSlim BeforeCall { get; } = new(initialState: true);

    public ManualResetEventSlim AfterCall { get; } = new(initialState: true);

    public ManualResetEventSlim AfterCallback { get; } = new(initialState: true);

    /// <summary>Released whenever the session has answered settle.</summary>
    public SemaphoreSlim Settled { get; } = new(0);

    /// <summary>Added to the open callbacks that the session counts.</summary>
    public int Miscount { get; init; }

    public AdapterIdentity Identity => inner.Identity;

    public ISession Open(IKit kit, ulong seed) => new Session(this, inner.Open(new Kit(this, kit), seed));

    private T Through<T>(Func<T> call)
    {
        BeforeCall.Wait();
        try
        {
            return call();
        }
        finally
        {
            AfterCall.Wait();
        }
    }

    private sealed class Session(DoorAdapter doors, ISession inner) : ISession
    {
        public void Spawn(ThreadSpec thread) => inner.Spawn(thread);

        public void Drive(string thread, Activity activity) => inner.Drive(thread, activity);

        public void Wake(string thread) => inner.Wake(thread);

        public void Declare(EngineSpec engine) => inner.Declare(engine);

        public TraceeState Probe(string thread) => inner.Probe(thread);

        public CallResult Call(string context, ApiCall call) => doors.Through(() => inner.Call(context, call));

        public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel) =>
            doors.Through(() => inner.AwaitState(context, thread, state, cancel));

        public Settlement Settle(TimeSpan deadline)
        {
            var settlement = inner.Settle(deadline);
            doors.Settled.Release();
            return settlement with { OpenCallbacks = settlement.OpenCallbacks + doors.Miscount };
        }

        public IReadOnlyList<string> DescribeWaits() => inner.DescribeWaits();

        public void Dispose() => inner.Dispose();
    }

    private sealed class Kit(DoorAdapter doors, IKit inner) : IKit
    {
        public CallbackReply Callback(string context, CallbackInvocation invocation)
        {
            var reply = inner.Callback(context, invocation);
            doors.AfterCallback.Wait();
            return reply;
        }

        public void Released(string engine) => inner.Released(engine);

        public void Ticked(string thread) => inner.Ticked(thread);

        public void Staged(string thread, ActivityStage stage, string what) => inner.Staged(thread, stage, what);

        public void Died(string thread) => inner.Died(thread);

        public void Crashed(string context, Exception exception) => inner.Crashed(context, exception);
    }
}
