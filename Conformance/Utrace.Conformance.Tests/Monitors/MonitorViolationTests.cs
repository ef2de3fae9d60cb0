using System.Runtime.CompilerServices;
using Utrace.Conformance.Monitors;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Monitors;

/// <summary>Every monitor fires on a log that breaks its guarantee (violations.txt).</summary>
public sealed class MonitorViolationTests
{
    private static readonly Lazy<Scenario> World = new(() => ScenarioLoader.LoadText(Read("world.yaml"), "world.yaml", null) switch
    {
        { Scenarios: [var scenario] } => scenario,
        var failed => throw new InvalidDataException(string.Join('\n', failed.Defects)),
    });

    [TestCaseSource(nameof(Violations))]
    public void Check_LogThatBreaksIt_Fires(string guarantee, string log)
    {
        var (parsed, defects) = LogParser.Parse(log, "violations.txt");
        Assert.That(defects, Is.Empty);

        var findings = MonitorRun.Check(World.Value, parsed!.Lines);

        Assert.That(findings.Select(f => f.Guarantee), Has.Member(guarantee));
        Assert.That(findings.Select(f => f.Index), Has.All.InRange(0, parsed.Lines.Length - 1));
        Assert.That(findings.Select(f => f.What), Has.All.EndsWith("."));
    }

    [TestCaseSource(nameof(Violations))]
    public void Check_LogUpToTheLastLineThatMatters_DoesNotFireBefore(string guarantee, string log)
    {
        // A monitor that fires whatever it sees would pass the test above.
        var lines = LogParser.Parse(log, "violations.txt").Log!.Lines;
        Assert.That(MonitorRun.Check(World.Value, lines[..1]).Select(f => f.Guarantee).Where(g => lines.Length > 2 && string.Equals(g, guarantee, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Registry_EveryMonitorIsListedOnceWatchesAGuaranteeAndHasAViolation()
    {
        var types = typeof(LogMonitor).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LogMonitor)) && !t.IsAbstract).ToList();
        var guarantees = MonitorRegistry.All.Select(m => m.Guarantee).ToList();

        Assert.That(MonitorRegistry.All.Select(m => m.GetType()), Is.EquivalentTo(types));
        Assert.That(guarantees, Is.Unique);
        Assert.That(guarantees, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(guarantees.Where(g => GuaranteeCatalogue.Find(g) is null), Is.Empty);
        Assert.That(guarantees.Except(Cases().Select(c => c.Guarantee), StringComparer.Ordinal), Is.Empty);
        Assert.That(Cases().Select(c => c.Guarantee).Except(guarantees, StringComparer.Ordinal), Is.Empty);
        Assert.That(types, Has.Count.GreaterThanOrEqualTo(28));
    }

    [Test]
    public void CheckHung_CallThatNeverReturns_IsBlamed()
    {
        var log = LogParser.Parse("T begin E.report_exec(RESUME)\nT call barrier(E)\n", "hung.log").Log!.Lines;

        Assert.That(MonitorRun.CheckHung(World.Value, log).Select(f => f.Guarantee), Has.Member("BARRIER-08"));
        Assert.That(MonitorRun.Check(World.Value, log), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Violations() =>
        Cases().Select((c, i) => new TestCaseData(c.Guarantee, c.Log).SetArgDisplayNames(FormattableString.Invariant($"{i:000}-{c.Guarantee}")));

    private static IEnumerable<(string Guarantee, string Log)> Cases() =>
        from part in Read("violations.txt").Split("\n== ").Skip(1)
        let end = part.IndexOf('\n', StringComparison.Ordinal)
        select (part[..end], part[(end + 1)..]);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, name));

    private static string Here([CallerFilePath] string path = "") => path;
}
