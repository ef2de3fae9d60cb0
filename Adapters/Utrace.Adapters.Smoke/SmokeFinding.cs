namespace Utrace.Adapters.Smoke;

/// <summary>What one check found. Immutable.</summary>
/// <param name="Name">Which check, a path like <c>settle/tick</c>.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Did">What was done.</param>
/// <param name="Came">What came.</param>
/// <param name="Expected">What was expected; null where that came.</param>
/// <param name="Todo">What to do; null where nothing is.</param>
public sealed record SmokeFinding(string Name, SmokeStatus Status, string Did, string Came, string? Expected = null, string? Todo = null);
