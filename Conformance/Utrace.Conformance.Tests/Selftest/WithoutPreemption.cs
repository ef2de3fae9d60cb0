using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Selftest;

/// <summary>Every schedule in which a context runs on until it cannot: who is next is chosen only then, each in turn, depth first.</summary>
internal sealed class WithoutPreemption : IStrategy
{
    private readonly List<(int[] Enabled, int At)> _choices = [];
    private int _depth;
    private bool _hasBegun;

    public bool Begin()
    {
        _depth = 0;
        if (!_hasBegun)
        {
            return _hasBegun = true;
        }

        while (_choices.Count > 0)
        {
            var (enabled, at) = _choices[^1];
            _choices.RemoveAt(_choices.Count - 1);
            if (at + 1 < enabled.Length)
            {
                _choices.Add((enabled, at + 1));
                return true;
            }
        }

        return false;
    }

    public int Choose(in Decision decision)
    {
        if (decision.Enabled.Contains(decision.Last))
        {
            return decision.Last;
        }

        if (_depth == _choices.Count)
        {
            _choices.Add((decision.Enabled.ToArray(), 0));
        }

        var (enabled, at) = _choices[_depth++];
        return enabled[at];
    }

    public void Ran(ReadOnlySpan<Access> accesses)
    {
    }

    public void End()
    {
    }
}
