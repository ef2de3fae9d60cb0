using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The initial state: threads in user mode, engines attached in declaration order with their masks set.</summary>
internal static class Setup
{
    public static void Write(WorldProgram program, Layout layout, Span<byte> state)
    {
        state.Clear();
        var none = default(Choices);
        var machine = new Machine(program, layout, state, ref none);
        for (var i = 0; i < program.Threads.Count; i++)
        {
            machine.Spawn(i);
        }

        for (var e = 0; e < program.Engines.Count; e++)
        {
            var engine = program.Engines[e];
            if (!engine.Attached)
            {
                continue;
            }

            ref var t = ref machine.Thread(engine.Thread);
            machine.Engine(e) = new EngineState
            {
                Ops = OpsKind.Table,
                Events = engine.Events,
                References = 2,
                Sequence = t.NextSequence++,
                OpsId = (byte)engine.Ops,
                DataId = (byte)engine.Data,
            };
            t.Attached |= 1ul << e;
            t.Union |= engine.Events | UtraceEvents.Reap;
            t[ThreadFlags.HasRecord] = true;
            t[ThreadFlags.Systr] |= (engine.Events & (UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit)) != 0;
        }
    }
}
