using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using VerifyNUnit;
using VerifyTests;

namespace Utrace.Conformance.Suite;

/// <summary>
/// The large families on every built-in implementation: one test per family, in the categories of its guarantees. A test passes when every case
/// passes and the family's snapshot, a line per case, is unchanged.
/// </summary>
[TestFixture("reference")]
[TestFixture("threaded")]
[Parallelizable(ParallelScope.Children)]
public sealed class FamilySuite(string adapter)
{
    private const int MostTold = 3;

    private static IEnumerable<TestCaseData> Families() =>
        from family in Bundled.Families
        where family.HasOneSnapshot
        select family.Cases[0].Guarantees.Aggregate(new TestCaseData(family.Id).SetName(family.Id), (test, g) => test.SetCategory(g));

    [TestCaseSource(nameof(Families))]
    public async Task Keeps(string id)
    {
        var family = Bundled.Families.Single(f => string.Equals(f.Id, id, StringComparison.Ordinal));
        var verdicts = new Certifier(Bundled.Models).Certify(family.Cases, [Bundled.Adapter(adapter)], Bundled.Options).Verdicts;
        if (verdicts.All(v => v.Kind is VerdictKind.Skipped))
        {
            Assert.Ignore(verdicts[0].Reason ?? "skipped");
        }

        var failed = verdicts.Where(v => v.Kind is not VerdictKind.Pass).ToList();
        Assert.That(failed, Is.Empty, () => Told(failed));

        // Both implementations are held against one file: the same prefix serves twice on purpose.
        var settings = new VerifySettings();
        settings.DisableRequireUniquePrefix();
        settings.UseDirectory(Snapshots.DirectoryOf(id));
        settings.UseFileName(Snapshots.NameOf(id));
        await Verifier.Verify(FamilyText.Of(family, [.. family.Cases.Select(c => Bundled.Models.Of(c).Exploration)]), settings);
    }

    private static string Told(List<CaseVerdict> failed) =>
        string.Join('\n', failed.Take(MostTold).Select(Story.Of).Append($"{failed.Count} failed: {string.Join(' ', failed.Select(v => v.Case))}"));
}
