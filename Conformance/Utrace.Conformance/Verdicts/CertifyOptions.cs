using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Sharding;

namespace Utrace.Conformance.Verdicts;

/// <summary>How a certification is made.</summary>
/// <param name="Unit">The unit of deadlines.</param>
public sealed record CertifyOptions(DeadlineUnit Unit)
{
    /// <summary>Two a processor: while the threads of one case hand over to each other, another has work.</summary>
    public static int UsualJobs => 2 * Environment.ProcessorCount;

    /// <summary>The tier asked for; null: <see cref="DefaultTier"/>.</summary>
    public ControlTier? Tier { get; init; }

    /// <summary>T1 where the implementation has it: one run a case. T2 runs thousands, and is asked for.</summary>
    public static ControlTier DefaultTier(AdapterIdentity identity) => identity.Tier > ControlTier.T1 ? ControlTier.T1 : identity.Tier;

    /// <summary>The part of the plan that is run; null: all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The seed; every case and repetition derives its own from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Cases at a time.</summary>
    public int Jobs { get; init; } = UsualJobs;

    /// <summary>T0: how often each scenario is run.</summary>
    public int Repetitions { get; init; } = 25;

    /// <summary>T2: how many schedules each scenario is run under, and how they are chosen. Its seed is <see cref="Seed"/>.</summary>
    public ScheduleBudget Schedules { get; init; } = ScheduleBudget.Default;

    /// <summary>T2: whether a case goes on behind its first failure, and shows every kind of failure that its schedules show.</summary>
    public bool GoesOn { get; init; }

    /// <summary>T2: whether schedules that fail are minimised.</summary>
    public bool Minimises { get; init; } = true;

    /// <summary>The deadline in units.</summary>
    public int DeadlineUnits { get; init; } = 200;

    /// <summary>Which implementation is the reference: defects of scenarios are held against it.</summary>
    public Func<AdapterIdentity, bool> IsReference { get; init; } = identity => string.Equals(identity.Name, "reference", StringComparison.Ordinal);

    /// <summary>Stops a certification early; null: never. Asked after every verdict.</summary>
    public Func<CaseVerdict, bool>? StopAfter { get; init; }
}

/// <summary>The command asks an implementation for more control than it offers: a usage error (exit code 64).</summary>
public sealed class TierUnavailableException(AdapterIdentity adapter, ControlTier asked)
    : Exception($"--tier {asked}: {adapter.Name} offers {adapter.Tier} at most; expected T0 to {adapter.Tier}, or no --tier for T1 where it is offered.");
