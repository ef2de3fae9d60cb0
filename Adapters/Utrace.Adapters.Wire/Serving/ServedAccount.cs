using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>
/// What is open in a scenario, as the lines on the wire have it. Whoever keeps it holds the lock under which lines are written, so it is what the kit knows
/// once it has read as far. Not thread-safe by itself.
/// </summary>
internal sealed class ServedAccount
{
    private readonly HashSet<string> _active = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    /// <summary>Goes up with every line that lets something move or tells that something moved.</summary>
    public long Version { get; private set; }

    /// <summary>call and awaitState requests that are not answered.</summary>
    public int Calls { get; private set; }

    /// <summary>callback requests that are not answered.</summary>
    public int Callbacks { get; private set; }

    /// <summary>Activities that were driven and are not over.</summary>
    public int Activities => _active.Count;

    /// <summary>Something came in, or went out.</summary>
    public void Note() => Version++;

    /// <summary>A call or a wait came in.</summary>
    public void BeginCall() => (Calls, Version) = (Calls + 1, Version + 1);

    /// <summary>It is answered.</summary>
    public void EndCall() => (Calls, Version) = (Calls - 1, Version + 1);

    /// <summary>A callback began.</summary>
    public void BeginCallback() => (Callbacks, Version) = (Callbacks + 1, Version + 1);

    /// <summary>The kit answered it.</summary>
    public void EndCallback() => (Callbacks, Version) = (Callbacks - 1, Version + 1);

    /// <summary>A thread got an activity; one that was told to be dead has it no more.</summary>
    /// <exception cref="WireFormException">It has one that is not over.</exception>
    public void Drive(string thread)
    {
        Version++;
        if (!_dead.Contains(thread) && !_active.Add(thread))
        {
            throw new WireFormException(WireFormException.WrongState, $"{thread} has an activity that is not over", "drive after its ticked, its staged done or its died");
        }
    }

    /// <summary>A thread's activity is over, or was not taken.</summary>
    public void EndActivity(string thread)
    {
        Version++;
        _active.Remove(thread);
    }

    /// <summary>A thread is dead, and whatever it had to do is over.</summary>
    public void Die(string thread)
    {
        _dead.Add(thread);
        EndActivity(thread);
    }
}
