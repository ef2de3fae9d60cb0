using System.Runtime.CompilerServices;

namespace Utrace.Reference.State;

/// <summary>
/// Where the records of a state lie in its bytes: world, groups, threads, engines, occurrence counters, contexts, and what a scenario pays for only if it uses it:
/// signals by thread, jobs by group, kin by thread, wake-ups by context.
/// </summary>
internal sealed class Layout
{
    private readonly int[] _sections = new int[11];

    public Layout(int groups, int threads, int engines, int counters, int contexts, Sections sections)
    {
        Span<int> sizes =
        [
            Unsafe.SizeOf<WorldState>(),
            groups * Unsafe.SizeOf<GroupState>(),
            threads * Unsafe.SizeOf<ThreadState>(),
            engines * Unsafe.SizeOf<EngineState>(),
            counters,
            contexts * Unsafe.SizeOf<ContextState>(),
            (sections & Sections.Signals) != 0 ? threads * Unsafe.SizeOf<SignalState>() : 0,
            (sections & Sections.Signals) != 0 ? groups * Unsafe.SizeOf<JobState>() : 0,
            (sections & Sections.Kin) != 0 ? threads * Unsafe.SizeOf<KinState>() : 0,
            (sections & Sections.Wakes) != 0 ? contexts * Unsafe.SizeOf<WakeState>() : 0,
        ];
        for (var i = 0; i < sizes.Length; i++)
        {
            _sections[i + 1] = _sections[i] + sizes[i];
        }
    }

    public int Groups => _sections[1];

    public int Threads => _sections[2];

    public int Engines => _sections[3];

    public int Counters => _sections[4];

    public int Contexts => _sections[5];

    public int Signals => _sections[6];

    public int Jobs => _sections[7];

    public int Kin => _sections[8];

    public int Wakes => _sections[9];

    /// <summary>Bytes of a state.</summary>
    public int Size => _sections[10];

    /// <summary>Copies every record to where a larger layout has it: records keep their indices.</summary>
    public void CopyTo(Layout larger, ReadOnlySpan<byte> from, Span<byte> into)
    {
        for (var i = 0; i < _sections.Length - 1; i++)
        {
            from[_sections[i].._sections[i + 1]].CopyTo(into[larger._sections[i]..]);
        }
    }
}

/// <summary>The optional parts of a state.</summary>
[Flags]
internal enum Sections : byte
{
    None = 0,
    Signals = 1 << 0,
    Kin = 1 << 1,
    Wakes = 1 << 2,
    All = Signals | Kin | Wakes,
}
