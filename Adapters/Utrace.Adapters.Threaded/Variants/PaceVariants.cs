using System.Collections.Immutable;

namespace Utrace.Adapters.Threaded;

/// <summary>Contexts that are slower than others. No guarantee says anything of speed.</summary>
internal static class PaceVariants
{
    public static ImmutableArray<Variant> All { get; } =
    [
        new("slow-threads", "Traced threads take no step of their own while anybody else can move.", [], null, null, null)
        {
            Decisions = new SlowThreads(),
        },
        new("slow-callers", "Calls take no step of their own while anybody else can move.", [], null, null, null)
        {
            Decisions = new SlowCallers(),
        },
        new("one-step-at-a-time", "One context moves at a time, for one step, in the order in which they come.", [], null, null, null)
        {
            Decisions = new OneStepAtATime(),
        },
    ];

    private sealed class SlowThreads : Decisions
    {
        public override Pace Pace => Pace.SlowThreads;
    }

    private sealed class SlowCallers : Decisions
    {
        public override Pace Pace => Pace.SlowCallers;
    }

    private sealed class OneStepAtATime : Decisions
    {
        public override Pace Pace => Pace.Serial;
    }
}
