using System.Runtime.CompilerServices;
using Utrace.Conformance.Monitors;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Freedoms;

/// <summary>
/// What the documents allow is not held against anybody, and no more than that is allowed: per scenario of this folder a text of the same name, whose logs
/// come under a line <c>== allowed: WHY</c> or <c>== refused LINE: WHY</c>, LINE being the number of the line that is wrong.
/// </summary>
public sealed class FreedomTests
{
    [TestCaseSource(nameof(Allowed))]
    public void AllowedLog_IsExplainedByTheModel_AndNoMonitorComplains(string scenario, string log)
    {
        var (of, lines) = Load(scenario, log);

        var judged = new LogOracle(UtraceModel.Create(of), new OracleOptions()).Judge(lines);

        Assert.That((judged.Kind, judged.Rejection?.LineNumber), Is.EqualTo((JudgementKind.Accepted, (int?)null)), () => string.Join('\n', judged.Rejection!.Allowed.Select(a => a.Line)));
        Assert.That(MonitorRun.Check(of, lines), Is.Empty);
    }

    [TestCaseSource(nameof(Refused))]
    public void RefusedLog_IsNotExplained(string scenario, int line, string log)
    {
        var (of, lines) = Load(scenario, log);

        Assert.That(new LogOracle(UtraceModel.Create(of), new OracleOptions()).Judge(lines).Rejection?.LineNumber, Is.EqualTo(line));
    }

    private static IEnumerable<TestCaseData> Allowed() =>
        Cases("allowed").Select(c => new TestCaseData(c.Scenario, c.Log).SetArgDisplayNames(c.Scenario, c.Why));

    private static IEnumerable<TestCaseData> Refused() =>
        Cases("refused").Select(c => new TestCaseData(c.Scenario, c.Line, c.Log).SetArgDisplayNames(c.Scenario, c.Why));

    private static IEnumerable<(string Scenario, string Why, int Line, string Log)> Cases(string kind) =>
        from file in Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
        from part in ("\n" + File.ReadAllText(file)).Split("\n== ").Skip(1)
        where part.StartsWith(kind, StringComparison.Ordinal)
        let head = part[..part.IndexOf('\n', StringComparison.Ordinal)]
        let colon = head.IndexOf(':', StringComparison.Ordinal)
        select (Path.GetFileNameWithoutExtension(file), head[(colon + 2)..],
            int.TryParse(head[kind.Length..colon], System.Globalization.CultureInfo.InvariantCulture, out var line) ? line : 0,
            part[(head.Length + 1)..]);

    private static (Scenario Scenario, IReadOnlyList<LogEvent> Lines) Load(string scenario, string log)
    {
        var file = Path.Combine(Folder, scenario + ".yaml");
        var loaded = ScenarioLoader.LoadText(File.ReadAllText(file), file, null);
        Assert.That(loaded.Defects, Is.Empty);
        var (parsed, defects) = LogParser.Parse(log, scenario + ".txt");
        Assert.That(defects, Is.Empty);
        return (loaded.Scenarios.Single(), parsed!.Lines);
    }

    private static string Folder => Path.GetDirectoryName(Here())!;

    private static string Here([CallerFilePath] string path = "") => path;
}
