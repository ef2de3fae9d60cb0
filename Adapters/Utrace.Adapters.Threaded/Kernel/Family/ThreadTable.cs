using System.Collections.Concurrent;

namespace Utrace.Adapters.Threaded;

/// <summary>The threads of a session by name, those included that a clone is still to make. Filled while the session is set up.</summary>
internal sealed class ThreadTable
{
    private readonly ConcurrentDictionary<string, Tracee> _threads = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<Tracee> All => _threads.Values;

    /// <summary>Adds a thread.</summary>
    /// <exception cref="InvalidOperationException">There is one with its name.</exception>
    public void Add(Tracee tracee)
    {
        if (!_threads.TryAdd(tracee.Name, tracee))
        {
            throw new InvalidOperationException($"Thread {tracee.Name} was made twice: names are unique within a session.");
        }
    }

    /// <summary>A thread; null where the name is an actor's or nobody's.</summary>
    public Tracee? Look(string name) => _threads.GetValueOrDefault(name);

    /// <summary>A thread.</summary>
    /// <exception cref="InvalidOperationException">There is none with this name.</exception>
    public Tracee Find(string name) => Look(name)
        ?? throw new InvalidOperationException(
            $"There is no thread {name} in this session: Spawn or Declare it first. It has {string.Join(", ", _threads.Keys.Order(StringComparer.Ordinal))}.");
}
