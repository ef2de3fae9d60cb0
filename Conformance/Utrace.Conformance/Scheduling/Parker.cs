namespace Utrace.Conformance.Scheduling;

/// <summary>Where one OS thread waits for its turn. Parks at once: spinning on two cores takes the processor from the one who has the turn.</summary>
internal sealed class Parker
{
    private readonly object _monitor = new();
    private bool _isSignalled;

    /// <summary>Gives the turn; remembered where nobody waits yet.</summary>
    public void Signal()
    {
        lock (_monitor)
        {
            _isSignalled = true;
            Monitor.Pulse(_monitor);
        }
    }

    /// <summary>Waits for the turn and takes it.</summary>
    public void Wait()
    {
        lock (_monitor)
        {
            while (!_isSignalled)
            {
                Monitor.Wait(_monitor);
            }

            _isSignalled = false;
        }
    }
}
