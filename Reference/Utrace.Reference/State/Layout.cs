using System.Runtime.CompilerServices;

namespace Utrace.Reference.State;

/// <summary>Where the records of a state lie in its bytes: world, groups, threads, engines, occurrence counters, contexts.</summary>
internal sealed class Layout
{
    public Layout(int groups, int threads, int engines, int counters, int contexts)
    {
        Groups = Unsafe.SizeOf<WorldState>();
        Threads = Groups + (groups * Unsafe.SizeOf<GroupState>());
        Engines = Threads + (threads * Unsafe.SizeOf<ThreadState>());
        Counters = Engines + (engines * Unsafe.SizeOf<EngineState>());
        Contexts = Counters + counters;
        Size = Contexts + (contexts * Unsafe.SizeOf<ContextState>());
    }

    public int Groups { get; }

    public int Threads { get; }

    public int Engines { get; }

    public int Counters { get; }

    public int Contexts { get; }

    /// <summary>Bytes of a state.</summary>
    public int Size { get; }
}
