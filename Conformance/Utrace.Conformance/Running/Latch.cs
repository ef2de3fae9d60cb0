using System.Diagnostics;

namespace Utrace.Conformance.Running;

/// <summary>Set once; waiters park at once, because spinning takes the processor from those who are waited for. Thread-safe.</summary>
internal sealed class Latch
{
    private readonly object _monitor = new();
    private bool _isSet;

    /// <summary>Lets everybody go.</summary>
    public void Set()
    {
        lock (_monitor)
        {
            _isSet = true;
            Monitor.PulseAll(_monitor);
        }
    }

    /// <summary>Waits; false where the time is over before.</summary>
    public bool Wait(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        lock (_monitor)
        {
            while (!_isSet)
            {
                var left = time - Stopwatch.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                Monitor.Wait(_monitor, left);
            }

            return true;
        }
    }
}
