using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Historic;

/// <summary>
/// Every log that one model shows is read by the oracle of another at once: a breadth-first walk over pairs of a state of the one and the set of states of the other
/// that explain the lines so far. A line that leaves the set empty is where a log becomes a forbidden one. Logs with equal pairs go on alike, so that
/// every log is judged although few are written out. Deterministic; not thread-safe.
/// </summary>
internal sealed class BreakSearch
{
    private readonly ITransitionSystem _system;
    private readonly StateSets _allowed;
    private readonly ModelGraph _graph;
    private readonly PairStore _pairs = new();
    private readonly List<(int Parent, int Label)> _came = [];
    private readonly Dictionary<(int Set, int Label), int> _after = [];
    private readonly Dictionary<(int Set, int Label), Refusal> _refused = [];
    private readonly int _mostPairs;
    private WayToEnd? _ends;

    private BreakSearch(ITransitionSystem system, ITransitionSystem allowed, int mostPairs)
    {
        _system = system;
        _allowed = new StateSets(allowed, OracleOptions.Default);
        _graph = new ModelGraph(system);
        _mostPairs = mostPairs;
    }

    /// <summary>The forbidden logs.</summary>
    /// <param name="system">The model whose logs are read.</param>
    /// <param name="allowed">The model that says what is allowed.</param>
    /// <param name="mostPairs">Pairs at most; the model's own graph has the bounds of any exploration.</param>
    public static CaseBreaks Of(ITransitionSystem system, ITransitionSystem allowed, int mostPairs = 4_000_000)
    {
        var search = new BreakSearch(system, allowed, mostPairs);
        search._graph.Build(ExplorationOptions.Default, reduce: false, isVisible: null, visit: static (_, _) => { }, progress: null, CancellationToken.None);
        if (search._graph.Cut is not ExplorationCut.None)
        {
            return new CaseBreaks([], "the model has too many states");
        }

        search._ends = new WayToEnd(search._graph, system);
        string? cut = null;
        try
        {
            cut = search.Walk() ? null : FormattableString.Invariant($"more than {mostPairs} pairs");
        }
        catch (OracleBoundException bound)
        {
            cut = bound.Message;
        }

        return new CaseBreaks([.. search._refused.Values.OrderBy(r => r.Events).ThenBy(r => r.Pair).ThenBy(r => r.Target).Select(search.LogOf)], cut);
    }

    /// <summary>Level by level of visible lines; false where there are too many pairs.</summary>
    private bool Walk()
    {
        var level = new List<int>();
        Reach(0, _allowed.Start, -1, 0, level);
        for (var lines = 0; level.Count > 0; lines++)
        {
            for (var n = 0; n < level.Count; n++)
            {
                var (state, set) = _pairs[level[n]];
                foreach (var edge in _graph.EdgesOf(state))
                {
                    if (edge.Label == 0)
                    {
                        Reach(edge.Target, set, level[n], 0, level);
                    }
                }
            }

            var later = new List<int>();
            foreach (var pair in level)
            {
                Show(pair, lines, later);
            }

            if (_pairs.Count > _mostPairs)
            {
                return false;
            }

            level = later;
        }

        return true;
    }

    private void Show(int pair, int lines, List<int> later)
    {
        var (state, set) = _pairs[pair];
        var edges = _graph.EdgesOf(state);
        if (edges.IsEmpty)
        {
            var end = _graph.Labels.IdOf(_system.EndOf(_graph.State(state)));
            if (After(set, end) is StateSets.Refused)
            {
                Refuse(pair, set, end, -1, lines + 1);
            }
        }

        foreach (var edge in edges)
        {
            if (edge.Label == 0)
            {
                continue;
            }

            var after = After(set, edge.Label);
            if (after is StateSets.Refused)
            {
                Refuse(pair, set, edge.Label, edge.Target, _ends!.LinesFrom(edge.Target) is var rest and not WayToEnd.None ? lines + 1 + rest + 1 : WayToEnd.None);
            }
            else
            {
                Reach(edge.Target, after, pair, edge.Label, later);
            }
        }
    }

    private int After(int set, int label)
    {
        if (!_after.TryGetValue((set, label), out var after))
        {
            _after[(set, label)] = after = _allowed.After(set, _graph.Labels.Line(label)!);
        }

        return after;
    }

    private void Reach(int state, int set, int parent, int label, List<int> into)
    {
        var pair = _pairs.Intern(state, set, out var added);
        if (added)
        {
            _came.Add((parent, label));
            into.Add(pair);
        }
    }

    private void Refuse(int pair, int set, int label, int target, int events)
    {
        if (!_refused.TryGetValue((set, label), out var known) || events < known.Events)
        {
            _refused[(set, label)] = new Refusal(pair, label, target, events);
        }
    }

    private ForbiddenLog LogOf(Refusal refused)
    {
        var lines = new List<LogEvent>();
        for (var pair = refused.Pair; pair >= 0; pair = _came[pair].Parent)
        {
            if (_graph.Labels.Line(_came[pair].Label) is { } line)
            {
                lines.Add(line);
            }
        }

        lines.Reverse();
        var index = lines.Count;
        lines.Add(_graph.Labels.Line(refused.Label)!);
        if (refused.Target >= 0 && _ends!.LinesFrom(refused.Target) is not WayToEnd.None)
        {
            lines.AddRange(_ends.From(refused.Target));
        }

        return new ForbiddenLog([.. lines], index);
    }

    /// <summary>Where logs leave what is allowed.</summary>
    /// <param name="Pair">The pair in front of the line.</param>
    /// <param name="Label">The line.</param>
    /// <param name="Target">The state behind it; -1 where the log ends with it.</param>
    /// <param name="Events">Lines of the shortest whole log that goes on from there.</param>
    private readonly record struct Refusal(int Pair, int Label, int Target, int Events);
}
