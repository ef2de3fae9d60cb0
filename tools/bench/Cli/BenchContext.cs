namespace Utrace.Bench.Cli;

/// <summary>What every row may ask for.</summary>
/// <param name="Root">The repository's directory.</param>
/// <param name="Repetitions">How often each contestant is measured.</param>
/// <param name="Scratch">A directory that is removed after the run.</param>
internal sealed record BenchContext(string Root, int Repetitions, string Scratch);
