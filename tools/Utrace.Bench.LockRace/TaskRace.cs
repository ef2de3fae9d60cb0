namespace Utrace.Bench.LockRace;

/// <summary>
/// The stop/resume race as an ordinary C# program: one task a thread, one lock, <see cref="Monitor"/> to sleep and wake. It is what a user of
/// Microsoft.Coyote would write, and is rewritten by it before it is run. What each operation does is drawn from <c>draw</c>, so that the choice costs no step.
/// </summary>
public sealed class TaskRace
{
    private readonly object _lock = new();
    private readonly int _engines;
    private readonly int _operations;
    private readonly int _reports;
    private readonly bool _isBuggy;
    private int _stops;
    private int _attached;
    private bool _flag;
    private bool _traced;
    private bool _isOver;

    private TaskRace(int engines, int operations, int reports, bool isBuggy)
    {
        (_engines, _operations, _reports, _isBuggy) = (engines, operations, reports, isBuggy);
        _attached = (1 << engines) - 1;
    }

    /// <summary>One run; gives whether the tracee ever slept although no engine wanted it.</summary>
    public static bool Run(int engines, int tracers, int operations, int reports, uint draw, bool isBuggy)
    {
        var race = new TaskRace(engines, operations, reports, isBuggy);
        var tracee = Task.Run(race.Tracee);
        var all = new Task[tracers];
        for (var i = 0; i < tracers; i++)
        {
            var tracer = i;
            all[i] = Task.Run(() => race.Tracer(tracer, draw >> (tracer * operations)));
        }

        Task.WaitAll(all);
        lock (race._lock)
        {
            // A tracee that is still stopped sleeps for ever: here the run ends it.
            race._isOver = true;
            Monitor.PulseAll(race._lock);
        }

        tracee.Wait();
        return race._traced && race._stops == 0;
    }

    private void Tracee()
    {
        for (var report = 0; report < _reports; report++)
        {
            for (var engine = 0; engine < _engines; engine++)
            {
                bool isAttached;
                lock (_lock)
                {
                    isAttached = (_attached >> engine & 1) != 0;
                }

                if (!isAttached)
                {
                    continue;
                }

                lock (_lock)
                {
                    if ((_attached >> engine & 1) != 0)
                    {
                        _stops |= 1 << engine;
                        _flag = true;
                    }
                }
            }

            lock (_lock)
            {
                if (_flag || _stops != 0)
                {
                    (_flag, _traced) = (true, true);
                    while (_traced && !_isOver)
                    {
                        Monitor.Wait(_lock);
                    }
                }
            }
        }
    }

    private void Tracer(int tracer, uint detaches)
    {
        for (var k = 0; k < _operations; k++)
        {
            lock (_lock)
            {
                var engine = 1 << ((tracer + k) % _engines);
                _stops &= ~engine;
                if ((detaches >> k & 1) != 0)
                {
                    _attached &= ~engine;
                    _flag = false;
                }
                else if (!_isBuggy)
                {
                    _flag = false;
                }

                if (_traced)
                {
                    _flag = _stops != 0;
                    if (!_flag)
                    {
                        _traced = false;
                        Monitor.PulseAll(_lock);
                    }
                }
            }
        }
    }
}
