using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What a group does with each signal. Changes under the signal lock.</summary>
internal sealed class Dispositions(Sharing shared)
{
    private readonly Dictionary<SignalNumber, Disposition> _set = [];

    /// <summary>The disposition of a signal; default until it is set.</summary>
    public Disposition this[SignalNumber signal]
    {
        get
        {
            shared.Read(Shared.Dispositions);
            return _set.GetValueOrDefault(signal);
        }

        set
        {
            shared.Write(Shared.Dispositions);
            _set[signal] = value;
        }
    }

    /// <summary>Whether delivery does nothing.</summary>
    public bool IsIgnored(SignalNumber signal) => SignalKind.Of(signal, this[signal]) is { Event: UtraceEvents.SignalIgn };

    /// <summary>A new image has none of the old one's handlers.</summary>
    public void DropHandlers()
    {
        shared.Read(Shared.Dispositions);
        foreach (var signal in _set.Where(s => s.Value is Disposition.Handler).Select(s => s.Key).ToList())
        {
            this[signal] = Disposition.Default;
        }
    }
}
