using Utrace.Conformance.Exploration.Search;

namespace Utrace.Bench.Race;

/// <summary>
/// The benchmark race of race.pml, step for step: engines stop a tracee from their callbacks while tracers resume or detach them.
/// The word: engine stops 0-7, attached 8-15, stop flag 16, TRACED 17, engine index 18-21, place 22-23, reports 24-27, then 6 bits per tracer:
/// place (idle, chosen RESUME, chosen DETACH, returning) and operations done.
/// </summary>
internal readonly struct RaceSystem : IPackedSystem
{
    private const ulong TaskStop = 1UL << 16;
    private const ulong Traced = 1UL << 17;
    private const int Index = 18;
    private const int Place = 22;
    private const int Reports = 24;
    private const int FirstTracer = 28;
    private const int TracerBits = 6;
    private const ulong InCallback = 1UL << Place;
    private const ulong Asleep = 2UL << Place;
    private const ulong IndexMask = 15UL << Index;

    private readonly int _engines;
    private readonly int _tracers;
    private readonly int _operations;
    private readonly int _reports;
    private readonly bool _buggy;

    /// <summary>A race of that size; buggy: RESUME leaves the task's stop flag set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit a word.</exception>
    public RaceSystem(int engines, int tracers, int operations, int reports, bool buggy = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(engines is >= 1 and <= 8, true, nameof(engines));
        ArgumentOutOfRangeException.ThrowIfNotEqual(tracers is >= 1 and <= 6, true, nameof(tracers));
        ArgumentOutOfRangeException.ThrowIfNotEqual(operations is >= 0 and <= 15, true, nameof(operations));
        ArgumentOutOfRangeException.ThrowIfNotEqual(reports is >= 0 and <= 15, true, nameof(reports));
        _engines = engines;
        _tracers = tracers;
        _operations = operations;
        _reports = reports;
        _buggy = buggy;
    }

    public ulong Initial => ((1UL << _engines) - 1) << 8;

    /// <summary>The tracee is 0, tracers follow.</summary>
    public int Contexts => _tracers + 1;

    // Between two choices a tracer has its critical section, which is not local.
    public bool LocalStepsEnd => true;

    public void Successors(ulong state, int context, SearchBatch into)
    {
        if (context == 0)
        {
            Tracee(state, into);
        }
        else
        {
            Tracer(state, context - 1, into);
        }
    }

    public int LocalContext(ulong state)
    {
        var rest = state >> FirstTracer;
        for (var tracer = 1; tracer <= _tracers; tracer++, rest >>= TracerBits)
        {
            var place = rest & 3;
            if (place == 3 || (place == 0 && (int)((rest >> 2) & 15) < _operations))
            {
                return tracer;
            }
        }

        return -1;
    }

    /// <summary>TRACED although no engine wants it.</summary>
    public bool IsBroken(ulong state) => (state & (Traced | 0xff)) == Traced;

    /// <summary>Whether the tracee is stopped.</summary>
    public static bool IsTraced(ulong state) => (state & Traced) != 0;

    /// <summary>The engine whose callback begins between two states; null where none does.</summary>
    public static int? CallbackBegins(ulong before, ulong after) =>
        (before & InCallback) == 0 && (after & InCallback) != 0 ? (int)(before >> Index) & 15 : null;

    /// <summary>A tracer's place (idle, chosen RESUME, chosen DETACH, returning) and how many operations it has done.</summary>
    public static (int Place, int Done) Tracer(ulong state, int tracer)
    {
        var bits = (int)(state >> (FirstTracer + (tracer * TracerBits)));
        return (bits & 3, (bits >> 2) & 15);
    }

    private void Tracee(ulong state, SearchBatch into)
    {
        var index = (int)(state >> Index) & 15;
        var engine = 1UL << index;
        var attached = (state & (engine << 8)) != 0;
        if ((state & InCallback) != 0)
        {
            into.Add((attached ? state | engine | TaskStop : state) - InCallback + (1UL << Index));
        }
        else if ((state & Asleep) != 0)
        {
            if ((state & Traced) == 0)
            {
                into.Add((state & ~(Asleep | IndexMask)) + (1UL << Reports));
            }
        }
        else if (((int)(state >> Reports) & 15) < _reports)
        {
            into.Add(
                index < _engines ? state + (attached ? InCallback : 1UL << Index)
                : (state & (TaskStop | 0xff)) != 0 ? state | TaskStop | Traced | Asleep
                : (state & ~IndexMask) + (1UL << Reports));
        }
    }

    private void Tracer(ulong state, int tracer, SearchBatch into)
    {
        var shift = FirstTracer + (tracer * TracerBits);
        var place = (state >> shift) & 3;
        var done = (int)(state >> (shift + 2)) & 15;
        if (place == 0)
        {
            if (done < _operations)
            {
                into.Add(state + (1UL << shift));
                into.Add(state + (2UL << shift));
            }
        }
        else if (place == 3)
        {
            into.Add(state - (3UL << shift) + (4UL << shift));
        }
        else
        {
            into.Add(Control(state, (tracer + done) % _engines, place == 2) | (3UL << shift));
        }
    }

    private ulong Control(ulong state, int engine, bool detach)
    {
        state &= ~(1UL << engine);
        if (detach)
        {
            state &= ~((1UL << (engine + 8)) | TaskStop);
        }
        else if (!_buggy)
        {
            state &= ~TaskStop;
        }

        if ((state & Traced) != 0)
        {
            state = (state & 0xff) != 0 ? state | TaskStop : state & ~(TaskStop | Traced);
        }

        return state;
    }
}
