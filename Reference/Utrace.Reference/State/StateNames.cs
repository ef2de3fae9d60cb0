using System.Runtime.InteropServices;
using Utrace.Reference.Programs;

namespace Utrace.Reference.State;

/// <summary>
/// The one place that knows which fields of a state name a context, an engine, an identity or a call: it writes the image of a state under a renaming. A field that it misses
/// shows in the test that compares the successors of images with the images of successors.
/// </summary>
internal static class StateNames
{
    public static void Rename(WorldProgram program, Layout layout, Renaming names, ReadOnlySpan<byte> state, Span<byte> into)
    {
        state.CopyTo(into);
        ref var world = ref MemoryMarshal.AsRef<WorldState>(into);
        if (world.Breach is not (Breach.None or Breach.UserStepAfterKill))
        {
            world.BreachSubject = names.Engines[world.BreachSubject];
        }

        var threads = Records<ThreadState>(into, layout.Threads, program.Threads.Count);
        for (var t = 0; t < threads.Length; t++)
        {
            Rename(ref threads[t], names);
        }

        var engines = Records<EngineState>(state, layout.Engines, program.Engines.Count);
        var engineImages = Records<EngineState>(into, layout.Engines, program.Engines.Count);
        for (var e = 0; e < engines.Length; e++)
        {
            var image = names.Engines[e];
            engineImages[image] = engines[e];
            Rename(ref engineImages[image], names);
            var counters = program.Engines[e].Counters.Length;
            state.Slice(layout.Counters + program.Engines[e].FirstCounter, counters).CopyTo(into[(layout.Counters + program.Engines[image].FirstCounter)..]);
        }

        var contexts = Records<ContextState>(state, layout.Contexts, program.Contexts.Count);
        var contextImages = Records<ContextState>(into, layout.Contexts, program.Contexts.Count);
        for (var c = 0; c < contexts.Length; c++)
        {
            ref var image = ref contextImages[names.Contexts[c]];
            image = contexts[c];
            Rename(ref image.Outer, names, isCall: c >= threads.Length, listsThreads: c < threads.Length && threads[c].Place is ThreadPlace.GroupKill or ThreadPlace.ExecMark);
            Rename(ref image.Inner, names, isCall: true, listsThreads: false);
            image.Callback.Engine = names.Engine(image.Callback.Engine);
        }

        // What else belongs to a context; signals, jobs and kin belong to threads and groups.
        if (program.Wakes)
        {
            var wakes = Records<WakeState>(state, layout.Wakes, contexts.Length);
            var wakeImages = Records<WakeState>(into, layout.Wakes, contexts.Length);
            for (var c = 0; c < contexts.Length; c++)
            {
                wakeImages[names.Contexts[c]] = wakes[c];
            }
        }
    }

    private static void Rename(ref ThreadState t, Renaming names)
    {
        t.Reporting = names.Engine(t.Reporting);
        t.Stepper = names.Engine(t.Stepper);
        t.Lock = t.Lock == 0 ? (byte)0 : (byte)(names.Contexts[t.Lock - 1] + 1);
        t.Attached = names.EngineSet(t.Attached);
        t.Waiting = names.EngineSet(t.Waiting);
        t.Pass.Turn = names.Engine(t.Pass.Turn);
    }

    private static void Rename(ref EngineState engine, Renaming names)
    {
        if (engine.Ops is OpsKind.Unborn)
        {
            return;
        }

        engine.OpsId = names.Identities[engine.OpsId];
        engine.DataId = names.Identities[engine.DataId];
    }

    private static void Rename(ref CallFrame frame, Renaming names, bool isCall, bool listsThreads)
    {
        frame.Handle = names.Engine(frame.Handle);
        frame.Engine = names.Engine(frame.Engine);

        // A thread keeps locals of its own passes in its outer frame: there is no call then, nor where nothing runs.
        frame.Call = isCall && frame.Place is not CallPlace.None ? names.Calls[frame.Call] : frame.Call;
        frame.List = listsThreads || frame.Place is CallPlace.KillMark ? frame.List : names.EngineSet(frame.List);
    }

    private static Span<T> Records<T>(Span<byte> state, int offset, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(state[offset..])[..count];

    private static ReadOnlySpan<T> Records<T>(ReadOnlySpan<byte> state, int offset, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(state[offset..])[..count];
}
