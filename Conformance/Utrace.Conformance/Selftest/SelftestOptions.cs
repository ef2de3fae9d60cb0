using System.Collections.Immutable;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Selftest;

/// <summary>How the self-test is made.</summary>
/// <param name="Certify">How each implementation is run; its tier applies to the first attempt, its schedules to cases that are tried at T2.</param>
public sealed record SelftestOptions(CertifyOptions Certify)
{
    /// <summary>Enough for the windows of the bundled faults, most of which need one or two preemptions.</summary>
    public static ScheduleBudget Schedules { get; } = new() { MaxSchedules = 400 };

    /// <summary>Every case on every fault, for the whole matrix; else a fault is done once it is caught and rightly blamed.</summary>
    public bool All { get; init; }

    /// <summary>Full runs of the implementation without a fault.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Of families with hundreds of cases alike each variant runs one in so many, each variant others; with <see cref="All"/> every one.</summary>
    public int VariantStride { get; init; } = 24;

    /// <summary>Implementations that are right in another way.</summary>
    public ImmutableArray<VariantCase> Variants { get; init; } = [];
}

/// <summary>Where the self-test is.</summary>
/// <param name="What">The fault or variant that is done, or the run without a fault.</param>
/// <param name="Finished">How many are done.</param>
/// <param name="Planned">How many there are.</param>
public readonly record struct SelftestProgress(string What, int Finished, int Planned);
