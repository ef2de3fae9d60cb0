using Utrace.Adapters.Threaded;
using Utrace.Conformance.Families;
using Utrace.Conformance.Running;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Tests.Selftest;

/// <summary>The race pairs can fail: each of these faults is caught by one family of them alone, and blamed on a guarantee that it breaks.</summary>
public sealed class PairKillTests
{
    [TestCase("lost-resume", "pairs/stop-entering-two")]
    [TestCase("barrier-returns-early", "pairs/pass-held-one")]
    [TestCase("barrier-waits-for-all", "pairs/pass-between-two")]
    [TestCase("set-events-only-adds", "pairs/pass-held-two")]
    [TestCase("set-events-misses-the-open-callback", "pairs/pass-held-one")]
    [TestCase("detach-during-the-death-report", "pairs/death-held-one")]
    [TestCase("reap-before-the-death-report", "pairs/death-held-two")]
    [TestCase("reap-report-unmarked", "pairs/reap-held-one")]
    [TestCase("any-resume-ends-all-stops", "pairs/stop-inside-two")]
    public void Fault_IsCaughtByTheFamilyAlone(string fault, string family)
    {
        var cases = Family.Of(BundledScenarios.All).Single(f => string.Equals(f.Id, family, StringComparison.Ordinal)).Cases;
        var options = new SelftestOptions(new CertifyOptions(DeadlineUnit.Calibrate())) { Repeats = 0 };
        var wrong = FaultCase.Of(Faults.All.Single(f => string.Equals(f.Name, fault, StringComparison.Ordinal)));

        var row = new SelftestRun(ModelCache.Normative()).Run(cases, [wrong], new ThreadedAdapter(), options).Faults.Single();

        Assert.That(row.IsBlamedRight, Is.False, "its actors race: what they blame is no certain blame");
        Assert.That(row.KilledBy.Any(k => k.Right), Is.True, () => $"{row.Tried} cases tried; caught by {string.Join(", ", row.KilledBy.Select(k => $"{k.Case} ({string.Join(' ', k.Blamed)})"))}");
    }
}
