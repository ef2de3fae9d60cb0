namespace Utrace.Reference;

/// <summary>Receives the successors of one state; reused from state to state so that generation allocates nothing. Not thread-safe.</summary>
public sealed class SuccessorBuffer(int stateSize)
{
    private Transition[] _transitions = new Transition[16];
    private byte[] _states = new byte[16 * stateSize];

    /// <summary>How many successors it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear() => Count = 0;

    /// <summary>Room for the next successor's state; call <see cref="Commit"/> once it is written. Valid until the next call.</summary>
    public Span<byte> Scratch()
    {
        if (Count == _transitions.Length)
        {
            Array.Resize(ref _transitions, Count * 2);
            Array.Resize(ref _states, Count * 2 * stateSize);
        }

        return _states.AsSpan(Count * stateSize, stateSize);
    }

    /// <summary>Adds the successor written into <see cref="Scratch"/>.</summary>
    public void Commit(Transition transition) => _transitions[Count++] = transition;

    /// <summary>The transition of the nth successor.</summary>
    public Transition Transition(int n) => _transitions[n];

    /// <summary>The state of the nth successor, to be replaced by an equivalent one.</summary>
    public Span<byte> Replace(int n) => _states.AsSpan(n * stateSize, stateSize);

    /// <summary>The state of the nth successor.</summary>
    public ReadOnlySpan<byte> State(int n) => _states.AsSpan(n * stateSize, stateSize);
}
