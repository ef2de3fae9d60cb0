using System.Text.Json.Nodes;
using Utrace.Spec.Logs;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class JudgeTests : ConformTest
{
    private const string Legal = """
        # scenario: resume/after-barrier-held@RESUME
        T enter syscall read
        T begin E.report_syscall_entry(RESUME)
        T open e-in
        T end E.report_syscall_entry = STOP
        T begin F.report_syscall_entry(STOP)
        T open f-in
        D call barrier(E)
        D ret barrier(E) = 0
        D call control(E, RESUME)
        D ret control(E, RESUME) = 0
        D open go
        T end F.report_syscall_entry = RESUME
        T body syscall read
        T done syscall read
        T tick
        * end T=running
        """;

    [Test]
    public void Judge_LegalLog_IsLegal()
    {
        Repository.Write("a.log", Legal);
        var result = Run("judge", "a.log");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out);
            Assert.That(result.Out, Does.Match(@"^judge: legal, 16 lines of resume/after-barrier-held@RESUME \(\d+ states of the model\)$"));
        }
    }

    [Test]
    public void Judge_AlteredResult_NamesLineAndAlternative()
    {
        Repository.Write("a.log", Legal.Replace("ret barrier(E) = 0", "ret barrier(E) = ESRCH"));
        var result = Run("judge", "a.log");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.Contain("\n  observed    line 8: D ret barrier(E) = ESRCH\n  allowed     D ret barrier(E) = 0"));
            Assert.That(result.Out, Does.Contain("\n  legal if    line 8 reads 'D ret barrier(E) = 0'"));
            Assert.That(result.Out, Does.Match(@"\njudge: NOT legal, breaks .*BARRIER-02"));
        }
    }

    [Test]
    public void Judge_LogCutOff_IsInconclusive()
    {
        Repository.Write("a.log", string.Join('\n', Legal.Split('\n').Take(9)) + "\n# cut\n");
        var result = Run("judge", "a.log");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.EndWith("judge: inconclusive, the log was cut off; as far as it goes the model explains it"));
        }
    }

    [Test]
    public void Judge_NotALog_ShowsEveryDefect()
    {
        Repository.Write("a.log", "T tik\nD cal barrier(E)\n");
        var result = Run("judge", "a.log", "--scenario", "stop/tick");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.StartWith("error: 'a.log' is not an event log, 2 defects:\n    a.log:1:3: "));
            Assert.That(result.Error, Does.Contain("\n    a.log:2:3: "));
            Assert.That(result.Error, Does.EndWith("""

                  where:    LOG
                  expected: one event a line, as docs/scenario-language.md lists them
                  do:       correct these lines
                """.ReplaceLineEndings("\n")));
        }
    }

    [Test]
    public void Judge_WithoutScenario_AsksForIt()
    {
        Repository.Write("a.log", "T tick\n* end T=running\n");
        Run("judge", "a.log").IsError(64, """
            error: which scenario is this a log of?
              where:    a.log
              expected: a header line '# scenario: ID', or --scenario ID
              do:       utrace-conform list scenarios shows the ids
            """);
    }

    [Test]
    public void Judge_AnotherScenario_SaysSo()
    {
        Repository.Write("a.log", Legal);
        Run("judge", "a.log", "--scenario", "stop/tick").IsError(64, """
            error: the log is of 'resume/after-barrier-held@RESUME', not of 'stop/tick'
              where:    --scenario, and the header of a.log
              expected: the scenario that the log was made with
              do:       leave --scenario out, or judge another log
            """);
    }

    [Test]
    public void Judge_MissingFile_SaysSo() => Run("judge", "no.log").IsError(66, $"""
        error: cannot read '{Repository.Root}/no.log': there is no such file or directory
          where:    LOG
          expected: a file that exists and may be read
          do:       check the name and its permissions
        """);

    [Test]
    public void Judge_Directory_ALineForEachLogAndTheWorstExitCode()
    {
        WriteLogs();
        var result = Run("judge", "logs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.Match("""
                ^legal         a\.log: 16 lines of resume/after-barrier-held@RESUME
                inconclusive  b\.txt: 8 lines of resume/after-barrier-held@RESUME
                  the log was cut off; as far as it goes the model explains it
                NOT legal     c\.log: 16 lines of resume/after-barrier-held@RESUME
                  breaks .*BARRIER-02.*
                  .*
                broken        deep/d\.log
                  'deep/d\.log' is not an event log, 1 defect:
                  deep/d\.log:1:3: .*
                legal         deep/e\.jsonl: 16 lines of resume/after-barrier-held@RESUME
                broken        f\.log
                  which scenario is this a log of\?
                judge: 6 logs, 56 lines: 2 legal, 1 NOT legal, 1 inconclusive, 2 broken; 1 other file passed over$
                """.ReplaceLineEndings("\n").TrimEnd()));
        }
    }

    [TestCase("a.log", 0)]
    [TestCase("b.txt", 3)]
    [TestCase("c.log", 1)]
    [TestCase("deep/d.log", 65)]
    [TestCase("b.txt deep/d.log", 65)]
    [TestCase("a.log b.txt", 3)]
    [TestCase("c.log deep/d.log", 1)]
    public void Judge_Directory_ExitCodeIsTheWorst(string kept, int code)
    {
        WriteLogs();
        var logs = Path.Combine(Repository.Root, "logs");
        foreach (var file in Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories)
            .Where(f => !kept.Split(' ').Contains(Path.GetRelativePath(logs, f), StringComparer.Ordinal)).ToList())
        {
            File.Delete(file);
        }

        Assert.That(Run("judge", "logs").Code, Is.EqualTo(code));
    }

    [Test]
    public void Judge_Directory_Json_FitsItsSchema()
    {
        WriteLogs();
        var result = Run("judge", "logs", "--json");
        var json = JsonNode.Parse(result.Out)!;
        var schema = NJsonSchema.JsonSchema.FromJsonAsync(Run("schema", "judge-directory").Out).GetAwaiter().GetResult();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(schema.Validate(result.Out), Is.Empty);
            Assert.That(((int)json["legal"]!, (int)json["illegal"]!, (int)json["inconclusive"]!, (int)json["broken"]!, (int)json["passedOver"]!), Is.EqualTo((2, 1, 1, 2, 1)));
            Assert.That(json["logs"]!.AsArray().Select(l => $"{l!["file"]} {l["kind"]}"), Is.EqualTo(
                ["a.log legal", "b.txt inconclusive", "c.log illegal", "deep/d.log broken", "deep/e.jsonl legal", "f.log broken"]));
            Assert.That((string?)json["logs"]![2]!["reason"], Does.StartWith("BARRIER-02: barrier(E) = ESRCH; expected 0"));
        }
    }

    [Test]
    public void Judge_DirectoryWithoutLogs_SaysSo()
    {
        Repository.Write("logs/notes.md", "nothing");
        Run("judge", "logs").IsError(66, """
            error: 'logs' holds no log, and 1 other file
              where:    LOG
              expected: files whose names end in .log, .txt, .jsonl, at any depth
              do:       name another directory, or one file
            """);
    }

    private void WriteLogs()
    {
        Repository.Write("logs/a.log", Legal);
        Repository.Write("logs/b.txt", string.Join('\n', Legal.Split('\n').Take(9)) + "\n# cut\n");
        Repository.Write("logs/c.log", Legal.Replace("ret barrier(E) = 0", "ret barrier(E) = ESRCH"));
        Repository.Write("logs/deep/d.log", "T tik\n");
        Repository.Write("logs/deep/e.jsonl", LogJson.Write(LogParser.Parse(Legal, "a.log").Log!));
        Repository.Write("logs/f.log", "T tick\n* end T=running\n");
        Repository.Write("logs/notes.md", "not a log");
    }
}
