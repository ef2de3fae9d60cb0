namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Where one OS thread waits for its turn. Parks at once: spinning on two cores takes the processor from the one who has the turn. An event of the operating system, since a
/// monitor is still held when it is pulsed, so that who wakes first waits for that.
/// </summary>
internal sealed class Parker
{
    private readonly AutoResetEvent _turn;

    private Parker(AutoResetEvent turn) => _turn = turn;

    /// <summary>A new one. Its event goes when nobody holds it any more: whoever closes a schedule may be late, and gives a turn then.</summary>
    public static Parker New() => new(new AutoResetEvent(initialState: false));

    /// <summary>Gives the turn; remembered where nobody waits yet.</summary>
    public void Signal() => _turn.Set();

    /// <summary>Waits for the turn and takes it.</summary>
    public void Wait() => _turn.WaitOne();

    /// <summary>Forgets a turn that nobody has taken.</summary>
    public void Clear() => _turn.Reset();
}
