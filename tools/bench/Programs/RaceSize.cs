using System.Runtime.InteropServices;

namespace Utrace.Bench.Programs;

/// <summary>How large a race is; printed and named everywhere in this order.</summary>
/// <param name="Engines">Engines attached to the one tracee.</param>
/// <param name="Tracers">Threads that control it.</param>
/// <param name="Operations">Calls of each tracer.</param>
/// <param name="Reports">Reports of the tracee.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RaceSize(int Engines, int Tracers, int Operations, int Reports)
{
    /// <summary>All bits of a set of engines.</summary>
    public int AllEngines => (1 << Engines) - 1;

    /// <summary>On whose engine a tracer's call is.</summary>
    public int EngineOf(int tracer, int call) => 1 << ((tracer + call) % Engines);

    /// <inheritdoc/>
    public override string ToString() => $"{Engines},{Tracers},{Operations},{Reports}";
}
