using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>What is decided by states alone: the model's promises, the rules that fire, and the states at the end.</summary>
internal sealed class InvariantPhase(ITransitionSystem system, Scenario scenario, ModelGraph graph)
{
    private bool[] _fired = new bool[1 << 8];
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly List<ExplorationFinding> _breaches = [];
    private readonly SortedDictionary<int, ExplorationFinding> _finals = [];

    /// <summary>The findings so far, each once and with a shortest trace: invariants in order of discovery, then final states in document order.</summary>
    public IEnumerable<ExplorationFinding> Findings => _breaches.Concat(_finals.Values);

    /// <summary>The rules that fired.</summary>
    public ImmutableArray<ushort> FiredRules() => [.. Enumerable.Range(0, _fired.Length).Where(r => _fired[r]).Select(r => (ushort)r)];

    /// <summary>Looks at one expanded state.</summary>
    public void Visit(int state, bool quiescent)
    {
        foreach (ref readonly var edge in graph.EdgesOf(state))
        {
            if (edge.Rule >= _fired.Length)
            {
                Array.Resize(ref _fired, ushort.MaxValue + 1);
            }

            _fired[edge.Rule] = true;
        }

        var bytes = graph.State(state);
        if (system.CheckInvariants(bytes, quiescent) is { } breach && _reported.Add(breach.Guarantee))
        {
            _breaches.Add(new ExplorationFinding(FindingKind.Invariant, breach.Guarantee, breach.What, null, TraceTo(state)));
        }

        if (quiescent && !scenario.Expect.Final.IsEmpty)
        {
            CheckFinal(state, bytes);
        }
    }

    private void CheckFinal(int state, ReadOnlySpan<byte> bytes)
    {
        var end = system.EndOf(bytes);
        for (var n = 0; n < scenario.Expect.Final.Length; n++)
        {
            var final = scenario.Expect.Final[n];
            var found = end.States.States.FirstOrDefault(s => string.Equals(s.Thread, final.Thread, StringComparison.Ordinal));
            if (!_finals.ContainsKey(n) && found.Thread is not null && !final.States.Contains(found.State))
            {
                var what = ExpectationWords.Final(final, found.State);
                _finals.Add(n, new ExplorationFinding(FindingKind.Final, final.Guarantee ?? scenario.Guarantees[0], what, final.Source, TraceTo(state)));
            }
        }
    }

    private Trace TraceTo(int state) => TraceBuilder.Build(system, graph, graph.WayTo(state));
}
