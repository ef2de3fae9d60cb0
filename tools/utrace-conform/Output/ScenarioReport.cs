namespace Utrace.Conform.Output;

/// <summary><c>show --json</c>: a case as a reader needs it.</summary>
internal sealed record ScenarioReport(
    string Id,
    string Title,
    string Why,
    string File,
    string Hash,
    IReadOnlyList<string> Needs,
    IReadOnlyList<GuaranteeItem> Guarantees,
    IReadOnlyList<ScriptItem> Scripts,
    IReadOnlyList<EngineItem> Engines,
    IReadOnlyList<ExpectationItem> Expectations,
    OutcomeItem Outcomes);

/// <summary>A thread's program or an actor's script.</summary>
internal sealed record ScriptItem(string Name, string Kind, IReadOnlyList<string> Steps);

/// <summary>An engine and what its callbacks do.</summary>
internal sealed record EngineItem(string Name, string Thread, bool Attached, string Events, IReadOnlyList<CallbackItem> Callbacks);

/// <summary>What a callback does when.</summary>
internal sealed record CallbackItem(string When, IReadOnlyList<string> Does);

/// <summary>What the author expects.</summary>
internal sealed record ExpectationItem(string Kind, string What, string? After, string Guarantee);

/// <summary>What the model says about a case, in numbers.</summary>
internal sealed record OutcomeItem(long States, long Transitions, int Depth, long Outcomes, bool Complete);
