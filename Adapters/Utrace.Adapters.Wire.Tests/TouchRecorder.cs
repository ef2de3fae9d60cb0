using Utrace.Conformance.Scheduling;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>Writes down what every step touches, by name: <c>-</c> read, <c>+</c> written.</summary>
internal sealed class TouchRecorder(IStrategy strategy, ScheduleSpace space) : IStrategy
{
    /// <summary>A line a step.</summary>
    public List<string> Steps { get; } = [];

    public bool Begin() => strategy.Begin();

    public int Choose(in Decision decision) => strategy.Choose(decision);

    public void Ran(ReadOnlySpan<Access> accesses)
    {
        List<string> names = [];
        foreach (var access in accesses)
        {
            names.Add((access.IsWrite ? "+" : "-") + space.NameOf(access.Variable));
        }

        names.Sort(StringComparer.Ordinal);
        Steps.Add(string.Join(' ', names));
        strategy.Ran(accesses);
    }

    public void Rested() => strategy.Rested();

    public void End() => strategy.End();
}
