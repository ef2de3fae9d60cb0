using Utrace.Conform.Cli;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>Reads stored reports; what is wrong with them becomes a message.</summary>
internal static class StoredReports
{
    /// <summary>The report; a cut one says so itself.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="name">How messages name it.</param>
    public static Report Read(string path, string name) => Parse(Files.ReadText(path, "FILE"), name);

    /// <summary>The report of a text.</summary>
    public static Report Parse(string text, string name)
    {
        using var reader = new StringReader(text);
        try
        {
            return Report.Read(reader);
        }
        catch (ReportFormatException e)
        {
            throw new UserError(ExitCode.BadDocument, "not a report: " + e.Message, name, "what run --report jsonl=FILE writes", "name such a file");
        }
    }

    /// <summary>The scenarios here by id; that the report has a case which is none of them is an error.</summary>
    public static Dictionary<string, Scenario> ScenariosOf(CertifyResult result, ScenarioLibrary library, string name)
    {
        var known = library.All.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return result.Verdicts.FirstOrDefault(v => !known.ContainsKey(v.Case)) is { } stranger
            ? throw new UserError(
                ExitCode.BadDocument, $"a report on '{stranger.Case}', which is no scenario here", name, "a report of this repository's scenarios",
                "read it with the version of the kit that wrote it, or add --json")
            : known;
    }
}
