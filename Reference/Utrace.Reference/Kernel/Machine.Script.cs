using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The script layer: actors' scripts, gates, probes, settling.</summary>
internal ref partial struct Machine
{
    private bool ActorStep(int c)
    {
        if (WakesNow(c))
        {
            return WakeUp(c);
        }

        ref var context = ref Context(c);
        if (context.Outer.Place is not CallPlace.None)
        {
            return CallStep(c, ref context.Outer);
        }

        var script = _program.Scripts[c];
        var next = NextStep(c);
        if (next >= script.Count)
        {
            return false;
        }

        if (!ScriptStep(c, script[next], ref context.Outer))
        {
            return false;
        }

        context.Next = (ushort)(next + 1);
        return true;
    }

    private bool ScriptStep(int c, in CompiledStep step, ref CallFrame frame)
    {
        switch (step.Kind)
        {
            case StepKind.Call:
                return BeginCall(c, ref frame, step.A);
            case StepKind.Open:
                World.Gates |= 1ul << step.A;
                return Shows(Rule.OpenLine, Labels.GateOpened(c, step.A));
            case StepKind.Probe:
                return Shows(Rule.ProbeLine, Labels.Probed(c, step.A, Probe(step.A)));
            case StepKind.AwaitState:
                return Probe(step.A) == (TraceeState)step.B && Shows(Rule.SawLine, Labels.StateSeen(c, step.A, (TraceeState)step.B));
            case StepKind.Settle:
                return OthersAtRest(c) && Shows(Rule.SettleLine, Labels.Settled(c));
            default:
                return false;
        }
    }

    /// <summary>What a probe of the thread says.</summary>
    public readonly TraceeState Probe(int thread)
    {
        ref var t = ref Thread(thread);
        return t.Place is ThreadPlace.Unborn ? TraceeState.Unborn
            : t[ThreadFlags.Taken] ? TraceeState.Reaped
            : t.Exit is not ExitState.Alive ? TraceeState.Zombie
            : t.State switch
            {
                RunState.Tstop => TraceeState.Tstopped,
                RunState.Jstop => TraceeState.Jstopped,
                RunState.SleepInterruptible or RunState.SleepUninterruptible => TraceeState.Sleeping,
                _ => TraceeState.Running,
            };
    }

    /// <summary>Whether the context's next step is a settle; it does not count as movable for another one.</summary>
    public readonly bool IsSettling(int c)
    {
        ref var context = ref Context(c);
        if (c < _program.Threads.Count || context.Outer.Place is not CallPlace.None || context.Callback.Engine != 0)
        {
            return false;
        }

        var next = NextStep(c);
        return next < _program.Scripts[c].Count && _program.Scripts[c][next].Kind is StepKind.Settle;
    }

    /// <summary>Whether any alternative of a context's next step can fire; tried on a copy.</summary>
    public readonly bool CanMove(int c, Span<byte> copy)
    {
        var choices = default(Choices);
        do
        {
            choices.Restart();
            _bytes.CopyTo(copy);
            if (new Machine(_program, _layout, copy, ref choices).Step(c))
            {
                return true;
            }
        }
        while (choices.Next());

        return false;
    }

    private readonly bool OthersAtRest(int c)
    {
        Span<byte> copy = stackalloc byte[_layout.Size];
        for (var other = 0; other < _program.Contexts.Count; other++)
        {
            if (other != c && !IsSettling(other) && CanMove(other, copy))
            {
                return false;
            }
        }

        return true;
    }
}
