namespace Utrace.Conformance.Scheduling;

/// <summary>What one step has touched so far: each variable at most once read and once written. Reused from step to step.</summary>
internal sealed class AccessSet
{
    private readonly List<Access> _accesses = [];

    /// <summary>Whether nothing was touched.</summary>
    public bool IsEmpty => _accesses.Count == 0;

    /// <summary>The accesses, in the order of their first use.</summary>
    public ReadOnlySpan<Access> Span => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_accesses);

    /// <summary>Adds one.</summary>
    public void Add(int variable, bool isWrite)
    {
        var access = new Access(variable, isWrite);
        if (!Span.Contains(access))
        {
            _accesses.Add(access);
        }
    }

    /// <summary>Empties it.</summary>
    public void Clear() => _accesses.Clear();
}
