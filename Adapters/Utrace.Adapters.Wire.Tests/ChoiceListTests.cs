using System.Text.Json;
using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conformance.Running;
using Utrace.Conformance.Scheduling.Search;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>What a schedule repeats of the last one is asked for in lists.</summary>
public sealed class ChoiceListTests
{
    private static readonly ThreadedAdapter Threaded = new();

    [TestCase("stop/after-the-callback-is-not-cancelled", 60)]
    [TestCase("barrier/waits-for-an-open-callback", 60)]
    [TestCase("barrier/interrupted-by-a-signal", 60)]
    [TestCase("report/api-calls-inside-a-callback", 60)]
    [TestCase("resume/lost-resume@RESUME+entry", 200)]
    public void A_search_far_away_is_the_same_and_every_list_is_made_to_its_end(string id, int schedules)
    {
        using var conversation = new MemoryStream();
        using var trace = new WireTrace(conversation);
        using var wire = WireAdapter.Connect(new InProcessEndpoint(Threaded), new WireOptions { Validate = true, Trace = trace });
        var scenario = Fixtures.Scenario(id);

        Assert.That(Search(wire, scenario, schedules), Is.EqualTo(Search(Threaded, scenario, schedules)));

        var lists = Lists(conversation.ToArray());
        Assert.That(lists.Where(l => !l.Made.SequenceEqual(l.Asked)), Is.Empty);
        Assert.That(lists, Has.Some.Matches<(string[] Asked, string[] Made)>(l => l.Asked.Length > 1));
        TestContext.Out.WriteLine($"{lists.Sum(l => l.Asked.Length)} steps in {lists.Count} lists");
    }

    [TestCase("stop/after-the-callback-is-not-cancelled")]
    [TestCase("report/api-calls-inside-a-callback")]
    public void An_implementation_that_is_not_the_same_twice_is_told_so(string id)
    {
        using var wire = WireAdapter.Connect(new InProcessEndpoint(new FickleAdapter()), new WireOptions());
        var options = new CertifyOptions(new DeadlineUnit(TimeSpan.FromMilliseconds(50))) { Tier = ControlTier.T2, Jobs = 1 };

        var verdict = new Certifier(ModelCache.Normative()).Certify([Fixtures.Scenario(id)], [wire], options).Verdicts.Single();

        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.AdapterError));
        Assert.That(verdict.Reason, Does.Contain("not deterministic under pause control").And.Contain("go was refused: go: ").And.Contain("cannot go on (choice 2 of "));
    }

    /// <summary>The schedules of a search with reduction: who ran at each step, and the log of each.</summary>
    private static List<string> Search(IPausableAdapter adapter, Scenario scenario, int schedules)
    {
        List<string> seen = [];
        var program = new ControlledScenario(adapter, scenario, new RunOptions(1, ControlTier.T2, new DeadlineUnit(TimeSpan.FromMilliseconds(50))));
        var budget = ScheduleBudget.Default with { Policy = SearchPolicy.Systematic, MaxSchedules = schedules };
        ScheduleSearch.Run(program, budget, result =>
        {
            seen.Add($"{string.Join(' ', result.Value.Choices)}: {result.Value.Run.Status} {result.Value.Run.Detail}\n{string.Join('\n', result.Value.Run.Lines)}");
            return true;
        });
        return seen;
    }

    /// <summary>What every go asked for, and what was made of it.</summary>
    private static List<(string[] Asked, string[] Made)> Lists(byte[] conversation)
    {
        Dictionary<long, string[]> open = [];
        List<(string[] Asked, string[] Made)> lists = [];
        foreach (var line in System.Text.Encoding.UTF8.GetString(conversation).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var message = JsonDocument.Parse(line[(line.IndexOf('{', StringComparison.Ordinal))..]);
            var root = message.RootElement;
            if (root.TryGetProperty("method", out var method) && method.ValueEquals("go"))
            {
                open.Add(root.GetProperty("id").GetInt64(), [.. root.GetProperty("params").GetProperty("choices").EnumerateArray().Select(c => c.GetString()!)]);
            }
            else if (root.TryGetProperty("result", out var result) && result.ValueKind is JsonValueKind.Object && result.TryGetProperty("steps", out var steps)
                && open.Remove(root.GetProperty("id").GetInt64(), out var asked))
            {
                lists.Add((asked, [.. steps.EnumerateArray().Select(s => s.GetProperty("context").GetString()!)]));
            }
        }

        return lists;
    }
}
