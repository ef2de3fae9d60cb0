using System.Text.Json.Nodes;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class ExploreTests : ConformTest
{
    [Test]
    public void Explore_Normative_ProvesThatNothingIsBroken()
    {
        var result = Run("explore", "resume/after-barrier-held");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out);
            Assert.That(result.Out, Does.Match(@"^resume/after-barrier-held@DETACH: \d+ states, \d+ transitions, depth \d+, \d+ outcomes?, nothing cut, 0 breaches\n"));
            Assert.That(result.Out, Does.Match(@"\nexplore: normative, 2 cases, \d+ states, \d+ transitions, nothing cut, no breach$"));
        }
    }

    [Test]
    public void Explore_Rhel6_FindsTheLostResume()
    {
        var result = Run("explore", "resume/after-barrier-held@RESUME", "--profile", "rhel6");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.Contain("BREACH resume/after-barrier-held@RESUME in the model, profile rhel6\n  why         A debugger"));
            Assert.That(result.Out, Does.Contain("  breaks      STOP-13 (MUST): No thread may be in a traced stop"));
            Assert.That(result.Out, Does.Match(@"\n  shortest interleaving, \d+ steps \(· is a step that no log shows\):\n"));
            Assert.That(result.Out, Does.Contain("control(E, RESUME) = 0"));
            Assert.That(result.Out, Does.Contain("  repeat      utrace-conform explore 'resume/after-barrier-held@RESUME' --profile rhel6"));
            Assert.That(result.Out.Split('\n')[^1], Does.Match("^explore: rhel6, 1 case, .*, nothing cut, [0-9]+ breach(es)? of .*STOP-13"));
        }
    }

    [Test]
    public void Explore_Json_HasTheShortestInterleaving()
    {
        var text = Run("explore", "--all", "--profile", "rhel6", "--json").Out;
        var json = JsonNode.Parse(text)!;
        var schema = NJsonSchema.JsonSchema.FromJsonAsync(Run("schema", "explore").Out).GetAwaiter().GetResult();
        var breach = json["cases"]!.AsArray().Single(c => (string?)c!["id"] is "resume/after-barrier-held@RESUME")!["breaches"]![0]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema.Validate(text), Is.Empty);
            Assert.That((bool)json["complete"]!, Is.True);
            Assert.That((string?)breach["guarantee"], Is.EqualTo("STOP-13"));
            Assert.That(breach["steps"]!.AsArray(), Is.Not.Empty);
        }
    }

    [Test]
    public void Explore_Bounded_IsNoProof()
    {
        var result = Run("explore", "resume/after-barrier-held@RESUME", "--max-states", "5");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.Contain("states are missing: the bound on states was reached"));
            Assert.That(result.Out, Does.Contain("\n  do: give --max-states or --max-megabytes a larger number, add --reduction on, or make the scenario smaller\n"));
            Assert.That(result.Out, Does.EndWith(", 1 case cut, no breach"));
        }
    }

    [Test]
    public void Explore_Stats_SaysWhatReductionSavesAndWhichRulesAreDead()
    {
        var result = Run("explore", "resume/after-barrier-held@RESUME", "--stats");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.Match(@"\n  stats: [0-9.]+ s, [0-9,]+ states/s, reduced \d+ states \(\d\.\d\d x fewer\), peak [0-9.]+ MiB\n"));
            Assert.That(result.Out, Does.Match(@"\ntotal: .*, 0 cut\ndead rules \(\d+ fired in no case\): "));
        }
    }

    [Test]
    public void Explore_SaysStatesPerSecond_BesideTheResults()
    {
        var result = Run("explore", "resume/after-barrier-held@RESUME");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Error, Does.Match(@"^explored \d+ states, histories included, in [0-9.]+ s: [0-9,]+ states/s\n?$"));
            Assert.That(result.Out, Does.Not.Contain("states/s"), "results are the same each time");
        }
    }

    [Test]
    public void Explore_Reduced_ClaimsNoShortestWay()
    {
        var result = Run("explore", "resume/after-barrier-held@RESUME", "--profile", "rhel6", "--reduction", "on");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.Contain("an interleaving (the case was reduced: a shorter one may exist)"));
            Assert.That(result.Out, Does.Not.Contain("shortest interleaving"));
        }
    }

    [Test]
    public void Explore_Symmetric_SaysHowManyRenamingsAndWhatTheySave()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "fixtures", "scenarios", TestRepository.TickId + ".yaml"));
        var step = text[(text.IndexOf("  D:\n", StringComparison.Ordinal) + 5)..].TrimEnd();
        Repository.Write(
            "fixtures/scenarios/resume/two-alike.yaml",
            text.Replace(TestRepository.TickId, "resume/two-alike", StringComparison.Ordinal).TrimEnd() + "\n  D2:\n" + step + "\n");
        var result = Run("explore", "resume/two-alike", "--symmetry", "on", "--stats");
        var plain = Run("explore", "resume/two-alike", "--symmetry", "off", "--stats");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Does.Match(@"^resume/two-alike: .* symmetric \(2 renamings\), nothing cut"));
            Assert.That(plain.Out, Does.Match(@"\n  symmetry: 2 renamings of interchangeable actors \(1\.\d\d x fewer states\)\n").And.Not.Contain("symmetric ("));
        }
    }

    [Test]
    public void Explore_NeitherScenarioNorAll_SaysSo() => Run("explore").IsError(64, """
        error: say either which scenarios or --all
          where:    utrace-conform explore
          expected: one or more SCENARIO, or --all
          do:       utrace-conform list scenarios shows the ids
        """);

    [Test]
    public void Explore_UnknownProfile_NamesTheNearest() => Run("explore", "--all", "--profile", "rhel7").IsError(64, """
        error: unknown profile 'rhel7'; did you mean 'rhel6'?
          where:    --profile
          expected: one of normative (what is promised), rhel6 (the utrace of the RHEL 6 kernel), upstream-2010-10 (the last upstream state, 2010-10-20), api-20110727 (the promises of API 20110727)
          do:       name one of these
        """);
}
