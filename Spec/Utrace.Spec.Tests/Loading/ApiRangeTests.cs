using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading;
using Utrace.Spec.Loading.Reading;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Tests.Loading;

/// <summary>To which API versions a scenario applies.</summary>
public sealed class ApiRangeTests
{
    private static readonly SourceMark Somewhere = new("made-up.yaml", 3, 5);

    [TestCase(null, null, 20091216, true)]
    [TestCase(20091216, null, 20091215, false)]
    [TestCase(20091216, null, 20110727, true)]
    [TestCase(null, 20091216, 20091216, true)]
    [TestCase(null, 20091216, 20110727, false)]
    public void Contains_BothEndsIncluded(int? since, int? until, int version, bool contains) =>
        Assert.That(new ApiRange(since, until).Contains(version), Is.EqualTo(contains));

    [Test]
    public void Intersect_TakesTheLaterBeginAndTheEarlierEnd()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new ApiRange(1, null).Intersect(new(2, 5)), Is.EqualTo(new ApiRange(2, 5)));
            Assert.That(new ApiRange(3, 4).Intersect(new(null, 9)), Is.EqualTo(new ApiRange(3, 4)));
            Assert.That(default(ApiRange).Intersect(default), Is.EqualTo(default(ApiRange)));
        }
    }

    [TestCase(null, null, "every version")]
    [TestCase(20091216, null, "since 20091216")]
    [TestCase(null, 20091216, "until 20091216")]
    [TestCase(20091216, 20091216, "20091216")]
    [TestCase(20091216, 20110727, "20091216 to 20110727")]
    public void ToString_SaysIt(int? since, int? until, string text) => Assert.That(new ApiRange(since, until).ToString(), Is.EqualTo(text));

    [Test]
    public void Load_WithoutApi_FollowsItsGuarantees()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Load("[STOP-04, REPORT-03]").Api, Is.EqualTo(new ApiRange(null, 20091216)));
            Assert.That(Load("[STOP-04]").Api, Is.EqualTo(default(ApiRange)));
        }
    }

    [Test]
    public void Load_BecauseCountsAsWell() => Assert.That(Load("[STOP-04]", "because: REPORT-03").Api, Is.EqualTo(new ApiRange(null, 20091216)));

    [Test]
    public void Load_NarrowerThanItsGuarantees_Stays() =>
        Assert.That(Load("[STOP-04]\napi: { since: 20110727 }").Api, Is.EqualTo(new ApiRange(20110727, null)));

    [Test]
    public void Read_GuaranteesThatNoVersionPromisesTogether_IsADefect()
    {
        var defects = new DefectList();
        ApiReader.Read(null, [("OLD-01", Somewhere), ("NEW-01", Somewhere), ("ANY-01", Somewhere)], Somewhere, defects, id => id switch
        {
            "OLD-01" => new ApiRange(null, 20091216),
            "NEW-01" => new ApiRange(20110727, null),
            _ => null,
        });
        Assert.That(defects.InDocumentOrder().Select(d => d.ToString()), Is.EqualTo(
        [
            "made-up.yaml:3:5: no API version promises all that the scenario tries: OLD-01 (until 20091216), NEW-01 (since 20110727); "
            + "expected guarantees that one version promises together",
        ]));
    }

    [TestCase(20091216, 20091216)]
    [TestCase(20100525, 20091216)]
    [TestCase(20110727, 20110727)]
    [TestCase(20300101, 20110727)]
    [TestCase(20080101, 20080101)]
    public void PromisedTo_ANumberThatNobodyKnows_IsTheLatestBeforeIt(int api, int promised) => Assert.That(ApiVersions.PromisedTo(api), Is.EqualTo(promised));

    [Test]
    public void Versions_AreAscendingAndEveryGuaranteeNamesOnlyThese()
    {
        var known = ApiVersions.All.Select(v => v.Number).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(known, Is.Ordered.And.Unique.And.Not.Empty);
            Assert.That(GuaranteeCatalogue.All.SelectMany(g => new[] { g.Since, g.Until }).OfType<int>().Distinct(), Is.SubsetOf(known));
        }
    }

    [TestCase("since: 20091217", "'since' names the API version 20091217, which no implementation has; expected 20091216 (")]
    [TestCase("until: 20091217", "'until' names the API version 20091217, which no implementation has; expected 20091216 (")]
    [TestCase("since: 20110727\n    until: 20091216", "the api range ends (20091216) before it begins (20110727); expected since not after until")]
    public void Guarantee_WithABadRange_IsRefusedWithItsPlace(string range, string message)
    {
        using var text = new StringReader($"""
            area: STOP
            chapter: 1
            about: made up
            guarantees:
              - id: STOP-01
                level: MUST
                tier: 1
                racy: no
                statement: It stops.
                source: H
                check: look
                {range}
            """);
        Assert.That(
            () => GuaranteeData.ReadArea(DataNode.Read("STOP.yaml", text)),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("STOP.yaml:5:5: STOP-01: " + message));
    }

    private static Scenario Load(string guarantees, string more = "")
    {
        var result = ScenarioLoader.LoadText(
            $$"""
            schema: 1
            id: stop/made-up
            title: A stop
            why: It would go on.
            guarantees: {{guarantees}}
            threads:
              T: { program: [tick] }
            engines:
              E: {}
            actors:
              D:
                - control: { engine: E, action: RESUME }
                  expect: 0
                  {{more}}
            """,
            "made-up.yaml",
            null);
        Assert.That(result.Defects, Is.Empty);
        return result.Scenarios.Single();
    }
}
