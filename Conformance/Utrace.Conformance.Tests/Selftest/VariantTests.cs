using System.Collections.Immutable;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Running;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Selftest;

/// <summary>Legal variants differ from the implementation as it is, in a log that both may show; and one that is not legal is a false alarm.</summary>
public sealed class VariantTests
{
    private static readonly Lazy<ModelCache> Models = new(ModelCache.Normative);
    private static readonly DeadlineUnit Unit = DeadlineUnit.Calibrate();

    private static IEnumerable<string> Shown => Variants.All.Where(v => v.ShownBy is not null).Select(v => v.Name);

    [TestCaseSource(nameof(Shown))]
    public void Variant_ShowsWhatItSays_AndPasses(string name)
    {
        var variant = Variants.Find(name)!;
        var scenario = CaseOf(variant.ShownBy!);
        var right = LogOf(new ThreadedAdapter(), scenario);
        var other = LogOf(new ThreadedAdapter(variant), scenario);

        Assert.Multiple(() =>
        {
            Assert.That(other, variant.Gains is { } gains ? Has.Member(gains) : Is.Not.Empty);
            Assert.That(right, variant.Gains is { } added ? Has.No.Member(added) : Is.Not.Empty);
            Assert.That(right, variant.Loses is { } loses ? Has.Member(loses) : Is.Not.Empty);
            Assert.That(other, variant.Loses is { } gone ? Has.No.Member(gone) : Is.Not.Empty);
        });
    }

    [TestCase("slow-threads")]
    [TestCase("slow-callers")]
    [TestCase("one-step-at-a-time")]
    public void Pace_IsKept(string name)
    {
        // Where nobody waits for anybody, the calls of the slow callers come behind the ticks of the quick thread.
        var result = new Certifier(Models.Value).Certify(
            [.. BundledScenarios.OfThreaded.Where(s => s.Id.StartsWith("stop/", StringComparison.Ordinal))], [new ThreadedAdapter(Variants.Find(name)!)], new CertifyOptions(Unit));

        Assert.That(result.Verdicts.Where(v => v.Kind is not VerdictKind.Pass).Select(v => $"{v.Case}: {v.Reason}"), Is.Empty);
    }

    [Test]
    public void Variant_ThatIsNotLegal_IsAFalseAlarm()
    {
        var illegal = new VariantCase("illegal", new ThreadedAdapter(Faults.Find("lost-resume")));

        var result = Selftest(illegal, "resume/lost-resume@RESUME+quiesce");

        Assert.Multiple(() =>
        {
            Assert.That(result.Summary, Is.EqualTo(new SelftestSummary(0, 0, 0, 1, 1)));
            Assert.That(result.FalseAlarms.Single().Variant, Is.EqualTo("illegal"));
            Assert.That(result.Variants.Single(), Is.EqualTo(new VariantRow("illegal", 1, 0)));
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Violation));
        });
    }

    [Test]
    public void Variant_ThatIsLegal_IsNone() =>
        Assert.That(Selftest(VariantCase.Of(Variants.Find("own-detach-answers-zero")!), "detach/by-its-own-callback@RESUME").Summary, Is.EqualTo(new SelftestSummary(0, 0, 0, 1, 0)));

    [Test]
    public void LargeFamilies_AreSampled_AnotherPartForEveryVariant()
    {
        var pairs = BundledScenarios.OfThreaded.Where(s => s.Id.StartsWith("pairs/reap-held-one@", StringComparison.Ordinal)).ToArray();
        var options = new SelftestOptions(new CertifyOptions(Unit)) { Repeats = 0, Variants = [.. Variants.All.Take(2).Select(VariantCase.Of)] };

        var result = new SelftestRun(Models.Value).Run(pairs, [], new ThreadedAdapter(), options);

        Assert.That(result.Variants.Select(v => v.Tried), Is.All.EqualTo((pairs.Length + options.VariantStride - 1) / options.VariantStride).Within(1));
        Assert.That(result.FalseAlarms, Is.Empty);
    }

    private static SelftestResult Selftest(VariantCase variant, string id) => new SelftestRun(Models.Value).Run(
        [CaseOf(id)], [], new ThreadedAdapter(), new SelftestOptions(new CertifyOptions(Unit)) { Repeats = 0, Variants = [variant] });

    private static Scenario CaseOf(string id) => BundledScenarios.OfThreaded.Single(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    private static ImmutableArray<string> LogOf(ThreadedAdapter adapter, Scenario scenario)
    {
        var verdict = new Certifier(Models.Value).Certify([scenario], [adapter], new CertifyOptions(Unit)).Verdicts.Single();
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Pass), () => $"{adapter.Identity.Name}: {verdict.Reason}\n{string.Join('\n', verdict.Evidence!.Log)}");
        return verdict.Evidence!.Log;
    }
}
