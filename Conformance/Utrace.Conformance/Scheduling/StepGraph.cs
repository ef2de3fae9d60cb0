namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Every state of a program and every step from it, as numbers: what a model knows about a program that takes the model's own steps. State 0 is the
/// start; a state and a context give at most one next state.
/// </summary>
public sealed class StepGraph
{
    private readonly int[] _first;
    private readonly int[] _contexts;
    private readonly int[] _targets;

    private StepGraph(int[] first, int[] contexts, int[] targets)
    {
        (_first, _contexts, _targets) = (first, contexts, targets);
        (BackwardOrder, IsAcyclic, IsBack) = StepGraphOrder.Of(this);
    }

    /// <summary>How many states can be reached.</summary>
    public int States => _first.Length - 1;

    /// <summary>How many steps lead from one to the next.</summary>
    public int Transitions => _targets.Length;

    /// <summary>Whether every schedule ends: no state is ever met again.</summary>
    public bool IsAcyclic { get; }

    /// <summary>The states, such that every target of a transition that is not <see cref="IsBack"/> comes before its source.</summary>
    internal int[] BackwardOrder { get; }

    /// <summary>The transitions that close a cycle.</summary>
    internal bool[] IsBack { get; }

    /// <summary>Walks through everything that can be reached.</summary>
    /// <param name="start">The first state.</param>
    /// <param name="steps">Adds the steps of a state: which context, and the state it leads to. Contexts ascending.</param>
    /// <exception cref="ArgumentException">A context leads to two states, or the contexts are not ascending.</exception>
    public static StepGraph Of<TState>(TState start, Action<TState, List<(int Context, TState Next)>> steps)
        where TState : notnull
    {
        var numbers = new Dictionary<TState, int> { [start] = 0 };
        var states = new List<TState> { start };
        var found = new List<(int Context, TState Next)>();
        List<int> first = [0], contexts = [], targets = [];
        for (var s = 0; s < states.Count; s++)
        {
            found.Clear();
            steps(states[s], found);
            for (var i = 0; i < found.Count; i++)
            {
                var (context, next) = found[i];
                if (i > 0 && context <= found[i - 1].Context)
                {
                    throw new ArgumentException($"State {s} ({states[s]}) gives a step of context {context} after one of {found[i - 1].Context}; expected each context once, ascending.", nameof(steps));
                }

                if (!numbers.TryGetValue(next, out var number))
                {
                    number = states.Count;
                    numbers.Add(next, number);
                    states.Add(next);
                }

                contexts.Add(context);
                targets.Add(number);
            }

            first.Add(targets.Count);
        }

        return new StepGraph([.. first], [.. contexts], [.. targets]);
    }

    /// <summary>The first transition of a state; those of <paramref name="state"/> + 1 follow.</summary>
    public int First(int state) => _first[state];

    /// <summary>Who takes a transition.</summary>
    public int ContextOf(int transition) => _contexts[transition];

    /// <summary>Where it leads.</summary>
    public int Target(int transition) => _targets[transition];

    /// <summary>The transition that a context takes in a state; -1 if it takes none there.</summary>
    public int Find(int state, int context)
    {
        for (var t = _first[state]; t < _first[state + 1]; t++)
        {
            if (_contexts[t] == context)
            {
                return t;
            }
        }

        return -1;
    }

    /// <summary>The contexts that can go on in a state, ascending.</summary>
    public ReadOnlySpan<int> Enabled(int state) => _contexts.AsSpan(_first[state].._first[state + 1]);
}
