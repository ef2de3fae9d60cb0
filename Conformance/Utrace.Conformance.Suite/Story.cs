using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Suite;

/// <summary>A failing verdict as the message of a test.</summary>
internal static class Story
{
    public static string Of(CaseVerdict verdict)
    {
        var evidence = verdict.Evidence;
        return string.Join('\n', new[]
        {
            $"{verdict.Case} on {verdict.Adapter} ({verdict.Tier}): {verdict.Kind}: {verdict.Reason}",
            $"breaks: {string.Join(", ", verdict.Blamed)}",
            evidence?.Diagram,
            string.Join('\n', evidence?.Expectations.Concat(evidence.Monitors).Concat(evidence.Defects).Select(f => f.ToString()) ?? []),
            string.Join('\n', evidence?.Waits ?? []),
            evidence?.Exception,
            $"repeat: {verdict.Repeat}",
        }.Where(p => !string.IsNullOrEmpty(p)));
    }
}
