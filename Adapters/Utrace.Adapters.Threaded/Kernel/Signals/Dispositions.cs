using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What a group does with each signal. Changes under the signal lock.</summary>
internal sealed class Dispositions(Sharing shared)
{
    private readonly Sharing _shared = shared;
    private readonly Dictionary<SignalNumber, Disposition> _set = [];

    /// <summary>The disposition of a signal; default until it is set.</summary>
    public Disposition this[SignalNumber signal]
    {
        get
        {
            _shared.Read(Shared.Dispositions);
            return _set.GetValueOrDefault(signal);
        }

        set
        {
            _shared.Write(Shared.Dispositions);
            _set[signal] = value;
        }
    }

    /// <summary>Whether delivery does nothing.</summary>
    public bool IsIgnored(SignalNumber signal) => SignalKind.Of(signal, this[signal]) is { Event: UtraceEvents.SignalIgn };

    /// <summary>A process starts with its parent's.</summary>
    public void CopyFrom(Dispositions parent)
    {
        parent._shared.Read(Shared.Dispositions);
        foreach (var (signal, disposition) in parent._set)
        {
            this[signal] = disposition;
        }
    }

    /// <summary>A new image has none of the old one's handlers.</summary>
    public void DropHandlers()
    {
        _shared.Read(Shared.Dispositions);
        foreach (var signal in _set.Where(s => s.Value is Disposition.Handler).Select(s => s.Key).ToList())
        {
            this[signal] = Disposition.Default;
        }
    }
}
