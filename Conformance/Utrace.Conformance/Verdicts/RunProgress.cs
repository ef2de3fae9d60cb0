namespace Utrace.Conformance.Verdicts;

/// <summary>A case is over.</summary>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Finished">How many are over.</param>
/// <param name="Planned">How many there are.</param>
public readonly record struct RunProgress(CaseVerdict Verdict, int Finished, int Planned);
