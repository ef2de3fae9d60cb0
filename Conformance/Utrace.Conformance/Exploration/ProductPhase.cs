using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>Breadth-first search over pairs (state of the model, observation): what expectations say, and the outcome set.</summary>
internal sealed class ProductPhase
{
    private const int ReportEvery = 1 << 16;

    private readonly ITransitionSystem _system;
    private readonly Scenario _scenario;
    private readonly ModelGraph _graph;
    private readonly ExplorationOptions _options;
    private readonly Observer _observer;
    private readonly PairStore _nodes = new();
    private readonly List<int> _parent = [];
    private readonly List<int> _parentEdge = [];
    private readonly HashSet<(int Observation, int End)> _ends = [];
    private readonly Dictionary<int, int> _endOf = [];
    private readonly StateStore _outcomes;
    private readonly Dictionary<(Step, string), ExplorationFinding> _results = [];
    private readonly ExplorationFinding?[] _patterns;
    private readonly bool[] _sometimes;
    private readonly Dictionary<(int Lane, string What), UnfinishedNote> _unfinished = [];
    private int _node;
    private int _edge;
    private int _label;

    public ProductPhase(ITransitionSystem system, Scenario scenario, ModelGraph graph, ExplorationOptions options)
    {
        _system = system;
        _scenario = scenario;
        _graph = graph;
        _options = options;
        _observer = new Observer(scenario, graph.Labels, options.TrackOutcomes, graph.Symmetry) { Noticed = Notice };
        _outcomes = new StateStore((_observer.Map.Lanes.Length + 1) * sizeof(int));
        _patterns = new ExplorationFinding?[_observer.Patterns.Patterns.Length];
        _sometimes = new bool[_patterns.Length];
    }

    public int States => _nodes.Count;

    public int Transitions { get; private set; }

    public ExplorationCut Cut { get; private set; }

    public void Run(IProgress<ExplorationProgress>? progress, CancellationToken cancel)
    {
        Add(0, 0, -1, -1);
        for (_node = 0; _node < _nodes.Count; _node++)
        {
            Cut = _nodes.Count > _options.MaxStates ? ExplorationCut.States
                : _outcomes.Count > _options.MaxOutcomes ? ExplorationCut.Outcomes
                : _node % 1024 == 0 && Bytes > _options.MaxBytes ? ExplorationCut.Bytes
                : ExplorationCut.None;
            if (Cut is not ExplorationCut.None)
            {
                return;
            }

            if (_node % ReportEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new ExplorationProgress(_nodes.Count, _node, WithHistories: true));
            }

            Expand();
        }
    }

    public IEnumerable<ExplorationFinding> Findings()
    {
        var patterns = _observer.Patterns.Patterns;
        for (var p = 0; p < patterns.Length; p++)
        {
            if (patterns[p].Kind is PatternKind.Sometimes && !_sometimes[p] && Cut is ExplorationCut.None && _graph.Cut is ExplorationCut.None)
            {
                var expectation = patterns[p].Expectation;
                _patterns[p] = new ExplorationFinding(
                    FindingKind.Sometimes, Guarantee(expectation.Guarantee), ExpectationWords.Sometimes(expectation), expectation.Source, null);
            }
        }

        return _results.Values
            .OrderBy(f => f.Source!.Value.Line).ThenBy(f => f.Source!.Value.Column).ThenBy(f => f.What, StringComparer.Ordinal)
            .Concat(_patterns.OfType<ExplorationFinding>());
    }

    public ImmutableArray<UnfinishedNote> Unfinished() =>
        [.. _unfinished.OrderBy(p => p.Key.Lane).ThenBy(p => p.Key.What, StringComparer.Ordinal).Select(p => p.Value)];

    public OutcomeSet Outcomes()
    {
        var lanes = _observer.Map.Lanes;
        var numbers = lanes.Select(_ => new Dictionary<int, int>()).ToArray();
        var histories = lanes.Select(_ => ImmutableArray.CreateBuilder<ImmutableArray<string>>()).ToArray();
        var rows = new List<(int[] Histories, string End)>(_outcomes.Count);
        for (var n = 0; n < _outcomes.Count; n++)
        {
            var ints = MemoryMarshal.Cast<byte, int>(_outcomes[n]);
            var row = new int[lanes.Length];
            for (var lane = 0; lane < row.Length; lane++)
            {
                if (!numbers[lane].TryGetValue(ints[lane], out row[lane]))
                {
                    row[lane] = histories[lane].Count;
                    numbers[lane].Add(ints[lane], row[lane]);
                    histories[lane].Add([.. _observer.Lines(ints[lane])]);
                }
            }

            rows.Add((row, ((Ended)_graph.Labels.Line(ints[^1])!).States.ToString()));
        }

        return OutcomeSet.Of(lanes, [.. histories.Select(h => h.ToImmutable())], rows);
    }

    /// <summary>The memory of both phases, in bytes.</summary>
    public long Bytes => _graph.Bytes + _nodes.Bytes + (_parent.Capacity * 8L) + _observer.Bytes + _outcomes.Bytes;

    private void Expand()
    {
        var (state, observation) = _nodes[_node];
        if (state >= _graph.Expanded)
        {
            return;
        }

        var edges = _graph.EdgesOf(state);
        if (edges.IsEmpty)
        {
            End(state, observation);
            return;
        }

        var first = _graph.FirstEdge(state);
        Transitions += edges.Length;
        for (var n = 0; n < edges.Length; n++)
        {
            ref readonly var edge = ref edges[n];
            _edge = first + n;
            _label = edge.Label;
            Add(edge.Target, _observer.Rename(_observer.Step(observation, edge.Label), edge.Renaming), _node, _edge);
        }
    }

    private void Add(int state, int observation, int parent, int edge)
    {
        _nodes.Intern(state, observation, out var added);
        if (added)
        {
            _parent.Add(parent);
            _parentEdge.Add(edge);
        }
    }

    private void End(int state, int observation)
    {
        if (!_endOf.TryGetValue(state, out var end))
        {
            end = _graph.Labels.IdOf(_system.EndOf(_graph.State(state)));
            _endOf.Add(state, end);
        }

        if (!_ends.Add((observation, end)))
        {
            return;
        }

        _edge = -1;
        _label = end;
        var last = _observer.Step(observation, end);
        for (var renaming = 0; renaming < (_graph.Symmetry?.Order ?? 1); renaming++)
        {
            Collect(_observer.Lanes(_observer.Rename(last, renaming)), end, renaming);
        }

        CheckAlways(_observer.Bits(last));
    }

    private void Collect(ReadOnlySpan<int> lanes, int end, int renaming)
    {
        if (_options.TrackOutcomes)
        {
            Span<int> outcome = stackalloc int[lanes.Length + 1];
            lanes.CopyTo(outcome);
            outcome[^1] = end;
            _outcomes.Intern(MemoryMarshal.AsBytes(outcome), out _);
        }

        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (_observer.Cursor(lanes[lane]).Unfinished is { } what && !_unfinished.ContainsKey((lane, what)))
            {
                _unfinished.Add((lane, what), new UnfinishedNote(_observer.Map.Lanes[lane], what, TraceHere(renaming)));
            }
        }
    }

    private void CheckAlways(ReadOnlySpan<int> bits)
    {
        for (var p = 0; p < _patterns.Length; p++)
        {
            var (expectation, kind) = _observer.Patterns.Patterns[p];
            if (kind is PatternKind.Always && _patterns[p] is null && !_observer.Patterns.IsSeen(bits, p))
            {
                var what = ExpectationWords.Always(expectation, PatternMonitor.IsArmed(bits, p));
                _patterns[p] = new ExplorationFinding(FindingKind.Always, Guarantee(expectation.Guarantee), what, expectation.Source, TraceHere());
            }
        }
    }

    private void Notice(int pattern, ResultMiss? miss, int renaming)
    {
        if (miss is not null)
        {
            if (!_results.ContainsKey((miss.Step, miss.Result)))
            {
                var finding = new ExplorationFinding(
                    FindingKind.Result, Guarantee(miss.Expect.Guarantee), ExpectationWords.Result(miss), miss.Step.Source, TraceHere(renaming));
                _results.Add((miss.Step, miss.Result), finding);
            }

            return;
        }

        var (expectation, kind) = _observer.Patterns.Patterns[pattern];
        _sometimes[pattern] |= kind is PatternKind.Sometimes;
        if (kind is PatternKind.Never && _patterns[pattern] is null)
        {
            var what = ExpectationWords.Never(expectation, _graph.Labels.Text(_label));
            _patterns[pattern] = new ExplorationFinding(FindingKind.Never, Guarantee(expectation.Guarantee), what, expectation.Source, TraceHere());
        }
    }

    private string Guarantee(string? own) => own ?? _scenario.Guarantees[0];

    private Trace TraceHere(int renaming = 0)
    {
        var way = new List<int>();
        if (_edge >= 0)
        {
            // The line is named as in the state that the step begins in.
            way.Add(_edge);
            renaming = _graph.Symmetry is { } symmetry ? symmetry.Compose(symmetry.Inverse(_graph.Edge(_edge).Renaming), renaming) : 0;
        }

        for (var node = _node; _parent[node] >= 0; node = _parent[node])
        {
            way.Add(_parentEdge[node]);
        }

        way.Reverse();
        return TraceBuilder.Build(_system, _graph, way, renaming);
    }
}
