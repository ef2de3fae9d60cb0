using System.Collections.Immutable;

namespace Utrace.Conformance.Coverage;

/// <summary>How many guarantees are covered, three ways.</summary>
/// <param name="Guarantees">Guarantees in the catalogue.</param>
/// <param name="Tier1">Of these in tier 1.</param>
/// <param name="WithScenario">Named by a scenario.</param>
/// <param name="WithRuleFired">Upheld by a rule of the model that fired.</param>
/// <param name="WithFaultKilled">Blamed for a fault that breaks them; not all that such a fault breaks.</param>
public sealed record CoverageSummary(int Guarantees, int Tier1, int WithScenario, int WithRuleFired, int WithFaultKilled)
{
    /// <summary>Not named by a scenario, with a written reason why none can try it.</summary>
    public int WithReason { get; init; }
}

/// <summary>The numbers, and what lacks what.</summary>
/// <param name="Summary">The numbers.</param>
/// <param name="Rows">A row per guarantee, in catalogue order.</param>
public sealed record CoverageResult(CoverageSummary Summary, ImmutableArray<CoverageRow> Rows)
{
    /// <summary>Guarantees with neither scenario nor reason, or with both, in catalogue order; empty where the catalogue is in order.</summary>
    public ImmutableArray<CoverageDefect> Defects { get; init; } = [];
}

/// <summary>A guarantee that nothing accounts for, or two things do.</summary>
/// <param name="Guarantee">Its id.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Do">What to do.</param>
public sealed record CoverageDefect(string Guarantee, string What, string Do)
{
    /// <summary><c>STEP-07: what</c>.</summary>
    public override string ToString() => $"{Guarantee}: {What}";
}

/// <summary>One guarantee.</summary>
/// <param name="Guarantee">Its id.</param>
/// <param name="Tier1">Whether it is in tier 1.</param>
/// <param name="Scenarios">The scenarios that name it.</param>
/// <param name="RuleFired">Whether a rule that upholds it fired.</param>
/// <param name="Faults">The faults that break it and were caught and rightly blamed.</param>
public sealed record CoverageRow(string Guarantee, bool Tier1, ImmutableArray<string> Scenarios, bool RuleFired, ImmutableArray<string> Faults)
{
    /// <summary>Why no scenario can try it; null where that is not said.</summary>
    public string? Untested { get; init; }

    /// <summary>What is missing, in words; empty where nothing is.</summary>
    public ImmutableArray<string> Lacks =>
    [
        .. Scenarios.IsEmpty ? (string[])["scenario"] : [],
        .. RuleFired ? (string[])[] : ["rule"],
        .. Faults.IsEmpty ? (string[])["fault"] : [],
    ];
}
