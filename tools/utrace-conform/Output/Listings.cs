namespace Utrace.Conform.Output;

/// <summary>One case of <c>list scenarios --json</c>.</summary>
internal sealed record ScenarioItem(string Id, string Title, string Hash, IReadOnlyList<string> Guarantees, IReadOnlyList<string> Needs);

/// <summary>One guarantee of <c>list guarantees --json</c>.</summary>
internal sealed record GuaranteeItem(string Id, string Area, string Level, int Tier, string Racy, string Statement, string Source);

/// <summary>One adapter of <c>list adapters --json</c>.</summary>
internal sealed record AdapterItem(string Name, string Version, string Language, int ApiVersion, string Tier, IReadOnlyList<string> Capabilities);

/// <summary>One fault of <c>list faults --json</c>.</summary>
internal sealed record FaultItem(
    string Name, IReadOnlyList<string> Ids, string Behaviour, IReadOnlyList<string> Breaks, string Tier, string Shows);

/// <summary>One legal variant of <c>list variants --json</c>.</summary>
internal sealed record VariantItem(string Name, string Behaviour, IReadOnlyList<string> Guarantees, string? ShownBy, string? Gains, string? Loses);

/// <summary>One defect of <c>lint --json</c>.</summary>
internal sealed record DefectItem(string File, int Line, int Column, string Message, string? Expected, string? Suggestion);

/// <summary><c>lint --json</c>.</summary>
internal sealed record LintReport(int Files, int Cases, IReadOnlyList<DefectItem> Defects);
