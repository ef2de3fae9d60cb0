using Utrace.Reference.Programs;
using Utrace.Reference.State;

namespace Utrace.Reference.Kernel;

/// <summary>
/// Which next steps are local: they write nothing that another context reads (but gates, which only open), read nothing that another writes, and
/// need no lock. docs/exploration.md says why each is. Lines of <c>*</c> are never local: their order is part of an outcome.
/// </summary>
internal ref partial struct Machine
{
    /// <summary>Whether the next step of a context is local; it can then be taken.</summary>
    public readonly bool IsLocal(int c, Footprints footprints)
    {
        ref var context = ref Context(c);
        if (context.Callback.Engine != 0)
        {
            return CallbackIsLocal(ref context, footprints);
        }

        return c < _program.Threads.Count ? ThreadIsLocal(c, footprints)
            : WakesNow(c) ? false
            : context.Outer.Place is CallPlace.None ? ScriptIsLocal(_program.Scripts[c], NextStep(c))
            : context.Outer.Place is CallPlace.Return;
    }

    /// <summary>A call's first and last line, and a gate that opens: it enables steps of others, and takes no alternative from them.</summary>
    private static bool ScriptIsLocal(List<CompiledStep> script, int next) =>
        next < script.Count && script[next].Kind is StepKind.Call or StepKind.Open;

    private readonly bool CallbackIsLocal(ref ContextState context, Footprints footprints)
    {
        if (context.Inner.Place is not CallPlace.None)
        {
            return context.Inner.Place is CallPlace.Return;
        }

        var e = context.Callback.Engine - 1;
        if (context.Callback.Rule != 0)
        {
            var body = _program.Engines[e].Rules[context.Callback.Rule - 1].Body;
            var next = PassAwaits(body, context.Callback.Next);
            if (next < body.Count)
            {
                return ScriptIsLocal(body, next);
            }
        }

        // The end: only set_events looks whether a callback is open; what is returned is private to the thread until P2 to P6.
        return !footprints.SetsEventsOf(e);
    }

    private readonly bool ThreadIsLocal(int c, Footprints footprints)
    {
        ref var t = ref Thread(c);
        if (_program.Wakes && Wakes(c).Gates != 0)
        {
            return false;
        }

        switch (t.Place)
        {
            case ThreadPlace.Tick:
            case ThreadPlace.ExecFail:
            case ThreadPlace.ExecDone:
            case ThreadPlace.SyscallEnter:
            case ThreadPlace.SyscallBody:
            case ThreadPlace.SyscallAbort:
            case ThreadPlace.SyscallInterrupt:
            case ThreadPlace.SyscallDone:
                return true;
            case ThreadPlace.CloneEnter:
            case ThreadPlace.CloneFail:
            case ThreadPlace.WaitEnter:
            case ThreadPlace.WaitBody:
            case ThreadPlace.WaitInterrupt:
            case ThreadPlace.SignalsEnter:
                return true;
            case ThreadPlace.ExecEnter:
                return ExecsAlone(c);
            case ThreadPlace.ExitEnter:
                return Activity(c).Kind is StepKind.Exit;
            case ThreadPlace.DiedLine:
                return !ReapsItself(c);
            case ThreadPlace.CallbackBegin:
                // The mark of T1 keeps barriers out, and in the normative model detaches too; what else looks at an open callback is a set_events.
                return _program.Open && !footprints.SetsEventsOf(t.Pass.Turn - 1);
            default:
                return false;
        }
    }
}
