using System.Text.Json.Nodes;

namespace Utrace.Conform.Tests;

/// <summary><c>upgrade --from OLD</c>: each class of what can have become of a case, made by a real run and, where a run cannot, by a change of its report.</summary>
[TestFixture]
public sealed class UpgradeTests : ConformTest
{
    private const string Resume = TestRepository.HeldId + "@RESUME";

    [Test]
    public void Upgrade_NothingChanged_IsFine()
    {
        Store("old.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.Match("^upgrade: nothing got worse; kit .+ to .+: 0 regressions, 0 judged otherwise, 0 lost, 0 changed \\(0 failing\\), 0 new \\(0 failing\\), 0 removed, 0 still failing, 0 fixed, 3 the same$"));
        }
    }

    [Test]
    public void Upgrade_TheSameCaseFailsNow_IsARegression()
    {
        Store("old.jsonl");
        StoreFaulty("new.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.StartWith($"REGRESSIONS: the same case passed, and its earlier log would still pass; 1 case\n  {Resume} on threaded: pass then, violation now, breaks "));
            Assert.That(result.Out.Split('\n')[^1], Does.StartWith("upgrade: WORSE; ").And.Contain(": 1 regressions, ").And.EndWith("2 the same"));
        }
    }

    [Test]
    public void Upgrade_TheEarlierLogIsNoLongerRight_IsTheKitsDoing()
    {
        StoreFaulty("new.jsonl");
        Copy("new.jsonl", "old.jsonl", c => c["verdict"] = "pass");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.StartWith($"JUDGED OTHERWISE: the same case passed, and this kit no longer accepts the earlier log either; 1 case\n  {Resume} on threaded: pass then, violation now, "));
        }
    }

    [Test]
    public void Upgrade_GuaranteeAndNoEarlierLog_IsAChangedDefinition()
    {
        StoreFaulty("new.jsonl");
        Copy("new.jsonl", "old.jsonl", c =>
        {
            c["verdict"] = "pass";
            c.Remove("evidence");
        }, h => h["definitions"]!["guarantees"]!["STOP-13"] = "0000000000000000");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.Contain($"  {Resume} on threaded: pass then, violation now, breaks ").And.Contain(" (defined otherwise: STOP-13)\n"));
            Assert.That(result.Out, Does.Contain("\nguarantees, changed: 1, STOP-13\n"));
        }
    }

    [Test]
    public void Upgrade_NoLongerTried_IsLost()
    {
        Store("old.jsonl");
        Copy("old.jsonl", "new.jsonl", c => c["verdict"] = string.Equals((string?)c["case"], TestRepository.TickId, StringComparison.Ordinal) ? "skipped" : "pass");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.StartWith($"LOST: passed then, skipped now; 1 case\n  {TestRepository.TickId} on threaded: pass then, skipped now\n"));
        }
    }

    [Test]
    public void Upgrade_OtherDocument_IsChangedAndNoRegression()
    {
        Store("old.jsonl");
        Repository.Write($"fixtures/scenarios/{TestRepository.TickId}.yaml", TestRepository.Tick.Replace("does not tick", "stays", StringComparison.Ordinal));
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith("CHANGED DEFINITIONS: the case or a guarantee that it tests is another one now; 1 case, 0 failing\n"));
            Assert.That(result.Out, Does.Contain($"\nscenario documents, changed: 1, {TestRepository.TickId}\n"));
        }
    }

    [Test]
    public void Upgrade_ChangedCaseThatFails_IsNotAnsweredFor()
    {
        Store("old.jsonl");
        Repository.Write($"fixtures/scenarios/{TestRepository.HeldId}.yaml", TestRepository.Held.Replace("lets T run", "lets it run", StringComparison.Ordinal));
        StoreFaulty("new.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.Contain($"another one now; 2 cases, 1 failing\n  {Resume} on threaded: pass then, violation now, breaks ").And.Contain($" (defined otherwise: {Resume})\n"));
            Assert.That(result.Out.Split('\n')[^1], Does.StartWith("upgrade: not answered for; "));
        }
    }

    [Test]
    public void Upgrade_CaseThatWasNotThere_IsNew()
    {
        Store("old.jsonl");
        Repository.Write("fixtures/scenarios/stop/more.yaml", TestRepository.Tick.Replace("stop/tick", "stop/more", StringComparison.Ordinal));
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith("NEW CASES; 1 case, 0 failing\n").And.Contain("\nscenario documents, new: 1, stop/more\n"));
        }
    }

    [Test]
    public void Upgrade_NewCaseThatFails_IsNotARegression()
    {
        File.Move(Path.Combine(Repository.Root, $"fixtures/scenarios/{TestRepository.HeldId}.yaml"), Path.Combine(Repository.Root, "kept.yaml"));
        Store("old.jsonl");
        Repository.Write($"fixtures/scenarios/{TestRepository.HeldId}.yaml", TestRepository.Held);
        StoreFaulty("new.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(2));
            Assert.That(result.Out, Does.StartWith($"NEW CASES; 2 cases, 1 failing\n  {Resume} on threaded: no verdict then, violation now, breaks "));
        }
    }

    [Test]
    public void Upgrade_NewValueOfAFamily_IsANewCaseInAChangedDocument()
    {
        Store("old.jsonl");
        Repository.Write($"fixtures/scenarios/{TestRepository.HeldId}.yaml", TestRepository.Held.Replace("[DETACH, RESUME]", "[DETACH, RESUME, INTERRUPT]", StringComparison.Ordinal));
        var items = JsonNode.Parse(Run("upgrade", "--from", "old.jsonl", "--json").Out)!["items"]!.AsArray();
        Assert.That(items.Select(i => $"{i!["class"]} {i["case"]}"), Is.EqualTo(
            [$"changed {TestRepository.HeldId}@DETACH", $"changed {Resume}", $"new {TestRepository.HeldId}@INTERRUPT"]));
    }

    [Test]
    public void Upgrade_CaseThatIsGone_IsRemoved()
    {
        Store("old.jsonl");
        File.Delete(Path.Combine(Repository.Root, $"fixtures/scenarios/{TestRepository.TickId}.yaml"));
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith($"REMOVED: this kit has no such case; 1 case\n  {TestRepository.TickId} on threaded: pass then, no verdict now\n"));
            Assert.That(result.Out, Does.Contain($"\nscenario documents, removed: 1, {TestRepository.TickId}\n"));
        }
    }

    [Test]
    public void Upgrade_CaseThatWasNotPicked_IsNotNew()
    {
        Store("old.jsonl", "stop/*");
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith("NOT TRIED THEN: the earlier kit had the case, the earlier report has no verdict on it; 2 cases, 0 failing\n"));
        }
    }

    [Test]
    public void Upgrade_StillFailing_IsNoNews()
    {
        StoreFaulty("old.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith($"STILL FAILING; 1 case\n  {Resume} on threaded: violation then, violation now, breaks "));
        }
    }

    [Test]
    public void Upgrade_PassesNow_IsFixed()
    {
        StoreFaulty("old.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--adapter", "threaded");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith($"FIXED; 1 case\n  {Resume} on threaded: violation then, pass now\n"));
        }
    }

    [Test]
    public void Upgrade_UndecidedNow_IsInconclusive()
    {
        Store("old.jsonl");
        Copy("old.jsonl", "new.jsonl", c => c["verdict"] = string.Equals((string?)c["case"], Resume, StringComparison.Ordinal) ? "inconclusive" : "pass");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.StartWith($"UNDECIDED then or now; 1 case\n  {Resume} on threaded: pass then, inconclusive now\n"));
        }
    }

    [Test]
    public void Upgrade_FromACutReport_SaysSo()
    {
        Store("old.jsonl");
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "old.jsonl"));
        Repository.Write("old.jsonl", string.Join('\n', lines[..^2]) + "\n");
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.Contain("\nCUT: the earlier report is cut: there is no footer; 2 of 3 cases are there\n"));
        }
    }

    [Test]
    public void Upgrade_FromAReportWithoutDefinitions_SaysWhatItCannotTell()
    {
        Store("new.jsonl");
        Copy("new.jsonl", "old.jsonl", _ => { }, h => h.Remove("definitions"));
        Assert.That(Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl").Out, Does.StartWith(
            "guarantees: old.jsonl carries no definitions, so that changed ones cannot be told\nscenario documents: old.jsonl carries no definitions, so that changed ones cannot be told\nupgrade: nothing got worse; "));
    }

    [Test]
    public void Upgrade_Json_HasTheCountsAndTheExitCode()
    {
        Store("old.jsonl");
        StoreFaulty("new.jsonl");
        var result = Run("upgrade", "--from", "old.jsonl", "--to", "new.jsonl", "--json");
        var json = JsonNode.Parse(result.Out)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)json["exitCode"]!, Is.EqualTo(result.Code).And.EqualTo(1));
            Assert.That(json["counts"]!.AsArray().Single(c => (string?)c!["class"] is "regression")!["failing"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(json["items"]!.AsArray().Select(i => (string?)i!["case"]), Is.EqualTo([Resume]));
        }
    }

    [Test]
    public void Upgrade_OfAShard_IsRefused()
    {
        Store("old.jsonl", "--shard", "1/2");
        Run("upgrade", "--from", "old.jsonl").IsError(65, """
            error: a report of shard 1/2
              where:    old.jsonl
              expected: a report of a whole run
              do:       put the shards together first: utrace-conform merge
            """);
    }

    [Test]
    public void Upgrade_OnAnotherImplementation_IsRefused()
    {
        Store("old.jsonl");
        Run("upgrade", "--from", "old.jsonl", "--adapter", "reference").IsError(64, """
            error: old.jsonl says nothing about reference
              where:    --from
              expected: a report on reference; it is one on threaded
              do:       name the implementation that the report is about, or a report on this one
            """);
    }

    [Test]
    public void Upgrade_OnAnImplementationBehindAWire_AsksForTheWayToIt()
    {
        Store("new.jsonl");
        Copy("new.jsonl", "old.jsonl", _ => { }, h => h["adapters"]![0]!["name"] = "mine");
        Run("upgrade", "--from", "old.jsonl").IsError(64, """
            error: the report is about 'mine', which the kit cannot start by its name
              where:    --adapter
              expected: the way to it: exec:CMD, unix:PATH or tcp:HOST:PORT
              do:       name it with --adapter, or a report on it with --to
            """);
    }

    [Test]
    public void Upgrade_FromSomethingElse_IsRefused()
    {
        Repository.Write("old.jsonl", "hello\n");
        var result = Run("upgrade", "--from", "old.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.StartWith("error: not a report: line 1 cannot be read"));
        }
    }

    [Test]
    public void Upgrade_WithoutFrom_SaysWhatIsMissing() => Assert.That(Run("upgrade").Code, Is.EqualTo(64));

    private void Store(string name, params string[] more) => Assert.That(Run(["run", "--adapter", "threaded", "--report", $"jsonl={name}", .. more]).Code, Is.Zero);

    /// <summary>A report on an implementation that has broken meanwhile, under the name that it had.</summary>
    private void StoreFaulty(string name)
    {
        Assert.That(Run("run", "--fault", "lost-resume", "--report", $"jsonl={name}").Code, Is.EqualTo(1));
        var path = Path.Combine(Repository.Root, name);
        File.WriteAllText(path, File.ReadAllText(path).Replace("threaded+lost-resume", "threaded", StringComparison.Ordinal));
    }

    private void Copy(string from, string to, Action<JsonObject> change, Action<JsonObject>? changeHeader = null)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, from)).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        changeHeader?.Invoke(lines[0]);
        lines.FindAll(l => (string?)l["type"] is "case").ForEach(change);
        Repository.Write(to, string.Concat(lines.Select(l => l.ToJsonString() + "\n")));
    }
}
