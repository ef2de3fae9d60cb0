namespace Utrace.Conformance.Scheduling;

/// <summary>Where a context of a <see cref="Baton"/> stands. Changed by whoever has the baton; woken by anybody.</summary>
internal sealed class BatonSeat
{
    private readonly Lock _end = new();

    /// <summary>The calling thread describes what contexts wait for: what it reads for that is no access of a step.</summary>
    [field: ThreadStatic]
    public static bool IsDescribing { get; private set; }

    /// <summary>Where its thread waits; null before it was started.</summary>
    public Parker? Parker { get; set; }

    /// <summary>Whether it can go on.</summary>
    public Place Place { get; set; }

    /// <summary>The pause point from which it goes on.</summary>
    public string Point { get; set; } = "";

    /// <summary>For what it waits.</summary>
    public Func<string>? What { get; set; }

    /// <summary>Made ready before it had come to block.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Whether it is over.</summary>
    public bool HasLeft => Place is Place.Over;

    /// <summary>For what it waits, in words.</summary>
    public string? Describe()
    {
        IsDescribing = true;
        try
        {
            return What?.Invoke();
        }
        finally
        {
            IsDescribing = false;
        }
    }

    /// <summary>Gives it the turn, unless it is over: whoever closes may be late, and the thread another's by then.</summary>
    public void Wake()
    {
        lock (_end)
        {
            if (!HasLeft)
            {
                Parker?.Signal();
            }
        }
    }

    /// <summary>Nothing wakes it any more.</summary>
    public void Leave()
    {
        lock (_end)
        {
            Place = Place.Over;
        }
    }
}

/// <summary>Whether a context can go on.</summary>
internal enum Place
{
    /// <summary>It was not started.</summary>
    Absent,

    /// <summary>It can, when it is chosen.</summary>
    Ready,

    /// <summary>Not before it is made ready.</summary>
    Blocked,

    /// <summary>It has the baton.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Over,
}
