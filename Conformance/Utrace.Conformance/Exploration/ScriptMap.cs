using System.Collections.Frozen;
using System.Collections.Immutable;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>Where the scripts of a scenario lie: the lane of every context, its steps, and every callback rule with a number.</summary>
internal sealed class ScriptMap
{
    private readonly FrozenDictionary<string, int> _lanes;
    private readonly FrozenDictionary<string, ImmutableArray<(int Number, CallbackRule Rule)>> _rules;

    public ScriptMap(Scenario scenario)
    {
        Lanes = [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name), LogEvent.Nobody];
        Scripts = [.. scenario.Threads.Select(t => t.Program), .. scenario.Actors.Select(a => a.Script), []];
        _lanes = Lanes.Select((name, lane) => (name, lane)).ToFrozenDictionary(p => p.name, p => p.lane, StringComparer.Ordinal);
        var number = 0;
        var rules = new Dictionary<string, ImmutableArray<(int Number, CallbackRule Rule)>>(StringComparer.Ordinal);
        foreach (var engine in scenario.Engines)
        {
            rules.Add(engine.Name, [.. engine.On.Select(rule => (number++, rule))]);
        }

        RuleCount = number;
        _rules = rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Names of the lanes: threads, actors, <c>*</c>.</summary>
    public ImmutableArray<string> Lanes { get; }

    /// <summary>The steps of each lane.</summary>
    public ImmutableArray<ImmutableArray<Step>> Scripts { get; }

    /// <summary>How many callback rules there are.</summary>
    public int RuleCount { get; }

    /// <summary>The lane of a line, or -1 for a context that the scenario does not have.</summary>
    public int LaneOf(LogEvent line) => _lanes.GetValueOrDefault(line.Actor, -1);

    /// <summary>The rules of an engine.</summary>
    public ImmutableArray<(int Number, CallbackRule Rule)> RulesOf(string engine) => _rules.GetValueOrDefault(engine, []);
}
