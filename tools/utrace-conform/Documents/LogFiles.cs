using System.Collections.Immutable;
using Utrace.Conform.Cli;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;

namespace Utrace.Conform.Documents;

/// <summary>Reads event logs, as canonical text or as JSON Lines.</summary>
internal static class LogFiles
{
    /// <summary>The log; every defect of it at once is one message.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="shown">How messages name it.</param>
    public static EventLog Read(string path, string shown)
    {
        var text = Files.ReadText(path, "LOG");
        var (log, defects) = text.TrimStart().StartsWith('{') ? LogJson.Read(text, shown) : LogParser.Parse(text, shown);
        return log ?? throw NotALog(shown, defects);
    }

    private static UserError NotALog(string shown, ImmutableArray<Defect> defects) => new(
        ExitCode.BadDocument,
        $"'{shown}' is not an event log, {Counted.Of(defects.Length, "defect")}:" + string.Concat(defects.Select(d => $"\n    {d}")),
        "LOG", "one event a line, as docs/scenario-language.md lists them", "correct these lines");
}
