using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling;

/// <summary>Chooses what it is told, then the first that can go on; writes down what it saw.</summary>
internal sealed class ScriptedStrategy(params int[] choices) : IStrategy
{
    public List<string> Seen { get; } = [];

    public bool HasEnded { get; private set; }

    public bool Begin() => true;

    public int Choose(in Decision decision)
    {
        var chosen = decision.Step < choices.Length ? choices[decision.Step] : decision.Enabled[0];
        Seen.Add($"{string.Join(",", decision.Enabled.ToArray())}>{chosen}");
        return chosen;
    }

    public void Ran(ReadOnlySpan<Access> accesses) =>
        Seen[^1] += string.Concat(accesses.ToArray().Select(a => $" {(a.IsWrite ? 'w' : 'r')}{a.Variable}"));

    public void End() => HasEnded = true;
}
