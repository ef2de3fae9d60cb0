using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The blocked mask, and the frames of handlers that are built and have not run.</summary>
internal sealed partial class Tracee
{
    private readonly Stack<(SignalNumber Signal, SignalSet Before)> _frames = new(); // The thread's own, like its stack.
    private SignalSet _blocked = spec.Blocked;

    /// <summary>The signals that it blocks. Changes under the signal lock, by the thread itself.</summary>
    public SignalSet Blocked
    {
        get
        {
            _shared.Read(Shared.Blocked);
            return _blocked;
        }

        private set
        {
            if (_blocked != value)
            {
                _shared.Write(Shared.Blocked);
                _blocked = value;
            }
        }
    }

    /// <summary>Whether it would be told of the signal now.</summary>
    public bool Takes(SignalNumber signal) => CanBeWoken && !Blocked.Has(signal);

    /// <summary>Delivery to a handler: builds the frame, and blocks the signal until the frame is gone (steps 7.2, S4).</summary>
    private void BuildFrame(SignalNumber signal)
    {
        Pause(PausePoints.Lock);
        ledger.Change(() =>
        {
            _frames.Push((signal, Blocked));
            Blocked = new SignalSet(Blocked.Bits | SignalSet.Of(signal).Bits);
            SetSignalPath();
        });
        utrace.HandlerBuilt(this);
    }

    /// <summary>Runs the topmost handler as one user step, where nothing is due before; true where it did.</summary>
    private bool TryRunHandler()
    {
        if (_frames.Count == 0)
        {
            return false;
        }

        Pause(PausePoints.Lock);
        if (ledger.Change(() => SignalPathDue || NotifyDue))
        {
            return true; // Back through the return loop.
        }

        Pause(PausePoints.Lock); // Taking it, and its line.
        var (signal, before) = _frames.Pop();
        kit.HandlerRan(Name, signal);
        Pause(PausePoints.Lock); // It returns in a step of its own.
        ledger.Change(() =>
        {
            Blocked = before;
            TrapPending |= StepArmed;
            SetSignalPath();
        });
        return true;
    }
}
