namespace Utrace.Adapters.Threaded;

/// <summary>
/// The lock of a <see cref="TraceRecord"/>. Not re-entrant, first come first served. Its waiters are in the ledger like all others,
/// so that a deadlock inside the implementation is seen as "nothing moves", at once and for certain.
/// </summary>
internal sealed class UtraceLock(Ledger ledger, string thread)
{
    private string? _holder;

    /// <summary>Takes the lock; leave it with <see cref="Exit"/>.</summary>
    public void Enter(string context) => ledger.Await(
        context,
        () => $"for the utrace lock of {thread}, which {_holder} holds",
        () =>
        {
            if (_holder is not null)
            {
                return false;
            }

            _holder = context;
            return true;
        });

    /// <summary>Leaves the lock; whoever waits longest gets it.</summary>
    public void Exit() => ledger.Change(() => _holder = null);

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
