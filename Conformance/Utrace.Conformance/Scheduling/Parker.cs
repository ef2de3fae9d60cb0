namespace Utrace.Conformance.Scheduling;

/// <summary>Where one OS thread waits for its turn. Parks at once: spinning on two cores takes the processor from the one who has the turn.</summary>
internal sealed class Parker
{
    private readonly object _monitor = new();
    private bool _isSignalled;
    private bool _isParked;

    /// <summary>Gives the turn; remembered where nobody waits yet.</summary>
    public void Signal()
    {
        lock (_monitor)
        {
            _isSignalled = true;
            if (_isParked)
            {
                Monitor.Pulse(_monitor);
            }
        }
    }

    /// <summary>Waits for the turn and takes it.</summary>
    public void Wait()
    {
        lock (_monitor)
        {
            while (!_isSignalled)
            {
                _isParked = true;
                Monitor.Wait(_monitor);
                _isParked = false;
            }

            _isSignalled = false;
        }
    }

    /// <summary>Forgets a turn that nobody has taken.</summary>
    public void Clear()
    {
        lock (_monitor)
        {
            _isSignalled = false;
        }
    }
}
