using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>The report files of a run: JSON Lines are written case by case, so that a killed process loses no finished one; JUnit comes at the end.</summary>
internal sealed class ReportFiles : IProgress<RunProgress>, IDisposable
{
    private static readonly string[] Formats = ["jsonl", "junit"];

    private readonly List<StreamWriter> _files = [];
    private readonly List<ReportWriter> _lines = [];
    private readonly List<StreamWriter> _junit = [];

    /// <summary>Opens the files of <c>FORMAT=FILE</c> words.</summary>
    public ReportFiles(IEnumerable<string> targets, Func<string, string> fullPath)
    {
        foreach (var target in targets)
        {
            var (format, file) = Split(target);
            var writer = Files.Create(fullPath(file), $"--report {target}");
            _files.Add(writer);
            if (format is "jsonl")
            {
                _lines.Add(new ReportWriter(writer));
            }
            else
            {
                _junit.Add(writer);
            }
        }
    }

    /// <summary>The run begins; the definitions are asked for by a report that holds them.</summary>
    public void Begin(IReadOnlyList<Scenario> scenarios, IReadOnlyList<IAdapter> adapters, CertifyOptions options, ExpectedRun expected, Lazy<KitDefinitions> definitions) =>
        _lines.ForEach(l => l.Begin(scenarios, adapters, options, expected.Headers, expected.Today, definitions.Value));

    /// <inheritdoc/>
    public void Report(RunProgress value) => _lines.ForEach(l => l.Report(value));

    /// <summary>The run is over, or was cut.</summary>
    public void End(CertifyResult result)
    {
        _lines.ForEach(l => l.End(result));
        _junit.ForEach(w => JUnit.Write(result, w));
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(f => f.Dispose());

    private static (string Format, string File) Split(string target)
    {
        var parts = target.Split('=', 2);
        if (parts.Length != 2 || parts[1].Length == 0)
        {
            throw new UserError(
                ExitCode.Usage, $"'{target}' says no format or no file", "--report", "FORMAT=FILE, where FORMAT is jsonl or junit", "write for example --report jsonl=result.jsonl");
        }

        return Formats.Contains(parts[0], StringComparer.Ordinal) ? (parts[0], parts[1]) : throw new UserError(
            ExitCode.Usage, $"unknown report format '{parts[0]}'" + ParseErrors.DidYouMean(parts[0], Formats), "--report",
            "jsonl (a line per case, complete as far as the run got) or junit (for CI servers)", $"write for example --report jsonl={parts[1]}");
    }
}
