namespace Utrace.Bench.Cli;

/// <summary>What every row may ask for.</summary>
/// <param name="Root">The repository's directory.</param>
/// <param name="Repetitions">How often each contestant is measured.</param>
/// <param name="Scratch">A directory that is removed after the run.</param>
/// <param name="WirePeer">The command that answers trivial calls over the wire; null: one on the SDK for C, or the kit's server where there is no gcc.</param>
internal sealed record BenchContext(string Root, int Repetitions, string Scratch, string? WirePeer);
