using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Exploration;

public sealed class ExplorerTests
{
    [Test]
    public void Explore_Square_CountsTheGraphAndTheGraphWithHistories()
    {
        var result = Explorer.Explore(Toy.Square(), Toy.Scenario());
        Assert.Multiple(() =>
        {
            Assert.That((result.States, result.Transitions, result.Depth), Is.EqualTo((8, 12, 3)));
            // The two results of the barrier meet in one state of the model, not in one history.
            Assert.That((result.StatesWithHistories, result.TransitionsWithHistories), Is.EqualTo((10, 13)));
            Assert.That(result.IsComplete, Is.True);
            Assert.That(result.FiredRules, Is.EqualTo(new ushort[] { 1, 2, 3, 4 }));
            Assert.That(result.FiredGuarantees, Is.EqualTo(["BARRIER-02", "RESUME-01"]));
            Assert.That(result.Findings, Is.Empty);
        });
    }

    [Test]
    public void Explore_Square_OutcomesAreEveryCombinationOfLanes()
    {
        var outcomes = Explorer.Explore(Toy.Square(), Toy.Scenario()).Outcomes!;
        Assert.Multiple(() =>
        {
            Assert.That(outcomes.Count, Is.EqualTo(2));
            Assert.That(outcomes[0].Lanes[1], Is.EqualTo(["D call barrier(E)", "D ret barrier(E) = 0"]));
            Assert.That(outcomes[1].Lanes[1], Is.EqualTo(["D call barrier(E)", "D ret barrier(E) = ESRCH"]));
            Assert.That(outcomes.Contains(Outcome.Of(Toy.Scenario(), [Toy.CallBarrier, Toy.BarrierZero, Toy.Tick, Toy.EndRunning])), Is.True);
            Assert.That(outcomes.Contains(Outcome.Of(Toy.Scenario(), [Toy.CallBarrier, Toy.BarrierZero, Toy.EndRunning])), Is.False);
            Assert.That(outcomes.Contains(Outcome.Of(Toy.Scenario(), [Toy.CallBarrier, Toy.BarrierZero, Toy.Tick, Toy.EndTstopped])), Is.False);
            Assert.That(outcomes.Contains(Outcome.Of(Toy.Scenario(), [Toy.CallBarrier, Toy.BarrierZero, Toy.Tick])), Is.False);
        });
    }

    [Test]
    public void Explore_Breach_HasAShortestTrace()
    {
        var system = Toy.Square().Breach(14, "STOP-13", "T sleeps for ever");
        var finding = Explorer.Explore(system, Toy.Scenario()).Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Kind, finding.Guarantee, finding.What), Is.EqualTo((FindingKind.Invariant, "STOP-13", "T sleeps for ever")));
            Assert.That(finding.Trace!.Steps.Select(s => s.Rule.Step), Is.EqualTo(["U1", "B0", "R4"]));
            Assert.That(finding.Trace.Lines, Is.EqualTo([Toy.Tick, Toy.CallBarrier, Toy.BarrierGone, Toy.EndRunning]));
            Assert.That(finding.Trace.Waits, Is.EqualTo(["state 14"]));
        });
    }

    [Test]
    public void Explore_StepExpectation_FindsTheInterleavingThatMissesIt()
    {
        var finding = Explorer.Explore(Toy.Square(), Toy.Scenario(script: [Toy.BarrierStep(7, "0", "EINPROGRESS")])).Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Kind, finding.Guarantee), Is.EqualTo((FindingKind.Result, "BARRIER-02")));
            Assert.That(finding.What, Is.EqualTo("barrier(E) = ESRCH; expected 0 or EINPROGRESS"));
            Assert.That(finding.Source, Is.EqualTo(Toy.At(7)));
            Assert.That(finding.Trace!.Lines, Is.EqualTo([Toy.CallBarrier, Toy.BarrierGone]));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Explore_Patterns_EachWithItsReason(bool histories)
    {
        var expect = new Expectations(
            [new FinalExpectation("T", [TraceeState.Zombie], null, Toy.At(19))],
            [Toy.Pattern("T tick"), Toy.Pattern("T tick", after: "D ret *"), Toy.Pattern("T tick", after: "no such line")],
            [Toy.Pattern("* = ESRCH"), Toy.Pattern("T tick", after: "D call barrier(?)"), Toy.Pattern("D call*", after: "D call*")],
            [Toy.Pattern("D ret barrier(E) = 0"), Toy.Pattern("T died")]);
        var result = Explorer.Explore(Toy.Square(), Toy.Scenario(expect), new ExplorationOptions { TrackOutcomes = histories });
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcomes is not null, Is.EqualTo(histories));
            Assert.That(result.Findings.Select(f => f.What), Is.EqualTo([
                "T is running at the end; expected zombie",
                "no line matches 'T tick' after the first that matches 'D ret *', where it must always show",
                "no line matches 'no such line', after which 'T tick' must always show",
                "'D ret barrier(E) = ESRCH' matches '* = ESRCH', which must never show",
                "'T tick' matches 'T tick', which must never show after 'D call barrier(?)'",
                "no interleaving shows a line that matches 'T died'; at least one must",
            ]));
            Assert.That(result.Findings[0].Guarantee, Is.EqualTo("STOP-13"));
            Assert.That(result.Findings[1].Trace!.Lines.Select(l => l.ToString()), Is.EqualTo(["T tick", "D call barrier(E)", "D ret barrier(E) = ESRCH", "* end T=running"]));
            Assert.That(result.Findings[4].Trace!.Lines.Select(l => l.ToString()), Is.EqualTo(["D call barrier(E)", "T tick"]));
            Assert.That(result.Findings[5].Trace, Is.Null);
        });
    }

    [Test]
    public void Explore_UnfinishedScripts_AreNoted()
    {
        var scenario = Toy.Scenario(script: [Toy.BarrierStep(1), Toy.BarrierStep(2)], program: [new TickActivity(Toy.At(3)), new TickActivity(Toy.At(4))]);
        var notes = Explorer.Explore(Toy.Square(), scenario).Unfinished;
        Assert.That(notes.Select(n => $"{n.Context} {n.What}"), Is.EqualTo(["T does not come to tick", "D does not come to barrier(E)"]));
    }

    [Test]
    public void Explore_Bounds_SaySo()
    {
        var byStates = Explorer.Explore(Toy.Square(), Toy.Scenario(new Expectations([], [], [], [Toy.Pattern("T died")])), new ExplorationOptions { MaxStates = 5 });
        var byHistories = Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { MaxStates = 9 });
        var byBytes = Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { MaxBytes = 1 });
        var byOutcomes = Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { MaxOutcomes = 0 });
        Assert.Multiple(() =>
        {
            Assert.That((byStates.Cut, byStates.IsComplete), Is.EqualTo((ExplorationCut.States, false)));
            // What was not looked at is not said to be missing.
            Assert.That(byStates.Findings, Is.Empty);
            Assert.That((byHistories.Cut, byHistories.HistoriesCut, byHistories.IsComplete), Is.EqualTo((ExplorationCut.None, ExplorationCut.States, false)));
            Assert.That(byBytes.Cut, Is.EqualTo(ExplorationCut.Bytes));
            Assert.That(byOutcomes.HistoriesCut, Is.EqualTo(ExplorationCut.Outcomes));
        });
    }

    [Test]
    public void Explore_Cancelled_Throws() =>
        Assert.That(() => Explorer.Explore(Toy.Square(), Toy.Scenario(), cancel: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Explore_LargeRandomSystem_AgreesWithAPlainSearch()
    {
        var random = new Random(20100623);
        var system = new ToySystem("T", "D");
        var edges = new List<(int From, int To)>();
        for (var n = 0; n < 4000; n++)
        {
            var edge = (From: random.Next(3000), To: random.Next(3000));
            edges.Add(edge);
            system.Step(edge.From, edge.To, n % 2 == 0 ? "T" : "D");
        }

        var reached = new HashSet<int> { 0 };
        var queue = new Queue<int>(reached);
        while (queue.TryDequeue(out var state))
        {
            foreach (var edge in edges.Where(e => e.From == state && reached.Add(e.To)))
            {
                queue.Enqueue(edge.To);
            }
        }

        var result = Explorer.Explore(system, Toy.Scenario());
        Assert.That((result.States, result.Transitions), Is.EqualTo((reached.Count, edges.Count(e => reached.Contains(e.From)))));
        Assert.That(result.States, Is.GreaterThan(100));
    }
}
