using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Exploration;
using Utrace.Reference;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>Tells a case in the words that a reader needs.</summary>
internal static class ScenarioStory
{
    /// <summary>The story.</summary>
    public static ScenarioReport Of(Scenario s, CancellationToken cancel)
    {
        var explored = Explorer.Explore(UtraceModel.Create(s), s, options: null, progress: null, cancel);
        return new ScenarioReport(
            s.Id, s.Title, s.Why, s.Source.File, s.Hash, s.Needs,
            [.. s.Guarantees.Select(GuaranteeOf)],
            [
                .. s.Threads.Select(t => new ScriptItem(t.Name, "thread", Steps(t.Program))),
                .. s.Actors.Select(a => new ScriptItem(a.Name, "actor", Steps(a.Script))),
            ],
            [.. s.Engines.Select(EngineOf)],
            [.. Expectations(s)],
            new OutcomeItem(explored.States, explored.Transitions, explored.Depth, explored.Outcomes?.Count ?? 0, explored.IsComplete));
    }

    /// <summary>A guarantee of the catalogue as lists show it.</summary>
    public static GuaranteeItem GuaranteeOf(string id)
    {
        var g = Guarantees.Get(id, "guarantees");
        return new GuaranteeItem(g.Id, g.Area, Guarantees.WordOf(g.Level), (int)g.Tier, Guarantees.WordOf(g.Racy), g.Statement, g.Source);
    }

    private static List<string> Steps(IEnumerable<Step> steps) => [.. steps.Select(StepText.Of)];

    private static EngineItem EngineOf(EngineSpec e) => new(
        e.Name, e.Thread, e.Attached, Words.Of(e.Events), [.. e.On.Select(r => new CallbackItem(StepText.Condition(r), [.. StepText.Body(r)]))]);

    private static IEnumerable<ExpectationItem> Expectations(Scenario s)
    {
        var main = s.Guarantees[0];
        foreach (var f in s.Expect.Final)
        {
            yield return new ExpectationItem("at the end", $"{f.Thread} {string.Join(" or ", f.States.Select(Words.Of))}", null, f.Guarantee ?? main);
        }

        foreach (var (kind, events) in new[] { ("always", s.Expect.Always), ("never", s.Expect.Never), ("sometimes", s.Expect.Sometimes) })
        {
            foreach (var e in events)
            {
                yield return new ExpectationItem(kind, e.Match, e.After, e.Guarantee ?? main);
            }
        }
    }
}
