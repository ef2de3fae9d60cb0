using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>A growing table that gives every value an index.</summary>
internal sealed class Names<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _indices = [];
    private readonly List<T> _values = [];

    public int Count => _values.Count;

    public T this[int index] => _values[index];

    /// <summary>The index of a value, new or old.</summary>
    public int Add(T value)
    {
        if (!_indices.TryGetValue(value, out var index))
        {
            index = _values.Count;
            _values.Add(value);
            _indices.Add(value, index);
        }

        return index;
    }

    /// <summary>The index of a value, or -1.</summary>
    public int Find(T value) => _indices.TryGetValue(value, out var index) ? index : -1;

    /// <summary>The index of a value that a scenario names.</summary>
    /// <exception cref="ScenarioUnfitException">The scenario does not declare it.</exception>
    public int Require(T value, string what) => Find(value) is >= 0 and var index
        ? index
        : throw new ScenarioUnfitException($"{what} '{value}' is named but not declared; declare it, or correct the name.");
}

/// <summary>A scenario that the model cannot take: the loader reports most such defects earlier and better.</summary>
public sealed class ScenarioUnfitException(string message) : Exception(message)
{
    /// <summary>The same with the scenario's place.</summary>
    public ScenarioUnfitException(Scenario scenario, string message)
        : this($"{scenario.Source}: {scenario.Id}: {message}")
    {
    }
}
