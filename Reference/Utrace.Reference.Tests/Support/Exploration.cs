using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Tests.Support;

/// <summary>Breadth-first over every state of a small scenario; counterexamples are shortest.</summary>
public sealed class Exploration
{
    private readonly List<(byte[] State, int Parent, Transition By)> _nodes = [];
    private readonly Dictionary<Key, int> _seen = [];

    private Exploration(ITransitionSystem system) => System = system;

    public ITransitionSystem System { get; }

    public int States => _nodes.Count;

    public int Transitions { get; private set; }

    /// <summary>Every visible line that some interleaving shows.</summary>
    public SortedSet<string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>Every last line.</summary>
    public SortedSet<string> Ends { get; } = new(StringComparer.Ordinal);

    public HashSet<Rule> Rules { get; } = [];

    /// <summary>The first breach, with the log that leads to it.</summary>
    public (InvariantBreach Breach, string Log)? Breach { get; private set; }

    public static Scenario Load(string yaml)
    {
        var result = ScenarioLoader.LoadText("schema: 1\nid: a/b\ntitle: t\nwhy: w\nguarantees: [STOP-13]\nneeds: [" + string.Join(", ", Utrace.Spec.Capability.Words) + "]\n" + yaml, "test.yaml", null);
        Assert.That(result.Defects, Is.Empty);
        return result.Scenarios[0];
    }

    public static Exploration Of(string yaml, Profile profile = Profile.Normative) => Of(UtraceModel.Create(Load(yaml), profile));

    public static Exploration Of(ITransitionSystem system, int limit = 3_000_000)
    {
        var run = new Exploration(system);
        run.Explore(limit);
        return run;
    }

    /// <summary>The shortest way to a state: visible lines, and hidden steps indented.</summary>
    public string LogTo(int node)
    {
        var lines = new List<string>();
        for (var n = node; n > 0; n = _nodes[n].Parent)
        {
            var by = _nodes[n].By;
            lines.Add(by.Label.IsHidden ? $"    {System.Contexts[by.Context]} {(Rule)by.Rule}" : System.Decode(by.Label).ToString());
        }

        lines.Reverse();
        return string.Join('\n', lines);
    }

    /// <summary>The visible lines of the first run that came to its end; the only log where the scenario has no race.</summary>
    public IReadOnlyList<string> Log { get; private set; } = [];

    /// <summary>Whether no interleaving comes to its end without a line.</summary>
    public bool EveryRunShows(string line)
    {
        var seen = new HashSet<int>();
        var todo = new Stack<int>([0]);
        var buffer = new SuccessorBuffer(System.StateSize);
        while (todo.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            buffer.Clear();
            System.Successors(_nodes[node].State, buffer);
            if (buffer.Count == 0)
            {
                return false;
            }

            for (var i = 0; i < buffer.Count; i++)
            {
                var label = buffer.Transition(i).Label;
                if (label.IsHidden || !string.Equals(System.Decode(label).ToString(), line, StringComparison.Ordinal))
                {
                    todo.Push(_seen[new Key(buffer.State(i).ToArray())]);
                }
            }
        }

        return true;
    }

    /// <summary>Whether some interleaving shows a line after another.</summary>
    public bool Shows(string first, string second)
    {
        // A second search over (state, first seen).
        var seen = new HashSet<(int, bool)>();
        var todo = new Stack<(int Node, bool First)>();
        todo.Push((0, false));
        var buffer = new SuccessorBuffer(System.StateSize);
        while (todo.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            buffer.Clear();
            System.Successors(_nodes[at.Node].State, buffer);
            for (var i = 0; i < buffer.Count; i++)
            {
                var transition = buffer.Transition(i);
                var text = transition.Label.IsHidden ? "" : System.Decode(transition.Label).ToString();
                if (at.First && string.Equals(text, second, StringComparison.Ordinal))
                {
                    return true;
                }

                todo.Push((_seen[new Key(buffer.State(i).ToArray())], at.First || string.Equals(text, first, StringComparison.Ordinal)));
            }
        }

        return false;
    }

    private void Explore(int limit)
    {
        var initial = new byte[System.StateSize];
        System.Initial(initial);
        _nodes.Add((initial, -1, default));
        _seen.Add(new Key(initial), 0);
        var buffer = new SuccessorBuffer(System.StateSize);
        var lines = new HashSet<ulong>();
        for (var n = 0; n < _nodes.Count && n < limit; n++)
        {
            buffer.Clear();
            var state = _nodes[n].State;
            System.Successors(state, buffer);
            var quiescent = buffer.Count == 0;
            if (quiescent)
            {
                var end = System.EndOf(state).ToString();
                Ends.Add(end);
                Log = Log.Count > 0 ? Log : [.. LogTo(n).Split('\n').Where(l => !l.StartsWith(' ')), end];
            }

            if (Breach is null && System.CheckInvariants(state, quiescent) is { } breach)
            {
                Breach = (breach, LogTo(n) + "\n" + string.Join('\n', System.DescribeWaits(state)));
            }

            Transitions += buffer.Count;
            for (var i = 0; i < buffer.Count; i++)
            {
                var transition = buffer.Transition(i);
                Rules.Add((Rule)transition.Rule);
                if (!transition.Label.IsHidden && lines.Add(transition.Label.Value))
                {
                    var line = System.Decode(transition.Label);
                    Lines.Add(line.ToString());
                    Assert.That(System.TryEncode(line, out var back) && back == transition.Label, $"{line} is not its label's line");
                }

                var key = new Key(buffer.State(i).ToArray());
                if (_seen.TryAdd(key, _nodes.Count))
                {
                    _nodes.Add((key.Bytes, n, transition));
                }
            }
        }

        Assert.That(_nodes, Has.Count.LessThan(limit), "the scenario is too large for a test");
    }

    private readonly struct Key(byte[] bytes) : IEquatable<Key>
    {
        public byte[] Bytes { get; } = bytes;

        public bool Equals(Key other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Bytes);
            return hash.ToHashCode();
        }
    }
}
