using System.Runtime.InteropServices;
using Utrace.Reference;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Everything that a log alone decides, as one deterministic automaton over lines that is built while it is used: the history of every lane
/// (or, without histories, only how far its script has come), and the bits of the scenario's patterns. An observation is a number.
/// </summary>
internal sealed class Observer
{
    private readonly ScriptMap _map;
    private readonly PatternMonitor _patterns;
    private readonly LabelTable _labels;
    private readonly bool _histories;
    private readonly StateStore _observations;
    private readonly PairStore _steps = new();
    private readonly List<int> _targets = [];
    private readonly PairStore _historySteps = new();
    private readonly List<(int Target, ResultMiss? Miss)> _historyTargets = [];
    private readonly List<(int Previous, int Label, LaneCursor Cursor)> _history = [];
    private readonly Dictionary<string, int> _merged = new(StringComparer.Ordinal);
    private readonly int[] _scratch;
    private readonly ISymmetry? _symmetry;
    private readonly Dictionary<(int Observation, int Renaming), int> _images = [];
    private readonly Dictionary<(int History, int Renaming), int> _historyImages = [];

    public Observer(Scenario scenario, LabelTable labels, bool histories, ISymmetry? symmetry = null)
    {
        _symmetry = symmetry;
        _map = new ScriptMap(scenario);
        _patterns = new PatternMonitor(scenario.Expect);
        _labels = labels;
        _histories = histories;
        _scratch = new int[_map.Lanes.Length + _patterns.Words];
        _observations = new StateStore(_scratch.Length * sizeof(int));
        for (var lane = 0; lane < _map.Lanes.Length; lane++)
        {
            _scratch[lane] = AddHistory(-1, 0, lane, LaneCursor.Start(_map, lane));
        }

        _patterns.Initial(_scratch.AsSpan(_map.Lanes.Length));
        _observations.Intern(MemoryMarshal.AsBytes(_scratch.AsSpan()), out _);
    }

    /// <summary>The lanes.</summary>
    public ScriptMap Map => _map;

    /// <summary>The patterns.</summary>
    public PatternMonitor Patterns => _patterns;

    /// <summary>Told the first time that an armed pattern matches, or a result was not expected: the pattern's index, or the miss, and under which renaming of the line.</summary>
    public Action<int, ResultMiss?, int>? Noticed { get; set; }

    /// <summary>The memory it holds, in bytes; estimated.</summary>
    public long Bytes => _observations.Bytes + _steps.Bytes + (_targets.Capacity * 4L) + _historySteps.Bytes + (_history.Count * 200L) + ((_images.Count + _historyImages.Count) * 24L);

    /// <summary>The histories of an observation, one number per lane.</summary>
    public ReadOnlySpan<int> Lanes(int observation) => Ints(observation)[.._map.Lanes.Length];

    /// <summary>The pattern bits of an observation.</summary>
    public ReadOnlySpan<int> Bits(int observation) => Ints(observation)[_map.Lanes.Length..];

    /// <summary>The cursor behind a history.</summary>
    public LaneCursor Cursor(int history) => _history[history].Cursor;

    /// <summary>The lines of a history.</summary>
    public string[] Lines(int history)
    {
        var lines = new List<string>();
        for (; _history[history].Previous >= 0; history = _history[history].Previous)
        {
            lines.Add(_labels.Text(_history[history].Label));
        }

        lines.Reverse();
        return [.. lines];
    }

    /// <summary>The observation behind a line.</summary>
    public int Step(int observation, int label)
    {
        if (label == 0)
        {
            return observation;
        }

        var step = _steps.Intern(observation, label, out var added);
        if (added)
        {
            _targets.Add(Compute(observation, label));
        }

        return _targets[step];
    }

    /// <summary>The image of an observation. Patterns do not tell images of a line apart, so their bits stay.</summary>
    public int Rename(int observation, int renaming)
    {
        if (renaming == 0)
        {
            return observation;
        }

        if (!_images.TryGetValue((observation, renaming), out var image))
        {
            var ints = Ints(observation).ToArray();
            var images = ints.ToArray();
            for (var lane = 0; lane < _map.Lanes.Length; lane++)
            {
                images[RenameLane(lane, renaming)] = RenameHistory(ints[lane], renaming);
            }

            image = _observations.Intern(MemoryMarshal.AsBytes(images.AsSpan()), out _);
            _images.Add((observation, renaming), image);
        }

        return image;
    }

    private int RenameLane(int lane, int renaming) => lane == _map.Lanes.Length - 1 ? lane : _symmetry!.RenameContext(lane, renaming);

    /// <summary>The image of a history: the empty one of a lane has the lane's number.</summary>
    private int RenameHistory(int history, int renaming)
    {
        var (previous, label, _) = _history[history];
        if (previous < 0)
        {
            return RenameLane(history, renaming);
        }

        if (!_historyImages.TryGetValue((history, renaming), out var image))
        {
            var line = _labels.Rename(label, renaming);
            image = History(RenameHistory(previous, renaming), line, _map.LaneOf(_labels.Line(line)!), _labels.Line(line)!, out _);
            _historyImages.Add((history, renaming), image);
        }

        return image;
    }

    private int Compute(int observation, int label)
    {
        Ints(observation).CopyTo(_scratch);
        var line = _labels.Line(label)!;
        var lane = line is Ended ? -1 : _map.LaneOf(line);
        if (lane >= 0)
        {
            var before = _scratch[lane];
            _scratch[lane] = History(before, label, lane, line, out var missed);
            Notice(missed, 0);

            // What one of several interchangeable contexts can show, each of them can.
            for (var renaming = 1; renaming < _symmetry?.Order; renaming++)
            {
                var image = _labels.Rename(label, renaming);
                History(RenameHistory(before, renaming), image, RenameLane(lane, renaming), _labels.Line(image)!, out missed);
                Notice(missed, renaming);
            }
        }

        _patterns.Step(label, _labels.Text(label), _scratch.AsSpan(_map.Lanes.Length), p => Noticed?.Invoke(p, null, 0));
        return _observations.Intern(MemoryMarshal.AsBytes(_scratch.AsSpan()), out _);
    }

    private int History(int previous, int label, int lane, LogEvent line, out ResultMiss? missed)
    {
        var step = _historySteps.Intern(previous, label, out var added);
        if (added)
        {
            var cursor = _history[previous].Cursor.After(line, out var miss);
            _historyTargets.Add((AddHistory(previous, label, lane, cursor), miss));
        }

        missed = _historyTargets[step].Miss;
        return _historyTargets[step].Target;
    }

    private void Notice(ResultMiss? miss, int renaming)
    {
        if (miss is not null)
        {
            Noticed?.Invoke(-1, miss, renaming);
        }
    }

    private int AddHistory(int previous, int label, int lane, LaneCursor cursor)
    {
        var key = "";
        if (!_histories)
        {
            key = FormattableString.Invariant($"{lane} {cursor.Key}");
            if (_merged.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        _history.Add((previous, label, cursor));
        if (!_histories)
        {
            _merged.Add(key, _history.Count - 1);
        }

        return _history.Count - 1;
    }

    private ReadOnlySpan<int> Ints(int observation) => MemoryMarshal.Cast<byte, int>(_observations[observation]);
}
