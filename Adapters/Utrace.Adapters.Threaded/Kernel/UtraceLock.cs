namespace Utrace.Adapters.Threaded;

/// <summary>
/// The lock of a <see cref="TraceRecord"/>. Not re-entrant, first come first served. Its waiters are in the ledger like all others,
/// so that a deadlock inside the implementation is seen as "nothing moves", at once and for certain.
/// </summary>
internal sealed class UtraceLock(Ledger ledger, string thread)
{
    private readonly Sharing _shared = ledger.Share(thread);
    private string? _holder;
    private bool _isHeldOver;

    /// <summary>Takes the lock; leave it with <see cref="Exit"/>.</summary>
    public void Enter(string context)
    {
        ledger.Pause(context, PausePoints.Lock);
        _shared.Read(Shared.Lock);
        ledger.Await(
            context,
            () => $"for the utrace lock of {thread}, which {_holder} holds",
            () => TryTake(context));
    }

    /// <summary>Leaves the lock; whoever waits longest gets it.</summary>
    public void Exit()
    {
        if (_isHeldOver)
        {
            _isHeldOver = false;
            _shared.Write(Shared.Lock);
        }

        ledger.Change(() => _holder = null);
    }

    /// <summary>The holder lets others in although it holds the lock.</summary>
    public void HoldOver()
    {
        _isHeldOver = true;
        _shared.Write(Shared.Lock);
    }

    /// <summary>Under the ledger's monitor. Where nobody pauses inside, nobody ever finds the lock taken, and taking it tells nothing; else all who wait, and who gets it, is told.</summary>
    private bool TryTake(string context)
    {
        if (_holder is not null)
        {
            if (!ledger.IsRetrying)
            {
                _shared.Write(Shared.Lock); // First come, first served.
            }

            return false;
        }

        _holder = context;
        if (ledger.IsRetrying)
        {
            HoldOver(); // From now until it has run and left, the lock can be found taken.
        }

        return true;
    }

    /// <summary>A pause point inside a critical section.</summary>
    public void Pause(string context, string point)
    {
        if (ledger.Control is not null)
        {
            HoldOver();
            ledger.Pause(context, point);
        }
    }

    /// <summary>Runs a critical section.</summary>
    public void Section(string context, Action section)
    {
        Enter(context);
        try
        {
            section();
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Runs a critical section that has an answer.</summary>
    public T Section<T>(string context, Func<T> section)
    {
        Enter(context);
        try
        {
            return section();
        }
        finally
        {
            Exit();
        }
    }
}
