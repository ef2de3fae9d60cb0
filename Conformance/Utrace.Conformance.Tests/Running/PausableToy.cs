using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Running;

/// <summary>A toy with pause points: threads tick, and a test says what calls do. It tells nothing of what its steps touch.</summary>
internal sealed class PausableToy : IPausableAdapter
{
    public AdapterIdentity Identity { get; init; } = new("toy", "1", "C#", 20091216, Capability.All, ControlTier.T2);

    public Func<PausableSession, string, ApiCall, CallResult> OnCall { get; init; } = (_, _, _) => CallResult.Zero;

    public ISession Open(IKit kit, ulong seed) => throw new NotSupportedException("Only under control.");

    public ISession Open(IKit kit, ulong seed, IPauseControl control) => new PausableSession(this, kit, control);
}

internal sealed class PausableSession(PausableToy adapter, IKit kit, IPauseControl control) : ISession
{
    private bool _isDriven;
    private int _calls;
    private string? _awaitsTick;

    public IPauseControl Control { get; } = control;

    /// <summary>How often the thread has ticked.</summary>
    public int Ticks { get; private set; }

    public ManualResetEventSlim Disposed { get; } = new();

    public void Spawn(ThreadSpec thread) => Control.Start(thread.Name, () =>
    {
        while (true)
        {
            while (!_isDriven && !Disposed.IsSet)
            {
                Control.Block(thread.Name, () => "for an activity");
            }

            if (Disposed.IsSet)
            {
                return;
            }

            _isDriven = false;
            Control.Pause(thread.Name, "before the tick");
            Ticks++;
            if (_awaitsTick is { } waiter)
            {
                Control.Ready(waiter);
            }

            kit.Ticked(thread.Name);
        }
    });

    public void Drive(string thread, Activity activity)
    {
        _isDriven = true;
        Control.Ready(thread);
    }

    public CallResult Call(string context, ApiCall call)
    {
        _calls++;
        try
        {
            return call.Function is ApiFunction.Attach ? new(Errno.None, call.Engine) : call.Function is ApiFunction.Barrier ? adapter.OnCall(this, context, call) : CallResult.Zero;
        }
        finally
        {
            _calls--;
        }
    }

    /// <summary>Waits for what never comes, in a way that the kit knows of.</summary>
    public void WaitForEver(string context)
    {
        while (!Disposed.IsSet)
        {
            Control.Block(context, () => "for a lock");
        }
    }

    /// <summary>Waits until the thread has ticked.</summary>
    public void WaitForTick(string context, Func<string> what)
    {
        _awaitsTick = context;
        while (Ticks == 0 && !Disposed.IsSet)
        {
            Control.Block(context, what);
        }
    }

    public void Wake(string thread)
    {
    }

    public void Declare(EngineSpec engine)
    {
    }

    public TraceeState Probe(string thread) => TraceeState.Running;

    public bool AwaitState(string context, string thread, TraceeState state, CancellationToken cancel) => true;

    public Settlement Settle(TimeSpan deadline) => new(IsSettled: true, _calls, 0, _isDriven ? 1 : 0);

    public IReadOnlyList<string> DescribeWaits() => _calls > 0 ? ["D waits for the lock of T, which T holds"] : [];

    public void Dispose() => Disposed.Set();
}
