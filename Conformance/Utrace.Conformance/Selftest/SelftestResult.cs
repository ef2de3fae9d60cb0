using System.Collections.Immutable;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Selftest;

/// <summary>The five numbers that prove that the kit can fail, and only where it should.</summary>
/// <param name="Faults">Faults tried.</param>
/// <param name="Killed">Faults that some case caught.</param>
/// <param name="BlamedRight">Faults that some case caught and blamed on a guarantee that they break.</param>
/// <param name="LegalVariants">Implementations that were tried and are right in another way.</param>
/// <param name="FalseAlarms">Failing verdicts on the implementation without a fault, and on legal variants of it.</param>
public sealed record SelftestSummary(int Faults, int Killed, int BlamedRight, int LegalVariants, int FalseAlarms);

/// <summary>The kill matrix and the false alarms.</summary>
/// <param name="Faults">A row per fault, in catalogue order.</param>
/// <param name="FalseAlarms">What was wrongly held against the implementation without a fault, or a legal variant of it.</param>
/// <param name="Repeats">Full runs of the implementation without a fault.</param>
/// <param name="Complete">Whether everything planned was tried.</param>
public sealed record SelftestResult(ImmutableArray<FaultRow> Faults, ImmutableArray<FalseAlarm> FalseAlarms, int Repeats, bool Complete)
{
    /// <summary>Schedules that the implementation without a fault stood, of the cases that were tried at T2.</summary>
    public long Schedules { get; init; }

    /// <summary>A row per variant, in catalogue order.</summary>
    public ImmutableArray<VariantRow> Variants { get; init; } = [];

    /// <summary>The five numbers.</summary>
    public SelftestSummary Summary =>
        new(Faults.Length, Faults.Count(f => f.IsKilled), Faults.Count(f => f.IsBlamedRight), Variants.Length, FalseAlarms.Length);

    /// <summary>0 where every fault was caught and rightly blamed without a false alarm; 3 where it was cut before that could be said.</summary>
    public int ExitCode =>
        !FalseAlarms.IsEmpty || (Complete && Faults.Any(f => !f.IsBlamedRight)) ? Verdicts.ExitCode.Violation
        : Complete ? Verdicts.ExitCode.Conformant
        : Verdicts.ExitCode.Inconclusive;
}

/// <summary>One fault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Behaviour">What it does wrong.</param>
/// <param name="Breaks">The guarantees it breaks.</param>
/// <param name="KilledBy">The cases that caught it; only those tried before it was rightly blamed, unless all were asked for.</param>
/// <param name="Tried">Cases tried.</param>
public sealed record FaultRow(string Name, string Behaviour, ImmutableArray<string> Breaks, ImmutableArray<Kill> KilledBy, int Tried)
{
    /// <summary>Whether some case caught it.</summary>
    public bool IsKilled => !KilledBy.IsEmpty;

    /// <summary>The tier that was needed: the lowest at which a case caught it and blamed it rightly; null where none did.</summary>
    public string? Tier => KilledBy.Where(k => k is { Right: true, IsRaced: false }).Select(k => k.Tier).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether some case caught it and blamed a guarantee that it breaks, whoever came first.</summary>
    public bool IsBlamedRight => KilledBy.Any(k => k is { Right: true, IsRaced: false });

    /// <summary>The guarantees that it breaks and was blamed on, in the order in which it names them.</summary>
    public IEnumerable<string> RightlyBlamed => Breaks.Where(g => KilledBy.Any(k => !k.IsRaced && k.Blamed.Contains(g, StringComparer.Ordinal)));
}

/// <summary>A case that caught a fault.</summary>
/// <param name="Case">The scenario.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Tier">The control tier.</param>
/// <param name="Blamed">The guarantees blamed.</param>
/// <param name="Right">Whether one of them is broken by the fault.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record Kill(string Case, VerdictKind Verdict, string Tier, ImmutableArray<string> Blamed, bool Right, string? Reason)
{
    /// <summary>Its actors race, and what it blames depends on who comes first: no certain blame.</summary>
    public bool IsRaced { get; init; }
}

/// <summary>One legal variant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tried">Cases tried.</param>
/// <param name="Passed">Of these passed.</param>
public sealed record VariantRow(string Name, int Tried, int Passed);

/// <summary>A failing verdict on an implementation that has no fault.</summary>
/// <param name="Case">The scenario.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Tier">The control tier.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Blamed">The guarantees blamed.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record FalseAlarm(string Case, VerdictKind Verdict, string Tier, ulong Seed, ImmutableArray<string> Blamed, string? Reason)
{
    /// <summary>The legal variant that it was held against; null: the implementation as it is.</summary>
    public string? Variant { get; init; }
}
