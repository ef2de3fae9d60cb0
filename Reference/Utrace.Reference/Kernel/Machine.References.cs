using Utrace.Reference.State;

namespace Utrace.Reference.Kernel;

/// <summary>Engine references and the release hook.</summary>
internal ref partial struct Machine
{
    /// <summary>Drops one reference; the last one shows the release.</summary>
    private bool Drop(int e)
    {
        ref var engine = ref Engine(e);
        if (engine.References == 0 || --engine.References != 0)
        {
            return false;
        }

        if ((engine.Ghosts & EngineGhosts.Open) != 0)
        {
            Break(Breach.ReleaseDuringCallback, e);
        }

        engine.Ghosts |= EngineGhosts.Released;
        Rule = Rule.Release;
        Label = Labels.Released(e);
        return true;
    }

    private bool GetCall(ref CallFrame frame, int e)
    {
        ref var engine = ref Engine(e);
        if (engine.References is not (0 or 255))
        {
            engine.References++;
        }

        frame.Place = CallPlace.Return;
        return Did(Rule.Get);
    }

    private bool PutCall(ref CallFrame frame, int e)
    {
        frame.Place = CallPlace.Return;
        Rule = Rule.Put;
        Drop(e);
        return true;
    }
}
