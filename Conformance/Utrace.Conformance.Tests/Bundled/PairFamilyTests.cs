using Utrace.Conformance.Families;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>The race pairs are complete: every family of the area has every ordered pair of the same fifteen calls.</summary>
public sealed class PairFamilyTests
{
    private const string Area = "pairs/";

    /// <summary>The calls, <c>{0}</c> the engine that is called and <c>{1}</c> the one that is attached.</summary>
    private static readonly (string Word, string Call)[] Calls =
    [
        ("attach", "attach(T, CREATE, as={1}, ops=ops-{1}, data=data-{1})"), ("add", "set_events({0}, QUIESCE|REAP|DEATH)"), ("drop", "set_events({0}, 0)"),
        .. new[] { "STOP", "REPORT", "INTERRUPT", "SINGLESTEP", "BLOCKSTEP", "RESUME", "DETACH" }.Select(a => (a, $"control({{0}}, {a})")),
        ("barrier", "barrier({0})"), ("prepare", "prepare_examine({0})"), ("finish", "finish_examine({0})"), ("put", "put({0})"), ("kill", "kill(T)"),
    ];

    private static readonly string[] Phases =
    [
        "death-coming", "death-held", "pass-after", "pass-before", "pass-held", "reap-held", "reap-racing", "stop-entering", "stop-inside", "stop-leaving",
    ];

    private static IEnumerable<TestCaseData> Families() =>
        Family.Of(BundledScenarios.All).Where(f => f.Id.StartsWith(Area, StringComparison.Ordinal)).Select(f => new TestCaseData(f).SetArgDisplayNames(f.Id));

    [Test]
    public void Families_CoverEveryPhaseOnOneAndOnTwoEngines() =>
        Assert.That(
            Families().Select(t => ((Family)t.Arguments[0]!).Id),
            Is.EquivalentTo(Phases.SelectMany(p => new[] { $"{Area}{p}-one", $"{Area}{p}-two" }).Append($"{Area}pass-between-two")));

    [TestCaseSource(nameof(Families))]
    public void Cases_AreEveryOrderedPairOfCalls(Family family)
    {
        var second = family.Id.EndsWith("-two", StringComparison.Ordinal) ? "F" : "E";
        Assert.That(
            family.Cases.Select(c => (c.Id, CallOf(c, "D1"), CallOf(c, "D2"))),
            Is.EqualTo(from a in Calls from b in Calls select ($"{family.Id}@{a.Word}+{b.Word}", Text(a.Call, "E", "N"), Text(b.Call, second, "M"))));
    }

    private static string CallOf(Scenario scenario, string actor) =>
        scenario.Actors.Single(a => string.Equals(a.Name, actor, StringComparison.Ordinal)).Script.OfType<CallStep>().Single().Call.ToString();

    private static string Text(string call, string engine, string attached) =>
        call.Replace("{0}", engine, StringComparison.Ordinal).Replace("{1}", attached, StringComparison.Ordinal);
}
