using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Toys;
using Utrace.Spec;

namespace Utrace.Conformance.Tests.Exploration;

public sealed class OutcomeTextTests
{
    [Test]
    public void Of_OneOutcome_IsWrittenOut()
    {
        var system = new ToySystem("T", "D").Step(0, 1, "T", Toy.Tick).Step(0, 2, "D", Toy.CallBarrier).Step(1, 3, "D", Toy.CallBarrier).Step(2, 3, "T", Toy.Tick);
        Assert.That(OutcomeText.Of(Explorer.Explore(system, Toy.Scenario())), Is.EqualTo("""
            scenario: toy/case
            hash: 0123456789abcdef
            states: 4
            transitions: 4
            explored: all
            outcomes: 1

            outcome 1 of 1
              T
                T tick
              D
                D call barrier(E)
              end T=running

            """));
    }

    [Test]
    public void Of_SeveralOutcomes_ShareWhatTheyHaveInCommon()
    {
        var system = Toy.Square().End(14, TraceeState.Running).Step(14, 15, "T").End(15, TraceeState.Tstopped);
        system.Step(14, 16, "T");
        Assert.That(OutcomeText.Of(Explorer.Explore(system, Toy.Scenario())), Is.EqualTo("""
            scenario: toy/case
            hash: 0123456789abcdef
            states: 10
            transitions: 14
            with histories: 14 states, 17 transitions
            explored: all
            outcomes: 4

            common
              T
                T tick

            D: 2 histories
              D#1
                D call barrier(E)
                D ret barrier(E) = 0
              D#2
                D call barrier(E)
                D ret barrier(E) = ESRCH

            outcome 1 of 4: D#1 end T=running
            outcome 2 of 4: D#1 end T=tstopped
            outcome 3 of 4: D#2 end T=running
            outcome 4 of 4: D#2 end T=tstopped

            """));
    }

    [Test]
    public void Of_ACutExploration_SaysSo()
    {
        var byStates = OutcomeText.Of(Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { MaxStates = 7 }));
        var byHistories = OutcomeText.Of(Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { MaxStates = 9 }));
        var untracked = OutcomeText.Of(Explorer.Explore(Toy.Square(), Toy.Scenario(), new ExplorationOptions { TrackOutcomes = false }));
        Assert.Multiple(() =>
        {
            Assert.That(byStates, Does.Contain("\nexplored: cut by the bound on states\n"));
            Assert.That(byHistories, Does.Contain("\nexplored: states all, histories cut by the bound on states\n").And.Contain(" seen\n"));
            Assert.That(untracked, Does.EndWith("\nexplored: all\noutcomes: not tracked\n"));
        });
    }

    [Test]
    public void Of_VeryManyOutcomes_AreCountedAndDigested()
    {
        var result = Explorer.Explore(Toy.Square(), Toy.Scenario()) with { Outcomes = Many(15, 15) };
        var text = OutcomeText.Of(result);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("\nT: 15 histories\n  T#1 in 15\n    T 0\n"));
            Assert.That(text, Does.Contain($"\n225 outcomes, sha256 {OutcomeText.Digest(Many(15, 15))}\n"));
            Assert.That(OutcomeText.Digest(Many(15, 15)), Is.Not.EqualTo(OutcomeText.Digest(Many(15, 14))));
            Assert.That(text.Split('\n').Any(l => l.EndsWith(' ')), Is.False);
        });
    }

    [Test]
    public void OutcomeSet_IsSortedAndWithoutDoubles()
    {
        var set = OutcomeSet.Of(["T"], [Single("b"), Single("a"), Single("b")]);
        Assert.That(set.Count, Is.EqualTo(2));
        Assert.That((set[0], set[1]), Is.EqualTo((Single("a"), Single("b"))));
    }

    private static Outcome Single(string line) => new([[line]], "T=running");

    private static OutcomeSet Many(int t, int d) => OutcomeSet.Of(
        ["T", "D"],
        from a in Enumerable.Range(0, t)
        from b in Enumerable.Range(0, d)
        select new Outcome([ImmutableArray.Create($"T {a}"), ImmutableArray.Create($"D {b}")], "T=running"));
}
