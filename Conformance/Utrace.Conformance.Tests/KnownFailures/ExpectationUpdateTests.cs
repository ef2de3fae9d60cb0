using Utrace.Conformance.KnownFailures.Updating;
using Utrace.Conformance.Verdicts;
using static Utrace.Conformance.Tests.KnownFailures.Known;

namespace Utrace.Conformance.Tests.KnownFailures;

public sealed class ExpectationUpdateTests
{
    private static readonly NewEntryWords Words = new("It is: new", "https://tracker.example/2", "kit 0.3.0");

    [Test]
    public void Nothing_ToChange_IsTheTextItself()
    {
        var text = "# head\n" + Text("  # why\n" + Entry("cases: stop/one")) + "\n# tail\n";
        Assert.That(Propose(text, AllPassBut(Fail("stop/one"))).Text, Is.EqualTo(text));
    }

    [Test]
    public void EntryThatPasses_GoesWithItsComment_AndNothingElse() => Check(
        Text("  # of the file\n\n" + Entry("cases: barrier/one"), "\n  # of the entry\n" + Entry("cases: stop/one"), "  # of the last\n" + Entry("cases: stop/pair")),
        Text("  # of the file\n\n" + Entry("cases: barrier/one"), "\n  # of the last\n" + Entry("cases: stop/pair")),
        AllPassBut(Fail("barrier/one"), Fail("stop/pair@a"), Fail("stop/pair@b")),
        "known.yaml:13:5: removed, no case of it fails so any more");

    [Test]
    public void OnlyEntry_LeavesAnEmptyList() => Check(
        "schema: 1\nadapter: mine\nentries:\n" + Entry("cases: stop/one"), "schema: 1\nadapter: mine\nentries: []\n", AllPassBut(),
        "known.yaml:4:5: removed, no case of it fails so any more");

    [Test]
    public void FamilyThatPassesInPart_IsNarrowedWhereItStands() => Check(
        Text(Entry("cases: stop/pair   # both")), Text(Entry("cases: stop/pair@b   # both")), AllPassBut(Fail("stop/pair@b")),
        "known.yaml:4:5: narrowed, 1 case no longer fails so");

    [Test]
    public void List_LosesOnlyTheLineOfWhatPasses() => Check(
        Text(Entry("cases:\n      # two\n      - stop/one # a\n      - stop/pair # b")), Text(Entry("cases:\n      # two\n      - stop/pair@a # b")), AllPassBut(Fail("stop/pair@a")),
        "known.yaml:4:5: narrowed, 2 cases no longer fail so");

    [Test]
    public void ListInOneLine_IsReplacedAsAWhole() => Check(
        Text(Entry("cases: [stop/one, stop/pair] # both")), Text(Entry("cases: stop/pair # both")), AllPassBut(Fail("stop/pair@a"), Fail("stop/pair@b")),
        "known.yaml:4:5: narrowed, 1 case no longer fails so");

    [Test]
    public void AnotherFailure_OfEveryCase_TakesThePlaceOfTheOld() => Check(
        Text(Entry("cases: stop/one", Tick + " # old")), Text(Entry("cases: stop/one", "{ verdict: violation, blames: [STOP-01], shape: died } # old")), AllPassBut(Fail("stop/one", "T died")),
        "known.yaml:4:5: another failure in 1 case, { verdict: violation, blames: [STOP-01], shape: died }");

    [Test]
    public void AnotherFailure_OfOneCase_GetsAnEntryOfItsOwn() => Check(
        Text(Entry("cases: stop/pair")),
        Text(
            Entry("cases: stop/pair@a"),
            "  - cases: stop/pair@b\n    failure: { verdict: violation, blames: [STOP-01], shape: died }\n    reason: \"It is: new\"\n    link: https://tracker.example/2\n    expires: kit 0.3.0\n"),
        AllPassBut(Fail("stop/pair@a"), Fail("stop/pair@b", "T died")),
        "known.yaml:4:5: narrowed, 1 case no longer fails so",
        "new: stop/pair@b, { verdict: violation, blames: [STOP-01], shape: died }");

    [Test]
    public void NewFailures_FillAnEmptyList_AFamilyByItsName() => Check(
        "schema: 1\nadapter: mine\nentries: []\n# end\n",
        Text(
            $"  - cases:\n      - stop/one\n      - stop/pair\n    failure: {Tick}\n    reason: \"It is: new\"\n    link: https://tracker.example/2\n    expires: kit 0.3.0\n",
            "# end\n"),
        AllPassBut(Fail("stop/one"), Fail("stop/pair@a"), Fail("stop/pair@b")),
        $"new: stop/one and 1 more, {Tick}");

    [Test]
    public void Guarantee_ThatIsKept_Goes() => Check(
        Text(Entry("guarantees: STOP-01")), "schema: 1\nadapter: mine\nentries: []\n", AllPassBut(), "known.yaml:4:5: removed, no case fails so any more");

    [Test]
    public void CasesThatWereNotRun_AreLeftAlone()
    {
        var text = Text(Entry("cases: stop/pair"));
        Assert.That(Propose(text, [Fail("stop/pair@a")]).Text, Is.EqualTo(text));
    }

    [Test]
    public void EntriesInOneLine_CannotBeChanged()
    {
        var text = $"schema: 1\nadapter: mine\nentries: [{{ cases: stop/one, failure: {Tick}, reason: x, link: 'https://t.example', expires: 2027-01-01 }}]\n";
        Assert.That(ExpectationUpdate.CanChange(text, Load(text)), Is.False);
    }

    private static ExpectationProposal Propose(string text, IEnumerable<CaseVerdict> verdicts)
    {
        Assert.That(ExpectationUpdate.CanChange(text, Load(text)), Is.True);
        var all = verdicts.ToArray();
        return ExpectationUpdate.Propose(text, Load(text), Result(all), Context, Words, ranAll: all.Length == Ids.Length);
    }

    private static void Check(string old, string expected, IEnumerable<CaseVerdict> verdicts, params string[] changes)
    {
        var proposal = Propose(old, verdicts);
        Assert.Multiple(() =>
        {
            Assert.That(proposal.Text, Is.EqualTo(expected));
            Assert.That(proposal.Changes, Is.EqualTo(changes));
            Assert.That(Propose(proposal.Text, verdicts).Changes, Is.Empty, "what is proposed needs no change");
        });
    }
}
