using Utrace.Conformance.Exploration;
using Utrace.Conformance.Verdicts;
using VerifyNUnit;
using VerifyTests;

namespace Utrace.Conformance.Suite;

/// <summary>
/// Every bundled scenario but those of large families (<see cref="FamilySuite"/>) on every built-in implementation: one test each, named by the scenario's id, in the categories of its guarantees.
/// A test passes when the verdict is pass and the snapshot is unchanged; it is ignored where the implementation does not claim what the scenario needs.
/// </summary>
[TestFixture("reference")]
[TestFixture("threaded")]
[Parallelizable(ParallelScope.Children)]
public sealed class ScenarioSuite(string adapter)
{
    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var scenario in Bundled.Families.Where(f => !f.HasOneSnapshot).SelectMany(f => f.Cases))
        {
            var test = new TestCaseData(scenario.Id).SetName(scenario.Id);
            foreach (var guarantee in scenario.Guarantees)
            {
                test.SetCategory(guarantee);
            }

            yield return test;
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Keeps(string id)
    {
        var scenario = Bundled.Find(id);
        var model = Bundled.Models.Of(scenario);
        var verdict = new Certifier(Bundled.Models).Certify([scenario], [Bundled.Adapter(adapter)], Bundled.Options).Verdicts.Single();
        if (verdict.Kind is VerdictKind.Skipped)
        {
            Assert.Ignore(verdict.Reason ?? "skipped");
        }

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Pass), () => Story.Of(verdict));

        // Where only one outcome exists the snapshot is the canonical log, and each implementation must show it itself.
        var shown = verdict.Evidence!.Log;
        var exploration = model.Exploration is { Outcomes: { Count: 1 } only } one
            ? one with { Outcomes = OutcomeSet.Of(only.Lanes, [Observed.Outcome(scenario, shown)]) }
            : model.Exploration;

        // Both implementations are held against one file: the same prefix serves twice on purpose.
        var settings = new VerifySettings();
        settings.DisableRequireUniquePrefix();
        settings.UseDirectory(Snapshots.DirectoryOf(id));
        settings.UseFileName(Snapshots.NameOf(id));
        await Verifier.Verify(OutcomeText.Of(exploration), settings);
    }
}
