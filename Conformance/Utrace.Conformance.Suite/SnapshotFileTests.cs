namespace Utrace.Conformance.Suite;

/// <summary>Snapshots and cases belong together, both ways.</summary>
[TestFixture]
public sealed class SnapshotFileTests
{
    [Test]
    public void VerifiedFile_BelongsToACase() =>
        Assert.That(
            Snapshots.VerifiedIds(Bundled.ScenarioRoot).Except(Bundled.Families.SelectMany(f => f.Snapshots), StringComparer.Ordinal),
            Is.Empty,
            "Verified files whose case or family is gone: delete them, or bring the case back.");

    [Test]
    public void Case_HasAVerifiedFile() =>
        Assert.That(
            Bundled.Families.SelectMany(f => f.Snapshots).Except(Snapshots.VerifiedIds(Bundled.ScenarioRoot), StringComparer.Ordinal),
            Is.Empty,
            "Cases and large families without a verified file: run the suite, look at the received files, accept them with 'utrace-conform accept'.");

    [Test]
    public void Names_AreUniqueIgnoringCase() =>
        Assert.That(Bundled.Scenarios.Select(s => s.Id.ToUpperInvariant()), Is.Unique);
}
