using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>
/// Whose turns without a callback can show that they are a step of their own: between the reading of the mask and the end of the turn another context's calls must come, of
/// which the first changes what was read, and the last is told that a callback may be open. A lone call that clears events could as well come before the reading.
/// Immutable.
/// </summary>
internal readonly struct IdleTurns
{
    private readonly ulong _engines;

    public IdleTurns(WorldProgram program)
    {
        for (var e = 0; e < program.Engines.Count; e++)
        {
            _engines |= Shows(program, e) ? 1ul << e : 0;
        }
    }

    /// <summary>Whether a turn of the engine does.</summary>
    public bool Shows(int engine) => (_engines & (1ul << engine)) != 0;

    private static bool Shows(WorldProgram program, int e)
    {
        var thread = program.Engines[e].Thread;
        var others = CallsOn(program, e).Where(c => c.Context != thread).Select(c => c.Call).ToList();
        if (others.Exists(c => c.Function is ApiFunction.Control && c.Action == (uint)ResumeAction.Detach))
        {
            return true;
        }

        var masks = CallsOn(program, e).Where(c => c.Call.Function is ApiFunction.SetEvents).Select(c => c.Call.Events).Append(Initial(program.Engines[e])).ToList();
        var set = others.Where(c => c.Function is ApiFunction.SetEvents).Select(c => c.Events).ToList();
        return set.Exists(m => masks.Exists(old => (old & ~m) != 0))
            && (set.Exists(m => masks.Exists(old => (m & ~old) != 0)) || others.Exists(c => c.Function is ApiFunction.Control));
    }

    private static UtraceEvents Initial(EngineProgram engine) => engine.Attached ? engine.Events : UtraceEvents.None;

    /// <summary>The calls on an engine, each with the context that makes it. A callback's are the thread's, or the reaper's, when no turn is left.</summary>
    private static IEnumerable<(int Context, CompiledCall Call)> CallsOn(WorldProgram program, int e) =>
        program.Scripts.SelectMany((script, context) => script.Select(s => (context, s)))
            .Concat(program.Engines.SelectMany(engine => engine.Rules.SelectMany(r => r.Body).Select(s => (engine.Thread, s))))
            .Where(p => p.s.Kind is StepKind.Call && program.Calls[p.s.A].Engine == e)
            .Select(p => (p.Item1, program.Calls[p.s.A]));
}
