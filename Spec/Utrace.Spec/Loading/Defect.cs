using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading;

/// <summary>One thing that is wrong with a document (a scenario or a log). Immutable; equality is by value.</summary>
/// <param name="Mark">Where.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What was expected instead; null where the message says it.</param>
/// <param name="Suggestion">The nearest valid word; null where none is near.</param>
public sealed record Defect(SourceMark Mark, string Message, string? Expected = null, string? Suggestion = null)
{
    /// <summary><c>file:line:column: what is wrong; expected this; did you mean 'that'?</c></summary>
    public override string ToString() =>
        $"{Mark}: {Message}"
        + (Expected is null ? "" : $"; expected {Expected}")
        + (Suggestion is null ? "" : $"; did you mean '{Suggestion}'?");
}
