using Utrace.Conform.Cli;
using Utrace.Conform.Output;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>
/// Judges stored logs, of a directory or one by one. The logs of a scenario share its model and its oracle's memory; a file that cannot be judged says so
/// and stops no other. Thread-safe.
/// </summary>
internal sealed class JudgedLogs(ScenarioLibrary library, string? given)
{
    private static readonly string[] Extensions = [".log", ".txt", ".jsonl"];

    private readonly ModelCache _models = ModelCache.Normative();

    /// <summary>The logs below a directory in ordinal order of their paths, and how many other files there are.</summary>
    public static (IReadOnlyList<string> Logs, int Others) Find(string directory, string shown)
    {
        string[] all;
        try
        {
            all = [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(directory, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(ExitCode.NoInput, $"cannot read '{directory}': {e.Message}", "LOG", "a directory that may be read", "check its permissions");
        }

        string[] logs = [.. all.Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))];
        return logs.Length > 0 ? (logs, all.Length - logs.Length) : throw new UserError(
            ExitCode.NoInput, $"'{shown}' holds no log, and {Counted.Of(all.Length, "other file")}", "LOG",
            $"files whose names end in {string.Join(", ", Extensions)}, at any depth", "name another directory, or one file");
    }

    /// <summary>The verdict on one log, and what it is a log of.</summary>
    public (CaseVerdict Verdict, Scenario Scenario) Judge(EventLog log, string shown)
    {
        var scenario = library.Single(IdOf(log, shown), "--scenario");
        return (LogJudge.Of(_models.Of(scenario), log, $"{ConformCommandLine.ProgramName} judge {shown} --scenario '{scenario.Id}'"), scenario);
    }

    /// <summary>One file of a directory, whatever it holds.</summary>
    public JudgedFile Judge(string directory, string file)
    {
        try
        {
            var log = LogFiles.Read(Path.Combine(directory, file), file);
            var (verdict, scenario) = Judge(log, file);
            var kind = verdict.Kind switch
            {
                VerdictKind.Pass => JudgedKind.Legal,
                VerdictKind.Inconclusive => JudgedKind.Inconclusive,
                _ => JudgedKind.Illegal,
            };
            return new JudgedFile(file, kind, scenario.Id, log.Lines.Length, verdict.Reason, verdict.Blamed, WarningOf(log, scenario));
        }
        catch (UserError e)
        {
            return new JudgedFile(file, JudgedKind.Broken, null, 0, e.Message, []);
        }
    }

    /// <summary>That the log is one of another version of its scenario; else null.</summary>
    public static string? WarningOf(EventLog log, Scenario scenario) =>
        log.ScenarioHash is { } hash && !string.Equals(hash, scenario.Hash, StringComparison.Ordinal)
            ? $"the log was made with version {hash} of the scenario, and is judged by version {scenario.Hash}"
            : null;

    private string IdOf(EventLog log, string shown)
    {
        if (given is not null && log.ScenarioId is { } own && !string.Equals(own, given, StringComparison.Ordinal))
        {
            throw new UserError(
                ExitCode.Usage, $"the log is of '{own}', not of '{given}'", $"--scenario, and the header of {shown}",
                "the scenario that the log was made with", "leave --scenario out, or judge another log");
        }

        return given ?? log.ScenarioId ?? throw new UserError(
            ExitCode.Usage, "which scenario is this a log of?", shown, "a header line '# scenario: ID', or --scenario ID",
            $"{ConformCommandLine.ProgramName} list scenarios shows the ids");
    }
}
