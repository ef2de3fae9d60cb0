using System.Numerics;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The signals that wait to be taken, of a thread or of a group. One that waits already is not queued twice. Changes under the signal lock.</summary>
internal sealed class PendingSignals(Sharing shared)
{
    private uint _bits;

    private uint Bits
    {
        get
        {
            shared.Read(Shared.Pending);
            return _bits;
        }

        set
        {
            shared.Write(Shared.Pending);
            _bits = value;
        }
    }

    /// <summary>Queues a signal.</summary>
    public void Add(SignalNumber signal)
    {
        if (!new SignalSet(Bits).Has(signal))
        {
            Bits |= SignalSet.Of(signal).Bits;
        }
    }

    /// <summary>Drops signals.</summary>
    public void Remove(SignalSet signals)
    {
        if ((Bits & signals.Bits) != 0)
        {
            Bits &= ~signals.Bits;
        }
    }

    /// <summary>The lowest that is not blocked; None where there is none.</summary>
    public SignalNumber Next(SignalSet blocked)
    {
        var due = Bits & ~blocked.Bits;
        return due == 0 ? SignalNumber.None : (SignalNumber)BitOperations.TrailingZeroCount(due);
    }
}
