namespace Utrace.Conform.Output;

/// <summary><c>explain --json</c>: a guarantee and everything in the kit that has to do with it.</summary>
internal sealed record GuaranteeReport(
    string Id,
    string Area,
    string Level,
    int Tier,
    string Racy,
    string Statement,
    string Source,
    string? Freedom,
    string Check,
    string? Versions,
    int? Since,
    int? Until,
    IReadOnlyList<string> See,
    IReadOnlyList<RulingItem> Rulings,
    IReadOnlyList<string> Scenarios,
    IReadOnlyList<string> Monitors,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Faults,
    string? Untested = null);

/// <summary>What the kit holds to where sources disagree.</summary>
internal sealed record RulingItem(string Id, string Disagreement, string Decision);
