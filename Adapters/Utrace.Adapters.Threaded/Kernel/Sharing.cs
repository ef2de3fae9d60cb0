namespace Utrace.Adapters.Threaded;

/// <summary>Tells the kit which shared variables of one owner a step touches. Nothing is told, made or counted where nobody controls the session.</summary>
/// <param name="ledger">Knows the kit; without one nothing is told.</param>
/// <param name="owner">Whose variables.</param>
internal sealed class Sharing(Ledger ledger, string owner)
{
    private readonly int[]? _numbers = ledger.Control is null ? null : new int[(int)Shared.Count];

    /// <summary>The running context reads it.</summary>
    public void Read(Shared variable)
    {
        if (_numbers is not null)
        {
            Touch(variable, isWrite: false);
        }
    }

    /// <summary>The running context writes it.</summary>
    public void Write(Shared variable)
    {
        if (_numbers is not null)
        {
            Touch(variable, isWrite: true);
        }
    }

    private void Touch(Shared variable, bool isWrite)
    {
        ref var number = ref _numbers![(int)variable];
        if (number == 0)
        {
            number = ledger.Control!.Variable($"{owner}.{variable}") + 1;
        }

        ledger.Touch(number - 1, isWrite);
    }
}

/// <summary>The variables by which contexts notice each other.</summary>
internal enum Shared
{
    /// <summary>The lock of a record.</summary>
    Lock,

    /// <summary>A thread's engines, both lists.</summary>
    Engines,

    /// <summary>The engine that is being called.</summary>
    Reporting,

    /// <summary>The pending request.</summary>
    Resume,

    /// <summary>How far death and reap have come.</summary>
    Death,

    /// <summary>An engine's callback table.</summary>
    Table,

    /// <summary>An engine's mask.</summary>
    Flags,

    /// <summary>An engine's references.</summary>
    References,

    /// <summary>The union that hooks are guarded by.</summary>
    UtraceFlags,

    /// <summary>What the scheduler knows of a thread.</summary>
    State,

    /// <summary>How dead a thread is.</summary>
    Exit,

    /// <summary>The signal path is due.</summary>
    SignalPath,

    /// <summary>The notify hook is due.</summary>
    Notify,

    /// <summary>System calls go through the hooks.</summary>
    SyscallsTraced,

    /// <summary>The hardware traps after the next step.</summary>
    Step,

    /// <summary>A thread's queued kill and trap; an actor's signals.</summary>
    Signals,

    /// <summary>The other pending signals, of a thread or of a group.</summary>
    Pending,

    /// <summary>The signals that a thread blocks.</summary>
    Blocked,

    /// <summary>What a group does with signals.</summary>
    Dispositions,

    /// <summary>That a handler frame was just built.</summary>
    Handler,

    /// <summary>Who has still to stop for its group, and whether all have.</summary>
    Job,

    /// <summary>That a thread has made its exit report.</summary>
    Exiting,

    /// <summary>The next activity, and the gate of the present one.</summary>
    Activity,

    /// <summary>Which handles stand for an engine.</summary>
    Handles,

    /// <summary>The status that a group exits with.</summary>
    Status,

    /// <summary>Who waits for the same thread to die: only the first gets it.</summary>
    Reapers,

    /// <summary>What an engine's last prepare_examine remembers.</summary>
    Examined,

    /// <summary>Whom a pid names.</summary>
    Pid,

    /// <summary>Whether a thread has let the parent go that waits for it in a vfork.</summary>
    Parent,

    /// <summary>How many there are.</summary>
    Count,
}
