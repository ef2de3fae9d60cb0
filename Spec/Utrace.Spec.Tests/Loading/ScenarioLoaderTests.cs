using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Tests.Loading;

public sealed class ScenarioLoaderTests
{
    [Test]
    public void LoadText_Family_GivesEveryCaseInOrder()
    {
        var result = ScenarioLoader.LoadText(Documents.Seed, "seed.yaml", "resume/later-callback-held");
        Assert.That(result.Defects, Is.Empty, string.Join('\n', result.Defects));
        Assert.That(result.Scenarios.Select(s => s.Id), Is.EqualTo((string[])
        [
            "resume/later-callback-held@RESUME+quiesce", "resume/later-callback-held@RESUME+entry",
            "resume/later-callback-held@REPORT+quiesce", "resume/later-callback-held@REPORT+entry",
        ]));
        Assert.That(result.Scenarios.Select(s => s.Hash).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(4));
    }

    [Test]
    public void LoadText_Family_PutsValuesInEverywhere()
    {
        var scenario = ScenarioLoader.LoadText(Documents.Seed, "seed.yaml", null).Scenarios[3];
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Title, Does.StartWith("REPORT after"));
            Assert.That(scenario.Engines[0].Events, Is.EqualTo(UtraceEvents.SyscallEntry));
            Assert.That(scenario.Engines[0].On[0].Callback, Is.EqualTo(Callback.SyscallEntry));
            Assert.That(scenario.Engines[0].On[0].Return.Action, Is.EqualTo(ResumeAction.Stop));
            Assert.That(scenario.Engines[1].On[0].Occurrences, Is.EqualTo(new OccurrenceRange(2, 3)));
            Assert.That(scenario.Engines[1].Data, Is.EqualTo("data-F"));
            Assert.That(scenario.Threads[0].Program, Has.Length.EqualTo(5));
            Assert.That(scenario.Gates, Is.EqualTo((string[])["data", "e-in", "f-in", "go", "release"]));
            Assert.That(scenario.Expect.Always[0].After, Is.EqualTo("D ret control(E, REPORT)*"));
            Assert.That(
                scenario.Actors[0].Script.OfType<CallStep>().Select(c => c.Call.ToString()),
                Is.EqualTo((string[])
                [
                    "control(E, STOP)", "barrier(E)", "control(E, REPORT)", "attach(T, MATCH_OPS, ops=ops-E)", "reap(T)",
                ]));
        });
    }

    [Test]
    public void LoadText_ListInThePlaceOfAnItem_StandsForItsItems()
    {
        var text = Documents.Seed
            .Replace("events: [QUIESCE] }", "events: [QUIESCE], steps: [{ open: e-in }, { probe: T }] }", StringComparison.Ordinal)
            .Replace("events: [SYSCALL_ENTRY] }", "events: [SYSCALL_ENTRY], steps: [{ open: e-in }] }", StringComparison.Ordinal)
            .Replace("do: [open: e-in]", "do: [\"${pass.steps}\", barrier: F]", StringComparison.Ordinal);
        var result = ScenarioLoader.LoadText(text, "seed.yaml", null);
        Assert.That(result.Defects, Is.Empty, string.Join('\n', result.Defects));
        Assert.That(result.Scenarios.Select(s => s.Engines[0].On[0].Do.Length), Is.EqualTo((int[])[3, 2, 3, 2]));
    }

    [Test]
    public void LoadText_EngineOfSomeCases_IsNoPartOfTheOthers()
    {
        var text = Documents.Seed
            .Replace("events: [QUIESCE] }", "events: [QUIESCE], step: { attach: { thread: T, engine: N, flags: [CREATE] } } }", StringComparison.Ordinal)
            .Replace("events: [SYSCALL_ENTRY] }", "events: [SYSCALL_ENTRY], step: { probe: T } }", StringComparison.Ordinal)
            .Replace("  F:\n", "  N: { attached: false }\n  F:\n", StringComparison.Ordinal)
            .Replace("    - open: release", "    - ${pass.step}\n    - open: release", StringComparison.Ordinal);
        var result = ScenarioLoader.LoadText(text, "seed.yaml", null);
        Assert.That(result.Defects, Is.Empty, string.Join('\n', result.Defects));
        Assert.That(result.Scenarios.Select(s => string.Join(' ', s.Engines.Select(e => e.Name))), Is.EqualTo((string[])["E N F", "E F", "E N F", "E F"]));
    }

    [Test]
    public void LoadText_SameContentWithOtherLineEnds_HasTheSameHash()
    {
        var unix = ScenarioLoader.LoadText(Documents.Seed, "a", null).Scenarios[0].Hash;
        var dos = ScenarioLoader.LoadText(Documents.Seed.ReplaceLineEndings("\r\n"), "b", null).Scenarios[0].Hash;
        Assert.That(dos, Is.EqualTo(unix).And.Matches("^[0-9a-f]{16}$"));
    }

    [Test]
    public void LoadText_SeveralDefects_ReportsAllInDocumentOrder()
    {
        var text = Documents.Seed.Replace("return: STOP", "return: STPO", StringComparison.Ordinal)
            .Replace("barrier: E", "barrier: G", StringComparison.Ordinal)
            .Replace("title:", "titel:", StringComparison.Ordinal);
        Assert.That(ScenarioLoader.LoadText(text, "seed.yaml", null).Defects.Select(d => d.ToString()), Is.EqualTo((string[])
        [
            "seed.yaml:1:1: a scenario has no 'title'; expected a line",
            "seed.yaml:3:1: unknown key 'titel' of a scenario; expected schema, id, title, why, guarantees, needs, api, parameters, threads, engines, actors or expect; did you mean 'title'?",
            "seed.yaml:26:17: unknown action 'STPO'; expected STOP, INTERRUPT, REPORT, SINGLESTEP, BLOCKSTEP, RESUME or DETACH; did you mean 'STOP'?",
            "seed.yaml:44:16: there is no engine 'G'; expected E or F",
        ]));
    }

    [TestCase("*")]
    [TestCase("*tick")]
    [TestCase("* tick")]
    [TestCase("* release E")]
    [TestCase("* end T=*")]
    [TestCase("?*")]
    [TestCase("T*")]
    [TestCase("T ti*")]
    [TestCase("T tick*")]
    [TestCase("* begin E.report_*")]
    [TestCase("T begin E.report_quiesce(*")]
    [TestCase("T begin E.report_quiesce(STOP, EX*")]
    [TestCase("T begin E.report_quiesce(*, EXEC)")]
    [TestCase("T end E.report_quiesce = *")]
    [TestCase("T end E.report_quiesce =*")]
    [TestCase("D ret control(E*")]
    [TestCase("D ret control(E, STOP) = E*")]
    [TestCase("D ret attach(T, CREATE, a*")]
    [TestCase("D ret attach(T, CREATE|EX*")]
    [TestCase("D ret attach(T, MATCH_OPS, ops=ops-E) = ?")]
    [TestCase("D ret control(?, STOP) = 0")]
    [TestCase("D open e-*")]
    [TestCase("D open go")]
    public void LoadText_PatternThatCanMatch_IsNoDefect(string pattern)
    {
        var text = Documents.Seed.Replace("\"T tick\"", $"\"{pattern}\"", StringComparison.Ordinal);
        Assert.That(ScenarioLoader.LoadText(text, "seed.yaml", null).Defects, Is.Empty);
    }
}
