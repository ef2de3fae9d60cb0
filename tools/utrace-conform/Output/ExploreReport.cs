namespace Utrace.Conform.Output;

/// <summary><c>explore --json</c>: every interleaving of some cases in the model.</summary>
/// <param name="Profile">Whose behaviour.</param>
/// <param name="Origin">Of what, and how.</param>
/// <param name="States">States of all cases.</param>
/// <param name="Transitions">Transitions of all cases.</param>
/// <param name="Complete">Whether nothing was cut: only then is the absence of a breach a proof.</param>
/// <param name="Cases">Per case.</param>
/// <param name="Stats">With <c>--stats</c>: what it took.</param>
internal sealed record ExploreReport(
    string Profile, ExploreOrigin Origin, long States, long Transitions, bool Complete, IReadOnlyList<ExploredCase> Cases, ExploreTotals? Stats = null);

/// <summary>What was explored, and how: enough to do it again, and to know what belongs together.</summary>
/// <param name="Kit">Version of the kit.</param>
/// <param name="Scenarios">Hash over the ids and content hashes of all scenarios, those of other shards too.</param>
/// <param name="Planned">Cases of all shards together.</param>
/// <param name="MaxStates">The bound on the states of a case.</param>
/// <param name="MaxMegabytes">The bound on the memory of a case.</param>
/// <param name="Reduction">Whether interleavings are left out.</param>
/// <param name="Symmetry">Whether renamings of interchangeable actors are left out.</param>
/// <param name="Shard">The part; absent where all was explored.</param>
internal sealed record ExploreOrigin(string Kit, string Scenarios, int Planned, int MaxStates, long MaxMegabytes, string Reduction, string Symmetry, string? Shard = null);

/// <summary>What all cases took.</summary>
/// <param name="Seconds">Wall time of the cases, added up; several run side by side.</param>
/// <param name="StatesPerSecond">States, with histories too, per second of that.</param>
/// <param name="StatesReduced">States that a reduced exploration of all cases has.</param>
/// <param name="ReductionFactor">How many times fewer that is.</param>
/// <param name="PeakBytes">The most memory that one case took.</param>
/// <param name="Cut">Cases that were cut.</param>
/// <param name="DeadRules">Rules of the model that fired in no case.</param>
internal sealed record ExploreTotals(
    double Seconds, long StatesPerSecond, long StatesReduced, double ReductionFactor, long PeakBytes, int Cut, IReadOnlyList<string> DeadRules);

/// <summary>What one case took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="StatesPerSecond">States, with histories too, per second.</param>
/// <param name="StatesReduced">States of a reduced exploration.</param>
/// <param name="ReductionFactor">How many times fewer that is; 1 where the case was only looked at reduced.</param>
/// <param name="PeakBytes">Memory of states, edges and histories.</param>
/// <param name="Renamings">The renamings of interchangeable actors; 1 where nothing is interchangeable.</param>
/// <param name="SymmetryFactor">How many times fewer states a symmetric exploration has; 1 where the case was only looked at so.</param>
internal sealed record CaseStats(double Seconds, long StatesPerSecond, int StatesReduced, double ReductionFactor, long PeakBytes, int Renamings = 1, double SymmetryFactor = 1);

/// <summary>One case.</summary>
internal sealed record ExploredCase(
    string Id,
    string Hash,
    int States,
    int Transitions,
    int Depth,
    int StatesWithHistories,
    int? Outcomes,
    bool Complete,
    string? Cut,
    bool Reduced,
    IReadOnlyList<string> RulesFired,
    IReadOnlyList<BreachItem> Breaches,
    CaseStats? Stats = null);

/// <summary>A promise that some interleaving does not keep.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="Kind">What kind of promise: an invariant of the model, or an expectation of the scenario.</param>
/// <param name="What">How it is broken.</param>
/// <param name="Where">The place in the scenario; absent for an invariant.</param>
/// <param name="Steps">The shortest interleaving (of those looked at, where the case is reduced), hidden steps in brackets.</param>
/// <param name="Waits">What every context waits for at its end.</param>
internal sealed record BreachItem(
    string Guarantee, string Kind, string What, string? Where, IReadOnlyList<string> Steps, IReadOnlyList<string> Waits);
