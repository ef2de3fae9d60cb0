using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>What a scenario's calls can touch at all, for deciding which steps are local.</summary>
internal sealed class Footprints
{
    private readonly ulong _masksSet;

    public Footprints(WorldProgram program)
    {
        foreach (var call in program.Calls)
        {
            if (call.Function is ApiFunction.SetEvents)
            {
                _masksSet |= 1ul << call.Engine;
            }
        }
    }

    /// <summary>Whether some call sets the engine's events. It looks whether a callback of the engine is open.</summary>
    public bool SetsEventsOf(int engine) => (_masksSet & (1ul << engine)) != 0;
}
