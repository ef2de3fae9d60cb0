using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>
/// The race as a graph of steps, with the contexts of <see cref="CooperativeRace"/>: the tracee is 0, the tracers follow; a tracer that chooses takes its
/// own number for a resume, and that number plus the count of contexts for a detach.
/// </summary>
internal static class RaceSteps
{
    private enum Place : byte
    {
        Idle,
        Resume,
        Detach,
        Returning,
    }

    /// <summary>Every state of a race of at most 4 tracers.</summary>
    public static StepGraph Graph(RaceSize size) => StepGraph.Of(new State { Attached = (byte)size.AllEngines }, (state, steps) =>
    {
        Tracee(size, state, steps);
        for (var i = 0; i < size.Tracers; i++)
        {
            First(size, state, i, steps);
        }

        for (var i = 0; i < size.Tracers; i++)
        {
            if (state.PlaceOf(i) == Place.Idle && state.CallsOf(i) < size.Operations)
            {
                steps.Add((size.Tracers + 2 + i, state.WithTracer(i, Place.Detach, state.CallsOf(i))));
            }
        }
    });

    private static void Tracee(RaceSize size, State s, List<(int Context, State Next)> steps)
    {
        if (s.IsAsleep)
        {
            if (!s.IsTraced)
            {
                steps.Add((0, s with { IsAsleep = false, Turn = 0, Report = (byte)(s.Report + 1) }));
            }
        }
        else if (s.Report < size.Reports)
        {
            var isAttached = (s.Attached >> s.Turn & 1) != 0;
            State next;
            if (s.IsInside)
            {
                next = s with { IsInside = false, Turn = (byte)(s.Turn + 1) };
                next = isAttached ? next with { Stops = (byte)(s.Stops | 1 << s.Turn), Flag = true } : next;
            }
            else if (s.Turn < size.Engines)
            {
                next = isAttached ? s with { IsInside = true } : s with { Turn = (byte)(s.Turn + 1) };
            }
            else
            {
                next = s.Flag || s.Stops != 0 ? s with { Flag = true, IsTraced = true, IsAsleep = true } : s with { Turn = 0, Report = (byte)(s.Report + 1) };
            }

            steps.Add((0, next));
        }
    }

    private static void First(RaceSize size, State s, int tracer, List<(int Context, State Next)> steps)
    {
        var (place, calls) = (s.PlaceOf(tracer), s.CallsOf(tracer));
        switch (place)
        {
            case Place.Idle when calls < size.Operations:
                steps.Add((tracer + 1, s.WithTracer(tracer, Place.Resume, calls)));
                break;
            case Place.Returning:
                steps.Add((tracer + 1, s.WithTracer(tracer, Place.Idle, calls + 1)));
                break;
            case Place.Resume or Place.Detach:
                var others = (byte)~size.EngineOf(tracer, calls);
                var next = s with { Stops = (byte)(s.Stops & others), Flag = false };
                next = place == Place.Detach ? next with { Attached = (byte)(s.Attached & others) } : next;
                next = s.IsTraced ? next with { Flag = next.Stops != 0, IsTraced = next.Stops != 0 } : next;
                steps.Add((tracer + 1, next.WithTracer(tracer, Place.Returning, calls)));
                break;
        }
    }

    /// <summary>A state of the race. A tracer's place and calls are one byte of <see cref="TracerPlaces"/>.</summary>
    private readonly record struct State
    {
        public byte Stops { get; init; }

        public byte Attached { get; init; }

        public bool Flag { get; init; }

        public bool IsTraced { get; init; }

        public byte Turn { get; init; }

        public byte Report { get; init; }

        public bool IsInside { get; init; }

        public bool IsAsleep { get; init; }

        public uint TracerPlaces { get; init; }

        public Place PlaceOf(int tracer) => (Place)(TracerPlaces >> (8 * tracer) & 3);

        public int CallsOf(int tracer) => (int)(TracerPlaces >> (8 * tracer + 2) & 63);

        public State WithTracer(int tracer, Place place, int calls) =>
            this with { TracerPlaces = TracerPlaces & ~(255u << (8 * tracer)) | ((uint)place | (uint)calls << 2) << (8 * tracer) };
    }
}
