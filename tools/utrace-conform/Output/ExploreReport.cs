namespace Utrace.Conform.Output;

/// <summary><c>explore --json</c>: every interleaving of some cases in the model.</summary>
/// <param name="Profile">Whose behaviour.</param>
/// <param name="States">States of all cases.</param>
/// <param name="Transitions">Transitions of all cases.</param>
/// <param name="Complete">Whether nothing was cut: only then is the absence of a breach a proof.</param>
/// <param name="Cases">Per case.</param>
internal sealed record ExploreReport(string Profile, long States, long Transitions, bool Complete, IReadOnlyList<ExploredCase> Cases);

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
    IReadOnlyList<string> RulesFired,
    IReadOnlyList<BreachItem> Breaches);

/// <summary>A promise that some interleaving does not keep.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="Kind">What kind of promise: an invariant of the model, or an expectation of the scenario.</param>
/// <param name="What">How it is broken.</param>
/// <param name="Where">The place in the scenario; absent for an invariant.</param>
/// <param name="Steps">The shortest interleaving, hidden steps in brackets.</param>
/// <param name="Waits">What every context waits for at its end.</param>
internal sealed record BreachItem(
    string Guarantee, string Kind, string What, string? Where, IReadOnlyList<string> Steps, IReadOnlyList<string> Waits);
