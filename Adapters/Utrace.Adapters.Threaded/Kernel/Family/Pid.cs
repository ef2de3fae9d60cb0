namespace Utrace.Adapters.Threaded;

/// <summary>
/// A process id. It names the thread that began with it until that is reaped, and an exec can make the leader's name another thread (steps 7.4, 7.7).
/// Changes under the ledger's monitor.
/// </summary>
internal sealed class Pid(Sharing shared)
{
    private Tracee? _names;

    /// <summary>Whom it names now; null: nobody, yet or any more.</summary>
    public Tracee? Names
    {
        get
        {
            shared.Read(Shared.Pid);
            return _names;
        }

        set
        {
            shared.Write(Shared.Pid);
            _names = value;
        }
    }
}
