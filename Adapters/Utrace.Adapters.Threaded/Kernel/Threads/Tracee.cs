using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// A traced thread: an OS thread that plays user mode, and the part of the kernel around the hooks (steps 7). Its state changes under the ledger's monitor,
/// so that tests and changes of several flags are one instant.
/// </summary>
internal sealed partial class Tracee(ThreadSpec spec, ThreadGroup group, ThreadTable threads, SignalSender sender, Ledger ledger, IKit kit, UtraceCore utrace)
{
    private readonly Sharing _shared = ledger.Share(spec.Name);
    private volatile RunState _state = RunState.Running;

    /// <summary>Its name.</summary>
    public string Name => spec.Name;

    /// <summary>What it was made from.</summary>
    public ThreadSpec Spec => spec;

    /// <summary>Its thread group.</summary>
    public ThreadGroup Group => group;

    /// <summary>The utrace record.</summary>
    public TraceRecord Record { get; } = new(ledger, spec.Name);

    /// <summary>What the scheduler knows of it.</summary>
    public RunState State
    {
        get
        {
            _shared.Read(Shared.State);
            return _state;
        }

        private set
        {
            _shared.Write(Shared.State);
            _state = value;
        }
    }

    /// <summary>What a probe says; call under the ledger's monitor.</summary>
    public TraceeState Probe() => Exit switch
    {
        ExitState.Unborn => TraceeState.Unborn,
        ExitState.Zombie => TraceeState.Zombie,
        ExitState.Dead => TraceeState.Reaped,
        _ => State switch
        {
            RunState.TracedStop => TraceeState.Tstopped,
            RunState.JobStop => TraceeState.Jstopped,
            RunState.Running => TraceeState.Running,
            _ => TraceeState.Sleeping,
        },
    };
}
