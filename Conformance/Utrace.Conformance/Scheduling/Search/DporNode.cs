namespace Utrace.Conformance.Scheduling.Search;

/// <summary>One decision of the present schedule: what was, and what is still to be chosen there.</summary>
internal sealed class DporNode
{
    private readonly List<(int Choice, Footprint Footprint)> _sleeping = [];
    private readonly Stack<Footprint> _free = new();

    /// <summary>A bit for each choice that there is.</summary>
    public ulong Enabled { get; private set; }

    /// <summary>What has to be chosen here at some time; what was chosen stays in.</summary>
    public ulong Backtrack { get; set; }

    /// <summary>What need not be chosen any more: all that begins with it was run, here or before.</summary>
    public ulong Sleep { get; private set; }

    /// <summary>What is chosen in the present schedule.</summary>
    public int Chosen { get; set; }

    /// <summary>What is left to choose.</summary>
    public ulong Open => Backtrack & ~Sleep;

    /// <summary>A new decision.</summary>
    public void Reset(ulong enabled)
    {
        (Enabled, Backtrack, Sleep, Chosen) = (enabled, 0, 0, -1);
        _sleeping.ForEach(s => _free.Push(s.Footprint));
        _sleeping.Clear();
    }

    /// <summary>The decision behind <paramref name="parent"/>'s: who slept there sleeps on, unless the step taken is his own or depends on his next one.</summary>
    public void Inherit(DporNode parent, TraceStep taken, int contexts)
    {
        foreach (var (choice, footprint) in parent._sleeping)
        {
            if (choice % contexts != taken.Process && !footprint.Conflicts(taken.Footprint))
            {
                FallAsleep(choice, footprint);
            }
        }
    }

    /// <summary>All that begins with the choice was run.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="footprint">What its step touched.</param>
    public void FallAsleep(int choice, Footprint footprint)
    {
        if (!_free.TryPop(out var copy))
        {
            copy = new Footprint();
        }

        copy.Set(footprint);
        _sleeping.Add((choice, copy));
        Sleep |= 1ul << choice;
    }
}
