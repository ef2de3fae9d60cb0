using System.Collections.Immutable;

namespace Utrace.Conformance.Scheduling;

/// <summary>The names of one exploration: contexts and shared variables have the same numbers in all its schedules. Not thread-safe: schedules of a space run one after another.</summary>
/// <param name="contexts">The contexts in their order.</param>
public sealed class ScheduleSpace(IEnumerable<string> contexts)
{
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private Dictionary<string, int>? _numbers;

    /// <summary>The contexts; a schedule names them by index.</summary>
    public ImmutableArray<string> Contexts { get; } = [.. contexts];

    /// <summary>How many variables have been named.</summary>
    public int Variables => _names.Count;

    /// <summary>Whether the implementation tells what its steps touch; else every step depends on every other.</summary>
    public bool IsTold { get; internal set; }

    /// <summary>Who ran at each step of the last schedule; of the present one, as far as it has come.</summary>
    internal IReadOnlyList<int> LastChoices { get; set; } = [];

    /// <summary>What the implementation keeps from one schedule to the next.</summary>
    internal object? Kept { get; set; }

    /// <summary>The number of a context; -1 where there is none of that name.</summary>
    public int ContextOf(string name)
    {
        _numbers ??= Contexts.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        return _numbers.GetValueOrDefault(name, -1);
    }

    /// <summary>The number of a variable, which is given one if it is new.</summary>
    public int VariableOf(string name)
    {
        if (!_variables.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _variables.Add(name, number);
            _names.Add(name);
        }

        return number;
    }

    /// <summary>The name of a variable.</summary>
    public string NameOf(int variable) => _names[variable];
}
