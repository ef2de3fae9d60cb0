using System.Collections;
using System.Collections.Immutable;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Oracle;

/// <summary>Logs of a million lines on the real model, many logs on one oracle, and what is kept meanwhile.</summary>
public sealed class LongLogTests
{
    private const int Million = 1_000_000;

    private static readonly UtraceModel System = UtraceModel.Create(EndlessScenario.Scenario);
    private static readonly Lazy<ImmutableArray<LogEvent>> Long = new(() => EndlessScenario.Log(System, Million, seed: 1));

    [Test]
    public void AMillionLines_AreReadToTheLastOne()
    {
        var judgement = new LogOracle(System).Judge(Long.Value);
        Assert.That(judgement.Rejection is null ? "" : RejectionText.Of(judgement.Rejection), Is.Empty);
        Assert.That((judgement.Kind, judgement.Consumed), Is.EqualTo((JudgementKind.Accepted, Long.Value.Length)));
        Assert.That(Long.Value, Has.Length.GreaterThan(Million));
    }

    [Test]
    public void AKnownLine_AllocatesNothing()
    {
        var run = new LogOracle(System).Begin();
        var lines = Long.Value;
        var warm = lines.Length / 10;
        for (var n = 0; n < warm; n++)
        {
            run.Observe(lines[n]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = warm; n < lines.Length; n++)
        {
            run.Observe(lines[n]);
        }

        var perLine = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(lines.Length - warm);
        Assert.That(run.Status, Is.EqualTo(OracleStatus.Ended));
        Assert.That(perLine, Is.LessThan(1), "bytes a line; the few lines at the end are new");
    }

    [Test]
    public void AWrongLineFarBehind_IsFoundAndExplainedFromNearby()
    {
        var lines = Long.Value.RemoveAt(900_000);
        var rejection = new LogOracle(System).Judge(lines).Rejection!;
        Assert.Multiple(() =>
        {
            Assert.That(rejection.Index, Is.InRange(900_000, 900_010));
            Assert.That(rejection.ExplainedFrom, Is.EqualTo(rejection.Index - 2000));
            Assert.That(rejection.Explanation.Lines, Is.EqualTo(lines.Skip(rejection.ExplainedFrom).Take(2000)));
            Assert.That(rejection.Allowed, Is.Not.Empty);
            Assert.That(rejection.Fix, Is.EqualTo(new LogFix(LogFixKind.Insert, rejection.Index, Long.Value[900_000])).Or.Property(nameof(LogFix.Kind)).Not.EqualTo(LogFixKind.Insert));
        });
    }

    [Test]
    public void ForgettingAtEveryLine_ChangesNoVerdict()
    {
        var lines = Long.Value[..2000];
        var whole = EndlessScenario.Log(System, 2000, seed: 2);
        var forgetful = new LogOracle(System, new OracleOptions { MaxKept = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(forgetful.Judge(whole).IsAccepted, Is.True);
            Assert.That(forgetful.Judge(lines).Rejection!.Index, Is.EqualTo(2000));
            Assert.That(forgetful.Judge(whole.RemoveAt(1000)).Rejection!.Index, Is.EqualTo(new LogOracle(System).Judge(whole.RemoveAt(1000)).Rejection!.Index));
        });
    }

    [Test]
    public void ABound_IsMetByALogAlone_NotByTheLogsBeforeIt()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "pairs/stop-leaving-two@kill+STOP", StringComparison.Ordinal));
        var system = UtraceModel.Create(scenario);
        LogEvent[][] logs = [.. Enumerable.Range(0, 40).Select(seed => RandomWalk.Log(system, seed))];
        var kinds = new HashSet<JudgementKind>();
        foreach (var bound in new[] { 50, 150, 400 })
        {
            var options = new OracleOptions { MaxStates = bound };
            var shared = new LogOracle(system, options);
            var together = logs.Select(l => shared.Judge(l).Kind).ToArray();
            kinds.UnionWith(together);
            Assert.That(together, Is.EqualTo(logs.Select(l => new LogOracle(system, options).Judge(l).Kind)), $"{bound} states");
        }

        Assert.That(kinds, Is.EquivalentTo(new[] { JudgementKind.Accepted, JudgementKind.Inconclusive }), "the bounds are near");
    }

    [Test]
    public void OneOracle_JudgesManyLogsAtOnce_AsOneByOne()
    {
        var scenario = BundledScenarios.All.Single(s => string.Equals(s.Id, "pairs/stop-leaving-two@kill+STOP", StringComparison.Ordinal));
        var system = UtraceModel.Create(scenario);
        var logs = Enumerable.Range(0, 300).Select(seed => RandomWalk.Log(system, seed)).Select((l, n) => n % 3 == 0 ? [.. l.Where((_, i) => i != l.Length / 2)] : l).ToArray();
        var shared = new LogOracle(system);
        var together = logs.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(l => Text(shared.Judge(l))).ToArray();
        var alone = logs.Select(l => Text(new LogOracle(system).Judge(l))).ToArray();
        Assert.That(together, Is.EqualTo(alone));
        Assert.That(alone.Distinct(StringComparer.Ordinal).Count(), Is.GreaterThan(10), "logs of many kinds");
    }

    [Test]
    public void ALogThatWasNotReadWhole_IsNoPass()
    {
        var judgement = LogOracle.Judge(Toy.Square(), new HalfList([Toy.CallBarrier, Toy.Tick, Toy.BarrierZero, Toy.EndRunning]));
        Assert.That((judgement.Kind, judgement.Reason), Is.EqualTo((JudgementKind.Inconclusive, "only 4 of 8 lines were read: a defect of the kit")));
    }

    private static string Text(Judgement judgement) => judgement.Rejection is { } r ? RejectionText.Of(r) : $"{judgement.Kind} {judgement.Consumed}";

    /// <summary>Says that it is twice as long as it is.</summary>
    private sealed class HalfList(LogEvent[] lines) : IReadOnlyList<LogEvent>
    {
        public int Count => lines.Length * 2;

        public LogEvent this[int index] => lines[index];

        public IEnumerator<LogEvent> GetEnumerator() => ((IEnumerable<LogEvent>)lines).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
