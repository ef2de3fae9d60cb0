namespace Utrace.Reference;

/// <summary>What exploration asks beside successors.</summary>
public sealed partial class UtraceModel
{
    /// <inheritdoc/>
    public bool IsLocal(ReadOnlySpan<byte> state, int context) => false;

    /// <inheritdoc/>
    public ulong Unheld(ReadOnlySpan<byte> state) => ulong.MaxValue;
}
