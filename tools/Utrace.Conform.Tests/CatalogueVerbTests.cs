using System.Text.Json.Nodes;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class CatalogueVerbTests : ConformTest
{
    [Test]
    public void ListScenarios_Plain_OneAlignedLineEach()
    {
        var result = Run("list", "scenarios");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out.Split('\n'), Has.Length.EqualTo(3));
            Assert.That(result.Out.Split('\n')[2], Is.EqualTo("stop/tick                         STOP-01            A stopped thread does not tick"));
        }
    }

    [Test]
    public void ListGuarantees_Json_IsTheWholeCatalogue()
    {
        var items = JsonNode.Parse(Run("list", "guarantees", "--json").Out)!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items, Has.Count.EqualTo(263));
            Assert.That(items.Select(i => $"{i!["id"]} {i["level"]}"), Does.Contain("STOP-13 MUST"));
        }
    }

    [Test]
    public void Explain_Guarantee_HasStatementSourceAndScenarios()
    {
        var result = Run("explain", "stop-13");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.StartWith("STOP-13  MUST, tier 1 (the core), "));
            Assert.That(result.Out, Does.Contain("\n  source      C:utrace_stop"));
            Assert.That(result.Out, Does.Contain("\n  scenarios   resume/after-barrier-held@DETACH\n              resume/after-barrier-held@RESUME"));
        }
    }

    [Test]
    public void Show_Scenario_TellsWhyScriptsAndCallbacks()
    {
        var result = Run("show", "resume/after-barrier-held@RESUME");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.Contain("  why         A debugger that saw the barrier pass"));
            Assert.That(result.Out, Does.Contain("  file        fixtures/scenarios/resume/after-barrier-held.yaml"));
            Assert.That(result.Out, Does.Contain("  thread T       actor D\n  ------------   -------"));
            Assert.That(result.Out, Does.Contain("  syscall read   await f-in\n  tick           await e-in\n                 barrier(E) -> 0\n                 control(E, RESUME)"));
            Assert.That(result.Out, Does.Contain("Engine F on T, attached with SYSCALL_ENTRY\n  report_syscall_entry: open f-in; await go; return RESUME"));
        }
    }

    [Test]
    public void Lint_GoodRepository_CountsAndPasses()
    {
        var result = Run("lint");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Is.EqualTo("lint: 2 documents, 3 cases, 0 defects"));
        }
    }

    [Test]
    public void Lint_BadDocument_ShowsEveryDefectWithItsPlace()
    {
        Repository.Write("bad.yaml", TestRepository.Tick.Replace("tick\n", "tock\n").Replace("STOP-01", "STOP-99"));
        var result = Run("lint", "bad.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Out, Does.Contain("bad.yaml:5:").And.Contain("STOP-99"));
            Assert.That(result.Out, Does.Contain("'tock'"));
            Assert.That(result.Out, Does.EndWith("\nlint: 1 document, 0 cases, 2 defects"));
        }
    }

    [Test]
    public void Lint_MissingFile_IsNotABadDocument() => Run("lint", "nothing.yaml").IsError(66, $"""
        error: cannot read '{Repository.Root}/nothing.yaml': there is no such file or directory
          where:    PATH
          expected: a file that exists and may be read
          do:       check the name and its permissions
        """);

    [Test]
    public void List_WithABadBundledScenario_SaysLint()
    {
        Repository.Write("fixtures/scenarios/stop/bad.yaml", TestRepository.Tick);
        var result = Run("list", "scenarios");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.StartWith("error: 1 defect in the bundled scenarios:"));
            Assert.That(result.Error, Does.Contain("do:       utrace-conform lint "));
        }
    }

    [Test]
    public void Show_OfACase_IsNotStoppedByADefectInADocumentThatItDoesNotNeed()
    {
        Repository.Write("fixtures/scenarios/attach/bad.yaml", TestRepository.Tick);
        var result = Run("show", TestRepository.TickId);
        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(Run("show", "attach/bad").Code, Is.EqualTo(65));
        Assert.That(Run("list", "scenarios").Code, Is.EqualTo(65));
    }

    [Test]
    public void Schema_EveryName_IsAJsonObject([ValueSource(nameof(SchemaNames))] string name)
    {
        var result = Run("schema", name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Error);
            Assert.That((string?)JsonNode.Parse(result.Out)!["$schema"], Does.StartWith("https://json-schema.org/"));
        }
    }

    private static IEnumerable<string> SchemaNames() => Documents.SchemaCatalogue.All.Select(s => s.Name);
}
