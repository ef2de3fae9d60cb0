using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class ReportTests : ConformTest
{
    [Test]
    public void Jsonl_HasAHeaderEveryCaseAndAFooter()
    {
        Assert.That(Run("run", "--report", "jsonl=r.jsonl").Code, Is.Zero);
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "r.jsonl")).Select(l => (string?)JsonNode.Parse(l)!["type"]);
        Assert.That(lines, Is.EqualTo(new[] { "header", "case", "case", "case", "case", "case", "case", "footer" }));
    }

    [Test]
    public void Jsonl_OfAStoppedRun_SaysThatItWasCut()
    {
        Assert.That(RunInterrupted("run", "--report", "jsonl=r.jsonl").Code, Is.EqualTo(3));
        var last = JsonNode.Parse(File.ReadAllLines(Path.Combine(Repository.Root, "r.jsonl"))[^1])!;
        Assert.That((bool)last["cut"]!, Is.True);
    }

    [Test]
    public void Report_OfAWholeRun_ReadsAsTheRunDid()
    {
        var run = Run("run", "resume/*", "--fault", "lost-resume", "--report", "jsonl=r.jsonl");
        var report = Run("report", "r.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Code, Is.EqualTo(1));
            Assert.That(report.Out, Is.EqualTo(run.Out));
            Assert.That(report.Error, Is.Empty);
        }
    }

    [Test]
    public void Report_OfAKilledRun_KeepsTheFinishedCasesAndSaysCut()
    {
        Assert.That(Run("run", "--report", "jsonl=r.jsonl").Code, Is.Zero);
        var path = Path.Combine(Repository.Root, "r.jsonl");
        var lines = File.ReadAllLines(path);
        File.WriteAllText(path, string.Concat(lines[..4].Select(l => l + "\n")) + lines[4][..30]);
        var report = Run("report", "r.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Code, Is.EqualTo(3));
            Assert.That(report.Out, Does.Contain("CUT: 3 cases of 6 finished"));
            Assert.That(report.Error, Is.EqualTo("r.jsonl was cut: the last line is torn; 3 of 6 cases are whole"));
        }
    }

    [Test]
    public void Report_OfSomethingElse_SaysWhatItIsNot()
    {
        Repository.Write("a.jsonl", "{\"type\":\"footer\"}\n");
        var result = Run("report", "a.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.StartWith("error: not a report: line 1 "));
        }
    }

    [Test]
    public void Junit_CountsFailures()
    {
        Assert.That(Run("run", "resume/*", "--fault", "lost-resume", "--report", "junit=r.xml").Code, Is.EqualTo(1));
        var root = XDocument.Load(Path.Combine(Repository.Root, "r.xml")).Root!;
        Assert.That((int)root.Attribute("failures")!, Is.EqualTo(1));
    }

    [Test]
    public void Report_UnknownFormat_NamesThem() => Run("run", "--report", "json=x").IsError(64, """
        error: unknown report format 'json'; did you mean 'jsonl'?
          where:    --report
          expected: jsonl (a line per case, complete as far as the run got) or junit (for CI servers)
          do:       write for example --report jsonl=x
        """);

    [Test]
    public void Report_WithoutFile_ShowsTheForm() => Run("run", "--report", "x.jsonl").IsError(64, """
        error: 'x.jsonl' says no format or no file
          where:    --report
          expected: FORMAT=FILE, where FORMAT is jsonl or junit
          do:       write for example --report jsonl=result.jsonl
        """);

    [Test]
    public void Report_IntoNoDirectory_SaysSo() => Run("run", "--report", "jsonl=no/x.jsonl").IsError(66, $"""
        error: cannot write '{Repository.Root}/no/x.jsonl': there is no such file or directory
          where:    --report jsonl=no/x.jsonl
          expected: a file in a directory that exists and may be written
          do:       name another file
        """);

    [TestCase("scenario")]
    [TestCase("expectations")]
    [TestCase("report")]
    public void CheckedInSchema_IsWhatTheVerbPrints(string name)
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "schema", $"{name}.schema.json");
        Assert.That(File.ReadAllText(file).TrimEnd('\n'), Is.EqualTo(Run("schema", name).Out), $"stale: utrace-conform schema {name} > schema/{name}.schema.json");
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
