using System.Globalization;
using Utrace.Conformance.Historic;
using Utrace.Conformance.Oracle;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;
using Utrace.Spec.Tests;

namespace Utrace.Conformance.Tests.Historic;

/// <summary>
/// What the kernels of 2010 break, over every interleaving of the bundled cases but the race pairs: a snapshot beside this file for each. A change of model, monitors or
/// scenarios that moves it is read there.
/// </summary>
public sealed class KernelBreaksTests
{
    private static readonly IReadOnlyList<Scenario> Cases = [.. BundledScenarios.All.Where(s => !s.Id.StartsWith("pairs/", StringComparison.Ordinal))];

    private static readonly Lazy<KernelBreaks> Old = new(() => KernelBreaksRun.Of("reference:rhel6", Profile.Rhel6, Cases));
    private static readonly Lazy<KernelBreaks> Last = new(() => KernelBreaksRun.Of("reference:upstream-2010-10", Profile.Upstream201010, Cases));

    private static IEnumerable<TestCaseData> Kernels =>
    [
        new TestCaseData(Profile.Rhel6).SetArgDisplayNames("rhel6"),
        new TestCaseData(Profile.Upstream201010).SetArgDisplayNames("upstream-2010-10"),
    ];

    [TestCaseSource(nameof(Kernels))]
    public void Of_AKernelOf2010_BreaksTheseGuarantees(Profile profile) =>
        Accept.AssertIs(
            Path.Combine(Fixtures.Repository, "Conformance", "Utrace.Conformance.Tests", "Historic", ProfileWords.Of(profile) + ".expected.txt"), Text(Of(profile)));

    [TestCaseSource(nameof(Kernels))]
    public void Of_EveryLog_IsOneOfTheKernelAndNoneOfThePromises(Profile profile)
    {
        var scenarios = Cases.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var broken in Of(profile).Broken)
        {
            var (log, defects) = LogParser.Parse(string.Concat(broken.Log.Select(l => l + "\n")), broken.Case);
            Assert.That(defects, Is.Empty, broken.Guarantee);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(log!.Lines, Has.Length.EqualTo(broken.Events), broken.Guarantee);
                Assert.That(LogOracle.Judge(UtraceModel.Create(scenarios[broken.Case], profile), log.Lines).Kind, Is.EqualTo(JudgementKind.Accepted), broken.Guarantee);
                Assert.That(LogOracle.Judge(UtraceModel.Create(scenarios[broken.Case]), log.Lines).Kind, Is.EqualTo(JudgementKind.Rejected), broken.Guarantee);
            }
        }
    }

    [Test]
    public void Of_ThePromises_BreaksNothing()
    {
        var cases = Cases.Where(s => s.Id.StartsWith("resume/", StringComparison.Ordinal) || s.Id.StartsWith("race/", StringComparison.Ordinal)).ToList();
        var found = KernelBreaksRun.Of("reference", Profile.Normative, cases);
        Assert.That((found.Violating, found.Broken.Length, found.Unnamed.Length, found.Cut.Length), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public void Of_TheLostResume_NoShorterLogThatIsForbiddenIsEverShown()
    {
        var scenario = Cases.Single(s => s.Id is "resume/lost-resume-one-engine@entry");
        var shortest = KernelBreaksRun.Of("reference:rhel6", Profile.Rhel6, [scenario]).Broken.Min(b => b.Events);
        var (kernel, promises) = (UtraceModel.Create(scenario, Profile.Rhel6), new LogOracle(UtraceModel.Create(scenario)));
        var forbidden = Enumerable.Range(1, 3000).Select(seed => RandomWalk.Log(kernel, seed)).Where(log => promises.Judge(log).Kind is JudgementKind.Rejected).Select(log => log.Length).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(forbidden, Is.Not.Empty);
            Assert.That(forbidden.Min(), Is.EqualTo(shortest));
        }
    }

    [Test]
    public void Of_Cancelled_SaysWhatItHasNotLookedAt()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        var found = KernelBreaksRun.Of("reference:rhel6", Profile.Rhel6, [Cases[0]], cancel: cancel.Token);
        Assert.That(found.Cut, Is.EqualTo([$"{Cases[0].Id}: cancelled"]));
    }

    private static KernelBreaks Of(Profile profile) => profile is Profile.Rhel6 ? Old.Value : Last.Value;

    private static string Text(KernelBreaks found) => string.Concat(
    [
        string.Create(CultureInfo.InvariantCulture, $"{found.Adapter}: {found.Violating} cases show a log that the promises forbid\n"),
        .. found.Broken.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Guarantee} {b.Level}, by {b.Proof} in {b.Cases}, shortest {b.Events} events: {b.Case}: {b.What}\n")),
        .. found.Unnamed.Select(u => string.Create(CultureInfo.InvariantCulture, $"no certain guarantee: {u.Case}, line {u.Line} of {u.Events}: {u.Observed}\n")),
        .. found.Cut.Select(c => $"cut: {c}\n"),
    ]);
}
