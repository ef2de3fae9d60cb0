using System.Collections.Immutable;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>A program, started once per connection.</summary>
/// <param name="Words">The program and its arguments.</param>
public sealed record ExecEndpoint(ImmutableArray<string> Words) : WireEndpoint
{
    /// <inheritdoc/>
    public override IWireTransport Connect() => ChildTransport.Start(Words);

    /// <inheritdoc/>
    public override string ToString() => "exec:" + string.Join(' ', Words.Select(w => w.AsSpan().ContainsAny(" \t'\"\\") || w.Length == 0 ? $"'{w.Replace("'", "'\\''", StringComparison.Ordinal)}'" : w));
}
