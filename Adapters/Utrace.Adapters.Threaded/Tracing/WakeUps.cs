using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Utrace.Adapters.Threaded;

/// <summary>The wake-ups that callbacks asked for and that have not taken effect, oldest first. Those of a context are its own: only its callbacks ask, only it tells.</summary>
internal sealed class WakeUps
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WakeUp>> _asked = new(StringComparer.Ordinal);

    /// <summary>A callback asks for one.</summary>
    public void Ask(string context, WakeUp wakeUp) => _asked.GetOrAdd(context, _ => new ConcurrentQueue<WakeUp>()).Enqueue(wakeUp);

    /// <summary>The next of a context; false where there is none.</summary>
    public bool TryPeek(string context, [NotNullWhen(true)] out WakeUp? next)
    {
        next = null;
        return _asked.TryGetValue(context, out var queue) && queue.TryPeek(out next);
    }

    /// <summary>The next of a context takes effect.</summary>
    public void Take(string context) => _asked[context].TryDequeue(out _);
}

/// <summary>A wake-up.</summary>
/// <param name="Gate">What it opens.</param>
/// <param name="Thread">In whose context it was asked for; null for a caller that is no traced thread.</param>
internal sealed record WakeUp(string Gate, Tracee? Thread);
