using Utrace.Adapters;

namespace Utrace.Conformance.Running;

/// <summary>Every context has a thread of its own, and the machine decides (T0, T1).</summary>
/// <param name="sync">The play's lock.</param>
internal sealed class FreePace(object sync) : IPace
{
    private const int StackBytes = 256 * 1024;

    /// <inheritdoc/>
    public bool IsControlled => false;

    /// <inheritdoc/>
    public string? Running => null;

    /// <inheritdoc/>
    public ISession Open(IAdapter adapter, IKit kit, ulong seed) => adapter.Open(kit, seed);

    /// <inheritdoc/>
    public void Conduct(Action body) => Start("conductor", body);

    /// <inheritdoc/>
    public void Start(string actor, Action body) => new Thread(body.Invoke, StackBytes) { IsBackground = true, Name = actor }.Start();

    /// <inheritdoc/>
    public void Between(string context)
    {
    }

    /// <inheritdoc/>
    public void Wait(string context, Func<string> what, Func<bool> isOver)
    {
        while (!isOver())
        {
            Monitor.Wait(sync);
        }
    }

    /// <inheritdoc/>
    public void Wake(string context) => Monitor.PulseAll(sync);

    /// <inheritdoc/>
    public void Use(string variable, bool isWrite)
    {
    }

    /// <inheritdoc/>
    public void Glance(string variable)
    {
    }

    /// <inheritdoc/>
    public bool RunToRest() => throw new NotSupportedException("Only a controlled run knows its rest.");

    /// <inheritdoc/>
    public void Close()
    {
    }
}
