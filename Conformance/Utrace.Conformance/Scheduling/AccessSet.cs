namespace Utrace.Conformance.Scheduling;

/// <summary>What one step has touched so far: each variable at most once read and once written. Reused from step to step.</summary>
internal sealed class AccessSet
{
    private readonly List<Access> _accesses = [];

    /// <summary>Whether nothing was touched that others can notice; a glance is not noticed.</summary>
    public bool IsUnnoticed { get; private set; } = true;

    /// <summary>The accesses, in the order of their first use.</summary>
    public ReadOnlySpan<Access> Span => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_accesses);

    /// <summary>Adds one, by which the step ends at the next pause point.</summary>
    public void Add(int variable, bool isWrite)
    {
        IsUnnoticed = false;
        Note(variable, isWrite);
    }

    /// <summary>Adds a read that does not end the step: what it sees belongs to what the step does next.</summary>
    public void Glance(int variable) => Note(variable, isWrite: false);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _accesses.Clear();
        IsUnnoticed = true;
    }

    private void Note(int variable, bool isWrite)
    {
        var access = new Access(variable, isWrite);
        if (!Span.Contains(access))
        {
            _accesses.Add(access);
        }
    }
}
