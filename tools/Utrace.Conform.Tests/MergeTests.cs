using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class MergeTests : ConformTest
{
    // Cases with one possible log each: what a run observes of the others differs from run to run, sharded or not.
    [SetUp]
    public void WriteCasesWithOneLog()
    {
        File.Delete(Repository.Write($"fixtures/scenarios/{TestRepository.TickId}.yaml", ""));
        foreach (var name in new[] { "one", "two" })
        {
            Repository.Write($"fixtures/scenarios/stop/{name}.yaml", $"""
                schema: 1
                id: stop/{name}
                title: A stopped thread does not tick
                why: A debugger would read registers that change under its hands.
                guarantees: [STOP-01]
                threads:
                  T:
                    program:
                      - await: go
                      - tick
                engines:
                  E:
                    events: []
                actors:
                  D:
                    - settle
                    - control: {"{"} engine: E, action: STOP {"}"}
                    - settle
                    - open: go
                """);
        }
    }

    [Test]
    public void Merged_IsByteForByteTheUnshardedReport([Values(1, 2, 5)] int count)
    {
        string[] what = ["--adapter", "reference", "--adapter", "reference:rhel6", "--jobs", "1", "--seed", "3"];
        Assert.That(Run(["run", .. what, "--report", "jsonl=whole.jsonl"]).Code, Is.EqualTo(1));
        for (var i = 1; i <= count; i++)
        {
            Run(["run", .. what, "--shard", $"{i}/{count}", "--report", $"jsonl=s{i}.jsonl"]);
        }

        var merged = Run(["merge", .. Enumerable.Range(1, count).Reverse().Select(i => $"s{i}.jsonl"), "-o", "merged.jsonl"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(merged.Code, Is.EqualTo(1), merged.Error);
            Assert.That(Normal("merged.jsonl"), Is.EqualTo(Normal("whole.jsonl")));
            Assert.That(merged.Out, Is.EqualTo(Run("report", "whole.jsonl").Out));
        }
    }

    [Test]
    public void Merged_WithExpectations_IsJudgedOverAllShards()
    {
        Repository.Write("k.yaml", """
            schema: 1
            adapter: reference
            entries:
              - guarantees: STOP-01
                failure: { verdict: violation, blames: [STOP-01], shape: tick }
                reason: It ticks.
                link: https://tracker.example/1
                expires: 2027-03-31

            """);
        string[] what = ["run", "--adapter", "reference", "--expectations", "k.yaml", "--jobs", "1"];
        var whole = Run([.. what, "--report", "jsonl=whole.jsonl"]);
        Assert.That(Run([.. what, "--shard", "1/2", "--report", "jsonl=s1.jsonl"]).Code, Is.Zero);
        Assert.That(Run([.. what, "--shard", "2/2", "--report", "jsonl=s2.jsonl"]).Code, Is.Zero);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.Code, Is.EqualTo(2));
            Assert.That(Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl", "--expectations", "k.yaml").Out, Is.EqualTo(whole.Out));
            Assert.That(Normal("m.jsonl"), Is.EqualTo(Normal("whole.jsonl")));
            var without = Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl");
            Assert.That(without.Code, Is.EqualTo(65));
            Assert.That(without.Error, Does.StartWith("error: the shards were held against expectations of 'reference' (content "));
        }
    }

    [Test]
    public void Merge_OfExplorations_IsTheUnshardedExploration()
    {
        var whole = Run("explore", "--all", "--profile", "rhel6", "--json");
        for (var i = 1; i <= 3; i++)
        {
            Repository.Write($"e{i}.json", Run("explore", "--all", "--profile", "rhel6", "--json", "--shard", $"{i}/3").Out + "\n");
        }

        var merged = Run("merge", "e1.json", "e3.json", "e2.json", "-o", "e.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(merged.Code, Is.EqualTo(whole.Code).And.EqualTo(1), merged.Error);
            Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "e.json")).TrimEnd('\n'), Is.EqualTo(whole.Out));
            Assert.That(merged.Out, Is.EqualTo(Run("explore", "--all", "--profile", "rhel6").Out.Split('\n')[^1]));
        }
    }

    [Test]
    public void Merge_OfExplorationsWithStats_AddsThemUp()
    {
        var whole = JsonNode.Parse(Run("explore", "--all", "--stats", "--json").Out)!["stats"]!;
        Repository.Write("e1.json", Run("explore", "--all", "--stats", "--json", "--shard", "1/2").Out + "\n");
        Repository.Write("e2.json", Run("explore", "--all", "--stats", "--json", "--shard", "2/2").Out + "\n");
        Assert.That(Run("merge", "e1.json", "e2.json", "-o", "e.json").Code, Is.Zero);
        var merged = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "e.json")))!["stats"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((long)merged["statesReduced"]!, Is.EqualTo((long)whole["statesReduced"]!));
            Assert.That(merged["deadRules"]!.ToJsonString(), Is.EqualTo(whole["deadRules"]!.ToJsonString()));
        }
    }

    [Test]
    public void Shard_SaysWhichItIs() =>
        Assert.That(Run("run", "--shard", "2/2").Out, Does.EndWith(", seed 1, shard 2/2"));

    [Test]
    public void Merge_OfACutShardAndAGap_TellsBothAndWritesNothing()
    {
        RunInterrupted("run", "--shard", "1/3", "--report", "jsonl=s1.jsonl");
        Run("run", "--shard", "2/3", "--report", "jsonl=s2.jsonl");
        var planned = File.ReadAllLines(Path.Combine(Repository.Root, "s1.jsonl"))[0];
        Assert.That(planned, Does.Contain("\"shard\":{\"index\":1,\"count\":3,\"total\":8}"));
        Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl").IsError(65, """
            error: cannot merge, 2 reasons:
                s1.jsonl is cut: the run was ended early; 0 of 2 cases are there; expected a shard that was run to its end: run --shard 1/3 again
                gap: 1 of 3 shards is missing, 3/3; expected all of them: name their files too, or run them
              expected: all shards of one run: each once, run to its end, of one kit, scenario set, implementation and set of options
              do:       put these right; nothing was written
            """);
        Assert.That(File.Exists(Path.Combine(Repository.Root, "m.jsonl")), Is.False);
    }

    [Test]
    public void Merge_OfOtherSeedsTiersAndAdapters_NamesEach()
    {
        Run("run", "--shard", "1/2", "--adapter", "threaded", "--report", "jsonl=s1.jsonl");
        Run("run", "--shard", "2/2", "--adapter", "reference", "--seed", "2", "--tier", "T1", "--report", "jsonl=s2.jsonl");
        var result = Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.StartWith("error: cannot merge, 3 reasons:\n    mixed: s1.jsonl and s2.jsonl differ in the implementations, threaded 0.1.0 (API 20091216, "));
            Assert.That(result.Error, Does.Contain("differ in the option 'seed', 1 and 2; expected one for all: run every shard with the same options"));
            Assert.That(result.Error, Does.Contain("differ in the option 'tier', not given and \"T1\"; expected one for all: run every shard with the same options"));
        }
    }

    [TestCase("\"STOP-13\":\"[0-9a-f]+\"", "\"STOP-13\":\"0\"", "guarantee STOP-13;")]
    [TestCase("\"stop/one\":\"[0-9a-f]+\",", "", "scenario stop/one;")]
    [TestCase("\"definitions\":\\{\"guarantees\":\\{[^}]*\\},\"documents\":\\{[^}]*\\}\\},", "", "guarantee ATTACH-01 and ")]
    public void Merge_OfShardsOfKitsThatDefineOtherwise_Refuses(string definition, string edited, string said)
    {
        Run("run", "--shard", "1/2", "--adapter", "reference", "--report", "jsonl=s1.jsonl");
        Run("run", "--shard", "2/2", "--adapter", "reference", "--report", "jsonl=s2.jsonl");
        var path = Path.Combine(Repository.Root, "s2.jsonl");
        var text = File.ReadAllText(path);
        var changed = Regex.Replace(text, definition, edited, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        Assert.That(changed, Is.Not.EqualTo(text));
        File.WriteAllText(path, changed);
        var result = Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.Contain("mixed: s1.jsonl and s2.jsonl differ in what the kit defines, " + said));
            Assert.That(result.Error, Does.Contain("expected the same guarantees and scenarios for all: run every shard with one build of the kit"));
        }
    }

    [TestCase("--symmetry", "on", "'symmetry', auto and on")]
    [TestCase("--reduction", "on", "'reduction', auto and on")]
    [TestCase("--max-states", "1000", "'max-states', ")]
    public void Merge_OfExplorationsDoneOtherwise_Refuses(string option, string value, string said)
    {
        Repository.Write("e1.json", Run("explore", "--all", "--json", "--shard", "1/2").Out + "\n");
        Repository.Write("e2.json", Run("explore", "--all", "--json", "--shard", "2/2", option, value).Out + "\n");
        var result = Run("merge", "e1.json", "e2.json", "-o", "m");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.Contain("mixed: e1.json and e2.json differ in the option " + said));
        }
    }

    [Test]
    public void Merge_OfACaseThatMoved_FindsIt()
    {
        Run("run", "--shard", "1/2", "--report", "jsonl=s1.jsonl", "--jobs", "1");
        Run("run", "--shard", "2/2", "--report", "jsonl=s2.jsonl", "--jobs", "1");
        var path = Path.Combine(Repository.Root, "s1.jsonl");
        var text = File.ReadAllText(path);
        var first = Regex.Match(text, "\"index\":[0-9]+,\"case\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Value;
        var other = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "s2.jsonl")), "\"index\":[0-9]+,\"case\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Value;
        File.WriteAllText(path, text.Replace(first, other, StringComparison.Ordinal));
        var result = Run("merge", "s1.jsonl", "s2.jsonl", "-o", "m.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.Contain("overlap: ").And.Contain(" is in s1.jsonl and s2.jsonl; expected it in one of them: run these shards again"));
            Assert.That(result.Error, Does.Contain("gap: 1 of 8 cases are in no shard, the first is number "));
        }
    }

    [Test]
    public void Merge_OfAReportAndAnExploration_Refuses()
    {
        Run("run", "--shard", "1/2", "--report", "jsonl=s1.jsonl");
        Repository.Write("e2.json", Run("explore", "--all", "--json", "--shard", "2/2").Out + "\n");
        var result = Run("merge", "s1.jsonl", "e2.json", "-o", "m");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(65));
            Assert.That(result.Error, Does.Contain("mixed: e2.json is an exploration, s1.jsonl is a report; expected one kind: merge them apart"));
        }
    }

    [Test]
    public void Merge_OfSomethingElse_SaysWhatItIsNot()
    {
        Repository.Write("e.json", "{\n  \"profile\": 1\n}\n");
        var result = Run("merge", "e.json", "-o", "m");
        Assert.That((result.Code, result.Error.Split(':')[1]), Is.EqualTo((65, " not an exploration")));
    }

    [Test]
    public void Shard_ThatIsNone_ShowsTheForm() => Run("run", "--shard", "0/4").IsError(64, """
        error: '0/4' is no shard
          where:    --shard
          expected: I/N, where I goes from 1 to N and N to 10000
          do:       write for example --shard 1/4 to --shard 4/4
        """);

    /// <summary>The unit of deadlines is measured on every start; nothing else may differ.</summary>
    private string Normal(string name) => Regex.Replace(
        File.ReadAllText(Path.Combine(Repository.Root, name)), "\"unitMilliseconds\":[0-9.E+-]+", "\"unitMilliseconds\":0", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
