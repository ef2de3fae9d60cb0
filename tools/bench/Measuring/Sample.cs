using System.Runtime.InteropServices;

namespace Utrace.Bench.Measuring;

/// <summary>One repetition.</summary>
/// <param name="Work">How much was done: states, schedules, events, or 1 for a whole command.</param>
/// <param name="Cpu">Processor time, of all threads and of child processes where the work is done by one.</param>
/// <param name="Wall">Time on the clock.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(double Work, TimeSpan Cpu, TimeSpan Wall)
{
    /// <summary>Work in a second of processor time.</summary>
    public double Rate => Work / Math.Max(Cpu.TotalSeconds, 1e-6);
}
