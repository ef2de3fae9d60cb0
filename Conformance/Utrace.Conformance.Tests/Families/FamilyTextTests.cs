using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Families;
using Utrace.Reference;
using Utrace.Spec.Loading;

namespace Utrace.Conformance.Tests.Families;

public sealed class FamilyTextTests
{
    private const string Document = """
        schema: 1
        id: race/stop-against
        title: STOP against ${call}
        why: A debugger would not know whether the thread is stopped.
        guarantees: [STOP-01]
        parameters:
          call:
            RESUME: { step: { control: { engine: E, action: RESUME } } }
            barrier: { step: { barrier: E } }
        threads:
          T: {}
        engines:
          E: {}
        actors:
          D1:
            - control: { engine: E, action: STOP }
          D2:
            - ${call.step}
          S:
            - settle
            - probe: T
            - get: E
            - get: E
        """;

    private static Family Family { get; } = Conformance.Families.Family.Of(ScenarioLoader.LoadText(Document, "race/stop-against.yaml", null).Scenarios).Single();

    private static ImmutableArray<ExplorationResult> Explorations { get; } = [.. Family.Cases.Select(c => Explorer.Explore(UtraceModel.Create(c), c))];

    [Test]
    public void Of_Family_HasALinePerCaseAndSaysOnceWhatIsAlwaysSo()
    {
        var lines = FamilyText.Of(Family, Explorations).Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("family: race/stop-against"));
            Assert.That(lines[1], Does.Match("^hash: [0-9a-f]{16}$"));
            Assert.That(lines[2], Is.EqualTo("cases: 2"));
            Assert.That(lines[3], Is.EqualTo(FormattableString.Invariant($"states: {Explorations.Sum(e => e.States)}")));
            Assert.That(lines[5..11], Is.EqualTo((string[])
            [
                "explored: all", "always: D1 = EINPROGRESS", "always: D2 = 0", "always: S get(E) = 0", "always: S get(E) #2 = 0", "results: S probe T / end",
            ]));
            Assert.That(lines[12], Does.Match(@"^RESUME: \d+ states, 2 outcomes: running/T=running, tstopped/T=tstopped \[[0-9a-f]{8}\]$"));
            Assert.That(lines[13], Does.StartWith("barrier: "));
            Assert.That(lines[14..], Is.EqualTo((string[])[""]), "it ends with a line feed");
        });
    }

    [Test]
    public void Of_OtherOutcomesWithTheSameResults_ShowsInTheDigest()
    {
        var (first, set) = (Explorations[1], Explorations[1].Outcomes!);
        var altered = first with
        {
            Outcomes = OutcomeSet.Of(set.Lanes, [.. Enumerable.Range(0, set.Count).Select(n => new Outcome([["T tick"], .. set[n].Lanes[1..]], set[n].End))]),
        };
        var changed = FamilyText.Of(Family, [Explorations[0], altered]).Split('\n').Except(FamilyText.Of(Family, Explorations).Split('\n'), StringComparer.Ordinal);
        Assert.That(changed.Single(), Does.StartWith("barrier: "));
    }

    [Test]
    public void Of_ExplorationsOfOtherCases_Throws()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => FamilyText.Of(Family, [.. Explorations.Reverse()]), Throws.ArgumentException.With.Message.StartsWith("The explorations are not those of the family's cases."));
            Assert.That(
                () => FamilyText.Of(Family, [Explorations[0], Explorations[1] with { Outcomes = null }]),
                Throws.ArgumentException.With.Message.StartsWith("The exploration of race/stop-against@barrier lacks its outcomes."));
        });
    }

    [Test]
    public void Snapshots_OfASmallFamily_AreThoseOfItsCases()
    {
        var large = new Family("pairs/many", [.. Enumerable.Repeat(Family.Cases[0], 101)]);
        Assert.Multiple(() =>
        {
            Assert.That(Family.Snapshots, Is.EqualTo((string[])["race/stop-against@RESUME", "race/stop-against@barrier"]));
            Assert.That((large.HasOneSnapshot, large.Snapshots.Single()), Is.EqualTo((true, "pairs/many")));
        });
    }
}
