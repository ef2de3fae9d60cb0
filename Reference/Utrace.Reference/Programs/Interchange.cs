using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>
/// Finds the exchanges of two actors that leave a program as it is: the actors' scripts are equal once the engines and identities in them are exchanged as well, and so is
/// everything else, all other scripts and all callbacks, which is checked over the whole program. An engine that is attached at the start keeps its name: it has a place in the list.
/// </summary>
internal sealed class Interchange(WorldProgram program)
{
    private readonly int _contexts = program.Contexts.Count;
    private byte[] _context = [];
    private byte[] _engine = [];
    private byte[] _identity = [];
    private ushort[] _call = [];

    /// <summary>The renaming that changes nothing.</summary>
    public static Renaming Nothing(WorldProgram program) => new(
        Count(program.Contexts.Count), Count(program.Engines.Count), Count(program.Identities.Count), [.. Enumerable.Range(0, program.Calls.Count).Select(n => (ushort)n)]);

    /// <summary>Every exchange, in order of the actors.</summary>
    public IEnumerable<Renaming> Exchanges()
    {
        for (var a = program.Threads.Count; a < _contexts; a++)
        {
            for (var b = a + 1; b < _contexts; b++)
            {
                if (Try(a, b))
                {
                    yield return new Renaming(_context, _engine, _identity, _call);
                }
            }
        }
    }

    private static byte[] Count(int count) => [.. Enumerable.Range(0, count).Select(n => (byte)n)];

    private bool Try(int a, int b)
    {
        var (mine, other) = (program.Scripts[a], program.Scripts[b]);
        if (mine.Count != other.Count)
        {
            return false;
        }

        (_context, _engine, _identity) = (Count(_contexts), Count(program.Engines.Count), Count(program.Identities.Count));
        Exchange(_context, a, b);
        for (var n = 0; n < mine.Count; n++)
        {
            if (mine[n].Kind is StepKind.Call && other[n].Kind is StepKind.Call && !Match(program.Calls[mine[n].A], program.Calls[other[n].A]))
            {
                return false;
            }
        }

        return NameCalls() && Enumerable.Range(0, _contexts).All(c => Same(program.Scripts[c], program.Scripts[_context[c]]))
            && Enumerable.Range(0, program.Engines.Count).All(e => Same(program.Engines[e], program.Engines[_engine[e]], moved: _engine[e] != e));
    }

    private bool Match(CompiledCall a, CompiledCall b)
    {
        if ((a.Engine < 0) != (b.Engine < 0) || (a.Ops < 0) != (b.Ops < 0) || (a.Data < 0) != (b.Data < 0))
        {
            return false;
        }

        return (a.Engine < 0 || (Exchange(_engine, a.Engine, b.Engine)
                && Exchange(_identity, program.Engines[a.Engine].Ops, program.Engines[b.Engine].Ops)
                && Exchange(_identity, program.Engines[a.Engine].Data, program.Engines[b.Engine].Data)))
            && (a.Ops < 0 || Exchange(_identity, a.Ops, b.Ops))
            && (a.Data < 0 || Exchange(_identity, a.Data, b.Data));
    }

    /// <summary>False where one of them is exchanged with another already.</summary>
    private static bool Exchange(byte[] images, int a, int b)
    {
        if (images[a] == a && images[b] == b)
        {
            (images[a], images[b]) = ((byte)b, (byte)a);
        }

        return images[a] == b && images[b] == a;
    }

    private bool NameCalls()
    {
        _call = new ushort[program.Calls.Count];
        for (var n = 0; n < _call.Length; n++)
        {
            var call = program.ApiCalls[n];
            var image = program.ApiCalls.Find(call with
            {
                Engine = call.Engine is null ? null : program.EngineNames[_engine[program.EngineNames.Find(call.Engine)]],
                Ops = call.Ops is null ? null : program.Identities[_identity[program.Identities.Find(call.Ops)]],
                Data = call.Data is null ? null : program.Identities[_identity[program.Identities.Find(call.Data)]],
                Actor = call.Actor is null ? null : program.Contexts[_context[program.Contexts.Find(call.Actor)]],
            });
            if (image < 0)
            {
                return false;
            }

            _call[n] = (ushort)image;
        }

        return true;
    }

    private bool Same(List<CompiledStep> steps, List<CompiledStep> images) => steps.Select(Image).SequenceEqual(images);

    private CompiledStep Image(CompiledStep step) => step.Kind switch
    {
        StepKind.Call => step with { A = _call[step.A] },
        StepKind.AwaitState or StepKind.Probe => step with { A = _context[step.A] },
        _ => step,
    };

    private bool Same(EngineProgram engine, EngineProgram image, bool moved) =>
        !(moved && engine.Attached)
        && engine.Thread == image.Thread && _identity[engine.Ops] == image.Ops && _identity[engine.Data] == image.Data
        && engine.Attached == image.Attached && engine.Events == image.Events && engine.Table == image.Table
        && engine.Counters.SequenceEqual(image.Counters)
        && engine.Rules.Length == image.Rules.Length
        && engine.Rules.Zip(image.Rules).All(p => p.First with { Body = p.Second.Body } == p.Second && Same(p.First.Body, p.Second.Body));
}
