namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class ExpectTests : ConformTest
{
    private const string Wrong = "threaded+lost-resume";

    private const string Failure = "{ verdict: violation, blames: [BARRIER-02, RESUME-03, STOP-13], shape: end tstopped }";

    private static readonly string[] New = ["--reason", "The race of 2010-06-23", "--link", "https://tracker.example/1", "--expires", "2027-03-31"];

    [Test]
    public void Update_OfAFileThatDoesNotExist_MakesOneThatTheNextRunAgreesWith()
    {
        var result = Run(["expect", "--update", "k.yaml", "--adapter", Wrong, "--write", .. New]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")), result.Out);
        Assert.That(result.Out, Does.EndWith("expect: 1 change written to k.yaml"));
        var run = Run("run", "--adapter", Wrong, "--expectations", "k.yaml", "--report", "jsonl=r.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.Out);
            Assert.That(run.Out, Does.Contain("expected failure: 1 case on threaded+lost-resume, The race of 2010-06-23 (https://tracker.example/1, k.yaml:"));
            Assert.That(run.Out, Does.Match(@"\n  all +2 of 3 pass, 1 expected failure"));
            Assert.That(run.Out, Does.Contain("verdict: as expected, 1 expected failure in 3 cases; known to be broken: "));
            Assert.That(run.Out, Does.Not.Contain("VIOLATION"));
            Assert.That(Run("report", "r.jsonl").Out, Is.EqualTo(run.Out));
            Assert.That(Run("expect", "--check", "k.yaml").Code, Is.Zero);
            Assert.That(Run("expect", "--update", "k.yaml", "--from", "r.jsonl").Out, Is.EqualTo("expect: nothing to change in k.yaml"));
        }
    }

    [Test]
    public void Update_WithoutWrite_ShowsTheDifferenceAndWritesNothing()
    {
        var result = Run("expect", "--update", "k.yaml", "--adapter", Wrong);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.Contain("\n+   - cases: resume/after-barrier-held@RESUME\n").And.Contain("\n+     reason: \"?\"\n"));
            Assert.That(result.Out, Does.EndWith("expect: 1 change proposed, nothing written (--write does)"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, "k.yaml")), Is.False);
        }
    }

    [Test]
    public void Update_NewEntryWithoutWords_IsNotWritten() => Run("expect", "--update", "k.yaml", "--adapter", Wrong, "--write", "--reason", "x").IsError(64, """
        error: 1 new entry without a reason, a link or an expiry
          where:    --write
          expected: --reason TEXT, --link URL and --expires WHEN
          do:       give what is missing: an entry that says nothing is never removed
        """);

    [Test]
    public void Update_FromACutRun_Refuses()
    {
        Write("resume/after-barrier-held@RESUME");
        Assert.That(RunInterrupted("run", "--adapter", Wrong, "--report", "jsonl=r.jsonl").Code, Is.EqualTo(3));
        Run("expect", "--update", "k.yaml", "--from", "r.jsonl").IsError(3, """
            error: the run was cut: 0 cases of 3
              where:    r.jsonl
              expected: a result for every case: what was not decided would be taken for repaired
              do:       run it again; a larger bound or a calmer machine helps
            """);
    }

    [Test]
    public void Update_FromInconclusiveResults_Refuses()
    {
        Write("resume/after-barrier-held@RESUME");
        Run("run", "--adapter", Wrong, "--report", "jsonl=r.jsonl");
        var path = Path.Combine(Repository.Root, "r.jsonl");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("\"verdict\":\"violation\"", "\"verdict\":\"inconclusive\"", StringComparison.Ordinal));
        var result = Run("expect", "--update", "k.yaml", "--from", "r.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Error, Does.StartWith("error: 1 case inconclusive, resume/after-barrier-held@RESUME first: "));
        }
    }

    [Test]
    public void Update_FromAReportOfAnother_SaysWhose()
    {
        Write("stop/tick");
        Run("run", "stop/tick", "--adapter", "threaded", "--report", "jsonl=r.jsonl");
        Run("expect", "--update", "k.yaml", "--from", "r.jsonl").IsError(64, """
            error: the report has no case of 'threaded+lost-resume'
              where:    --from r.jsonl
              expected: a report on threaded+lost-resume
              do:       it is on threaded: name another report, or another file
            """);
    }

    [Test]
    public void Run_WithAnEntryThatPasses_EndsWith2()
    {
        Write("stop/tick");
        var result = Run("run", "stop/tick", "--adapter", Wrong, "--expectations", "k.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.StartWith($"""
                EXPECTATION unexpected pass k.yaml:4:5
                  what        stop/tick passes
                  expected    {Failure}
                  do          see whether https://tracker.example/1 is done; then 'utrace-conform expect --update k.yaml'
                              proposes what to remove
                """.ReplaceLineEndings("\n")));
            Assert.That(result.Out, Does.EndWith("verdict: expectations no longer true, 1 problem, 0 expected failures in 1 case, seed 1"));
        }
    }

    [Test]
    public void Run_WithADay_ComparesExpiryWithIt()
    {
        Write("resume/after-barrier-held@RESUME");
        var result = Run("run", "resume/*", "--adapter", Wrong, "--expectations", "k.yaml", "--today", "2027-04-01");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.Contain("EXPECTATION expired k.yaml:8:14"));
        }
    }

    [Test]
    public void Run_WithAFileOfAnother_SaysWhatIsRun()
    {
        Write("stop/tick");
        Run("run", "--adapter", "threaded", "--expectations", "k.yaml").IsError(64, """
            error: expectations of 'threaded+lost-resume', which is not run
              where:    k.yaml:2:10
              expected: one of the implementations of this run: threaded
              do:       run it with --adapter threaded+lost-resume, or leave the file out
            """);
    }

    [Test]
    public void Run_WithTwoFilesOfOne_SaysSo()
    {
        Write("stop/tick");
        Run("run", "--adapter", Wrong, "--expectations", "k.yaml", "--expectations", "k.yaml").IsError(64, """
            error: 2 expectation files of 'threaded+lost-resume'
              where:    k.yaml:2:10
              expected: one file for an implementation
              do:       join them into one
            """);
    }

    [Test]
    public void Run_WithABadFile_ListsEveryDefect()
    {
        Repository.Write("k.yaml", "schema: 1\nadaptor: x\nentries: {}\n");
        Run("run", "--expectations", "k.yaml").IsError(65, """
            error: 'k.yaml' is not an expectation file, 3 defects:
                k.yaml:1:1: an expectation file has no 'adapter'; expected the name of an adapter, as --adapter takes it
                k.yaml:2:1: unknown key 'adaptor' of an expectation file; expected schema, adapter or entries; did you mean 'adapter'?
                k.yaml:3:10: 'entries' is a mapping; expected a list of entries
              where:    k.yaml
              expected: a document of schema/expectations.schema.json
              do:       correct these lines; docs/expectations.md has the format
            """);
    }

    [Test]
    public void Run_WithNoDay_ShowsTheForm() => Run("run", "--today", "tomorrow").IsError(64, """
        error: 'tomorrow' is no day
          where:    --today
          expected: a day like 2027-03-31
          do:       write --today $(date -I) for the day of this machine, or leave it out
        """);

    [Test]
    public void Expect_WithoutMode_SaysWhich() => Run("expect").IsError(64, """
        error: say either what to check or what to update
          where:    utrace-conform expect
          expected: --check FILE or --update FILE
          do:       run 'utrace-conform expect --help'
        """);

    [Test]
    public void Check_OfAPatternThatMeansNothing_EndsWith2()
    {
        Write("stop/tok");
        var result = Run("expect", "--check", "k.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.StartWith("EXPECTATION matches nothing k.yaml:4:12\n  what        no case matches 'stop/tok'; did you mean 'stop/tick'?\n"));
            Assert.That(result.Out, Does.EndWith("expect: 1 entry, 1 problem"));
        }
    }

    private void Write(string cases) => Repository.Write("k.yaml", $"""
        schema: 1
        adapter: {Wrong}
        entries:
          - cases: {cases}
            failure: {Failure}
            reason: The race of 2010-06-23 is not repaired.
            link: https://tracker.example/1
            expires: 2027-03-31

        """.ReplaceLineEndings("\n"));
}
