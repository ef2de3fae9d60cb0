using System.Text.Json.Nodes;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class RunTests : ConformTest
{
    [Test]
    public void Run_WithoutOptions_CertifiesBothImplementations()
    {
        var result = Run("run");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out);
            Assert.That(result.Out, Does.Contain("area"));
            Assert.That(result.Out, Does.Match(@"\n  all +3 of 3 pass +3 of 3 pass"));
            Assert.That(result.Out, Does.EndWith("verdict: conformant, 6 cases, 3 guarantees tried and kept, seed 1"));
        }
    }

    [Test]
    public void Run_WithAFault_ShowsTheViolationInTheFixedShape()
    {
        var result = Run("run", "--scenario", "resume/after-barrier-held@RESUME", "--fault", "lost-resume");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.StartWith("VIOLATION resume/after-barrier-held@RESUME on threaded+lost-resume (T1)\n  title       An action"));
            Assert.That(result.Out, Does.Contain("\n  why         A debugger that saw the barrier pass would resume a thread that then sleeps for ever.\n  breaks      "));
            Assert.That(result.Out, Does.Contain("STOP-13 (MUST): No thread may be in a traced stop that no attached engine wants"));
            Assert.That(result.Out, Does.Contain("\n              source: C:utrace_stop"));
            Assert.That(result.Out, Does.Contain("\n  interleaving\n"));
            Assert.That(result.Out, Does.Match(@"\n    >> +\d+ end T=tstopped"));
            Assert.That(result.Out, Does.Match(@"\n  observed    line \d+: \* end T=tstopped\n  allowed     T body syscall read"));
            Assert.That(result.Out, Does.Contain("\n  repeat      utrace-conform run resume/after-barrier-held@RESUME --adapter threaded+lost-resume --tier T1 --seed 1\n"));
            Assert.That(result.Out.Split('\n')[^1], Does.StartWith("verdict: NOT conformant, 1 violation in 1 case; broken: "));
            Assert.That(result.Out.Split('\n')[^1], Does.Contain("RESUME-03").And.Contain("STOP-13").And.EndWith("; seed 1"));
        }
    }

    [Test]
    public void Run_AKernelOf2010_SaysWhatItBreaksOverEveryInterleaving()
    {
        var result = Run("run", "--adapter", "reference:rhel6", "--adapter", "reference");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Does.Match(@"\nreference:rhel6 breaks \d+ guarantees: in 2 cases of 3 some interleaving shows a log that the promises forbid\nthe case with the shortest log for each: fewest events, then the first name in ordinal order; proof: "));
            Assert.That(result.Out, Does.Match(@"\n  guarantee +level +proof +cases +events +shortest *\n"));
            Assert.That(result.Out, Does.Match(@"\n  STOP-13 +MUST +log +1 +\d+ +resume/after-barrier-held@RESUME *\n"));
            Assert.That(result.Out, Does.Match(@"\nsee one: utrace-conform explore '[a-zA-Z@/-]+' --profile rhel6"));
            Assert.That(result.Out, Does.Not.Contain("reference breaks"));
        }
    }

    [Test]
    public void Run_AKernelOf2010Json_HasEveryLog()
    {
        var result = Run("run", "--adapter", "reference:upstream-2010-10", "--json");
        var kernel = JsonNode.Parse(result.Out)!["kernels"]!.AsArray().Single()!;
        var stop = kernel["broken"]!.AsArray().Single(b => (string?)b!["guarantee"] is "STOP-13")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)kernel["adapter"], Is.EqualTo("reference:upstream-2010-10"));
            Assert.That(stop["log"]!.AsArray(), Has.Count.EqualTo((int)stop["events"]!));
            Assert.That((string?)stop["log"]!.AsArray()[^1], Is.EqualTo("* end T=tstopped"));
        }
    }

    [Test]
    public void Run_AnImplementationLikeSystemTaps_SaysWhatDoesNotApplyWithCounts()
    {
        Repository.Write("fixtures/scenarios/report/two.yaml", TestRepository.Tick.Replace("stop/tick", "report/two", StringComparison.Ordinal).Replace("[STOP-01]", "[REPORT-03]", StringComparison.Ordinal));
        Repository.Write(
            "fixtures/scenarios/exit/one.yaml",
            TestRepository.Tick.Replace("stop/tick", "exit/one", StringComparison.Ordinal).Replace("[STOP-01]", "[EXIT-03]\nneeds: [core, exit, reap]", StringComparison.Ordinal));
        var result = Run("run", "--adapter", "reference:systemtap");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out);
            Assert.That(result.Out, Does.Contain(
                "skipped: 2 cases of 5 on reference:systemtap (API 20110727): 1 need exit, 1 need reap, 1 apply to API versions until 20091216 (some for several reasons)\n"
                + "  not promised at its API version: 1 guarantee, REPORT-03\n"
                + "  not tried for what it does not claim: 1 guarantee, EXIT-03\n"));
            Assert.That(result.Out, Does.EndWith("verdict: conformant, 5 cases, 3 guarantees tried and kept, 2 skipped, seed 1"));
        }
    }

    [Test]
    public void Run_TheRepeatLine_RepeatsIt()
    {
        var result = Run("run", "resume/after-barrier-held@RESUME", "--adapter", "threaded+lost-resume", "--tier", "T1", "--seed", "1");
        Assert.That(result.Code, Is.EqualTo(1));
    }

    [Test]
    public void Run_Guarantee_RunsWhatTestsIt() =>
        Assert.That(Run("run", "--guarantee", "STOP-01").Out, Does.EndWith("verdict: conformant, 2 cases, 1 guarantee tried and kept, seed 1"));

    [Test]
    public void Run_Json_IsOneDocumentWithTheExitCode()
    {
        var result = Run("run", "--json", "--fault", "lost-resume");
        var json = JsonNode.Parse(result.Out)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)json["exitCode"]!, Is.EqualTo(result.Code).And.EqualTo(1));
            Assert.That(json["failures"]!.AsArray().Select(f => (string?)f!["case"]), Does.Contain("resume/after-barrier-held@RESUME"));
        }
    }

    [Test]
    public void Run_Stopped_SaysThatItWasCut()
    {
        var result = RunInterrupted("run");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.Contain("CUT: 0 cases of 6 finished before the run was stopped; what is not listed was not tried"));
            Assert.That(result.Out, Does.EndWith("verdict: inconclusive, CUT after 0 of 6 cases, seed 1"));
        }
    }

    [Test]
    public void Run_GlobThatMatchesNothing_ListsNearMatches() => Run("run", "--scenario", "stop/tok*").IsError(64, """
        error: no scenario matches 'stop/tok*'
          where:    --scenario
          expected: the id of one of the 3 cases, or a glob over them (* any run of characters, ? one)
          do:       did you mean stop/tick?
        """);

    [Test]
    public void Run_GuaranteeThatNothingTests_SaysSo() => Run("run", "--guarantee", "CLONE-01").IsError(64, """
        error: no scenario tests CLONE-01
          where:    --guarantee
          expected: a guarantee that a scenario names
          do:       utrace-conform coverage --untested lists what nothing tests
        """);

    [Test]
    public void Run_GlobAndGuaranteeWithNothingInCommon_SaysSo() => Run("run", "resume/*", "--guarantee", "STOP-01").IsError(64, """
        error: no scenario that matches resume/* tests STOP-01
          where:    --scenario with --guarantee
          expected: globs and guarantees that have a scenario in common
          do:       utrace-conform explain STOP-01 lists the scenarios that test it
        """);

    [Test]
    public void Run_UnknownGuarantee_NamesTheNearest() => Run("run", "--guarantee", "BARIER-02").IsError(64, """
        error: unknown guarantee 'BARIER-02'; did you mean 'BARRIER-02'?
          where:    --guarantee
          expected: one of the 263 ids of the catalogue, like STOP-13
          do:       utrace-conform list guarantees shows them all
        """);

    [Test]
    public void Run_UnknownAdapter_NamesTheNearest() => Run("run", "--adapter", "threded").IsError(64, """
        error: unknown adapter 'threded'; did you mean 'threaded'?
          where:    --adapter
          expected: one of reference, reference:rhel6, reference:upstream-2010-10, reference:systemtap, threaded, threaded+FAULT, or exec:CMD, unix:PATH or tcp:HOST:PORT
          do:       utrace-conform list adapters shows what each can do
        """);

    [Test]
    public void Run_UnknownFault_NamesTheNearest()
    {
        var result = Run("run", "--fault", "lost-resum");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: unknown fault 'lost-resum'; did you mean 'lost-resume'?\n  where:    --fault\n  expected: one of the "));
            Assert.That(result.Error, Does.EndWith(" faults of threaded\n  do:       utrace-conform list faults shows them all"));
        }
    }

    [Test]
    public void Run_FaultWithoutItsHost_SaysWhereFaultsLive() => Run("run", "--adapter", "reference", "--fault", "lost-resume").IsError(64, """
        error: --fault lost-resume without --adapter threaded
          where:    --adapter reference
          expected: --adapter threaded: faults live there, the other implementations have none
          do:       add --adapter threaded, or leave --adapter out
        """);

    [Test]
    public void Run_MoreControlThanOffered_SaysWhatIsOffered() => Run("run", "--tier", "T2").IsError(64, """
        error: reference cannot be run at T2
          where:    --tier
          expected: reference offers T0 to T1
          do:       ask for T1, or leave --tier out
        """);

    [Test]
    public void Run_UnknownTier_NamesThem() => Run("run", "--tier", "T7").IsError(64, """
        error: unknown tier 'T7'
          where:    --tier
          expected: one of T0, T1, T2
          do:       name one of these, or leave --tier out
        """);

    [Test]
    public void Run_NoJobs_IsTooFew() => Run("run", "--jobs", "0").IsError(64, """
        error: 0 is too small
          where:    --jobs
          expected: a whole number from 1
          do:       give --jobs a larger number, or leave it out
        """);
}
