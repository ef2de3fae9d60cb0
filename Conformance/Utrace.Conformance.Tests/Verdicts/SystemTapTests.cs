using Utrace.Adapters;
using Utrace.Conformance.Running;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Verdicts;
using Utrace.Reference.Adapter;
using Utrace.Spec.Guarantees;

namespace Utrace.Conformance.Tests.Verdicts;

/// <summary>An implementation like SystemTap's: which cases apply follows from what it claims and from its API version.</summary>
public sealed class SystemTapTests
{
    private static readonly AdapterIdentity Claims = ReferenceAdapter.SystemTap.Identity;

    [Test]
    public void Bundled_WhatAppliesToIt_NeedsOnlyWhatItClaimsAndOnlyWhatItsVersionPromises()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var scenario in BundledScenarios.All)
            {
                var cause = SkipCause.Of(scenario, Claims);
                var lacks = scenario.Needs.Except(Claims.Capabilities, StringComparer.Ordinal);
                var unpromised = scenario.Guarantees.Select(g => GuaranteeCatalogue.Find(g)!).Where(g => !g.Api.Contains(Claims.ApiVersion)).ToList();
                Assert.That(cause?.Needs ?? [], Is.EqualTo(lacks), scenario.Id);
                Assert.That(unpromised.Count > 0 && cause?.Api is null, Is.False, scenario.Id);
            }
        }
    }

    [Test]
    public void Bundled_WhatAppliesToItsVersion_ExpectsNothingThatTheVersionDoesNotPromise()
    {
        var models = ModelCache.Normative();
        var contradicted = BundledScenarios.All.Where(s => SkipCause.Of(s, Claims) is null)
            .SelectMany(s => models.Of(s, Claims.ApiVersion).Defects.Select(d => $"{s.Id}: {d}"));
        Assert.That(contradicted, Is.Empty, "give these an 'api' that ends with 20091216");
    }

    [Test]
    public void Of_OtherPromisesOfAVersion_AreJudgedByThese()
    {
        // Two engines at a system call's entry: attach order is right in 20110727, and wrong before.
        var scenario = BundledScenarios.All.Single(s => s.Id is "report/reverse-order-at-system-call-entry") with { Needs = ["core", "syscall"], Api = default, Guarantees = ["REPORT-02"] };
        var options = new CertifyOptions(DeadlineUnit.Calibrate());
        var backwards = new ClaimingAdapter(new ReferenceAdapter(), new ReferenceAdapter().Identity with { ApiVersion = Claims.ApiVersion });
        var forwards = new ClaimingAdapter(ReferenceAdapter.SystemTap, Claims with { ApiVersion = 20091216 });
        var result = new Certifier(ModelCache.Normative()).Certify([scenario], [new ReferenceAdapter(), ReferenceAdapter.SystemTap, backwards, forwards], options);
        Assert.That(result.Verdicts.Select(v => v.Kind), Is.EqualTo(new[] { VerdictKind.Pass, VerdictKind.Pass, VerdictKind.Violation, VerdictKind.Violation }));
    }

    [Test]
    public void Of_DeathThatNobodyAskedFor_IsReportedOnlyBefore20110727()
    {
        var scenario = BundledScenarios.All.Single(s => s.Id is "quiesce/at-death-without-the-death-event");
        var models = ModelCache.Normative();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(models.Of(scenario, 20091216).Defects, Is.Empty);
            Assert.That(models.Of(scenario, Claims.ApiVersion).Defects, Is.Not.Empty, "its expectations are those of QUIESCE-06");
        }
    }

    [Test]
    public void Bundled_RunOnWhatApplies_IsConformant()
    {
        var scenarios = BundledScenarios.All.Where(s => !s.Id.StartsWith("pairs/", StringComparison.Ordinal)).ToList();
        var result = new Certifier(ModelCache.Normative()).Certify(scenarios, [ReferenceAdapter.SystemTap], new CertifyOptions(DeadlineUnit.Calibrate()));
        var scope = AdapterScope.Of(result, new Dictionary<string, int>(StringComparer.Ordinal) { [Claims.Name] = Claims.ApiVersion }).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, string.Join('\n', result.Verdicts.Where(v => v.IsFailure).Select(v => $"{v.Case}: {v.Reason}")));
            Assert.That(scope.Applied, Is.AtLeast(150));
            Assert.That(scope.Applied + scope.Skipped, Is.EqualTo(scenarios.Count));
            Assert.That(scope.Needs.Select(n => n.What), Is.SupersetOf(new[] { "reap", "exit", "signal", "jctl", "step", "examine", "pid" }));
            Assert.That(scope.Versions.Select(v => v.What), Is.EqualTo(new[] { "until 20091216" }));
            Assert.That(scope.GuaranteesNotPromised, Does.Contain("REPORT-03").And.Contain("QUIESCE-06"));
            Assert.That(scope.GuaranteesNotPromised.Intersect(scope.GuaranteesOutOfReach, StringComparer.Ordinal), Is.Empty);
            Assert.That(scope.GuaranteesTried, Is.AtLeast(120));
        }
    }

    /// <summary>An implementation under another identity.</summary>
    private sealed class ClaimingAdapter(IAdapter inner, AdapterIdentity identity) : IAdapter
    {
        public AdapterIdentity Identity => identity;

        public ISession Open(IKit kit, ulong seed) => inner.Open(kit, seed);
    }
}
