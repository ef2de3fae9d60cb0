using Utrace.Adapters;
using Utrace.Conformance.Oracle;

namespace Utrace.Conformance.Running;

/// <summary>How one scenario is run once.</summary>
/// <param name="Seed">Feeds the implementation's choices and, at <see cref="ControlTier.T0"/>, the kit's perturbation.</param>
/// <param name="Tier">How much control is used: at T0 the kit yields at random at the borders of calls and callbacks.</param>
/// <param name="Unit">The unit of the deadline.</param>
public sealed record RunOptions(ulong Seed, ControlTier Tier, DeadlineUnit Unit)
{
    /// <summary>So many units without any progress are a hang.</summary>
    public int DeadlineUnits { get; init; } = 200;

    /// <summary>A log longer than this will never end: a hang with progress.</summary>
    public int MaxLines { get; init; } = 5000;

    /// <summary>Whether a run that comes to rest with calls in flight says what they wait for; asked of runs that are shown to somebody.</summary>
    public bool DescribesRest { get; init; }

    /// <summary>Begins to judge a log; called once a run, which gives it every line as it is written (<see cref="RunOutcome.Followed"/>). Null: nobody judges meanwhile.</summary>
    public Func<OracleRun>? Follow { get; init; }

    /// <summary>The time without progress that is a hang.</summary>
    public TimeSpan Deadline => Unit.Times(DeadlineUnits);
}
