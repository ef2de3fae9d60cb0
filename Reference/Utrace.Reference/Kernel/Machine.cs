using System.Runtime.InteropServices;
using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>
/// One step of one context over the bytes of a state. The rules are in the files of this folder, named after the call or hook they describe;
/// a rule that cannot fire returns false before it writes anything.
/// </summary>
internal ref partial struct Machine
{
    private readonly Span<byte> _bytes;
    private readonly WorldProgram _program;
    private readonly Layout _layout;
    private readonly ref Choices _choices;
    private int _current;

    public Machine(WorldProgram program, Layout layout, Span<byte> bytes, ref Choices choices)
    {
        _program = program;
        _layout = layout;
        _bytes = bytes;
        _choices = ref choices;
    }

    /// <summary>The rule that fired.</summary>
    public Rule Rule { get; private set; }

    /// <summary>What it shows.</summary>
    public Label Label { get; private set; }

    public readonly ref WorldState World => ref MemoryMarshal.AsRef<WorldState>(_bytes);

    public readonly ref GroupState Group(int index) => ref Records<GroupState>(_layout.Groups, _program.Groups.Count)[index];

    public readonly ref ThreadState Thread(int index) => ref Records<ThreadState>(_layout.Threads, _program.Threads.Count)[index];

    public readonly ref EngineState Engine(int index) => ref Records<EngineState>(_layout.Engines, _program.Engines.Count)[index];

    public readonly ref ContextState Context(int index) => ref Records<ContextState>(_layout.Contexts, _program.Contexts.Count)[index];

    private readonly Span<byte> Counters => _bytes[_layout.Counters.._layout.Contexts];

    private readonly bool Open => _program.Open;

    /// <summary>Takes one step of a context; false where it is blocked or has nothing to do.</summary>
    public bool Step(int c)
    {
        Rule = Rule.None;
        Label = Label.Hidden;
        _current = c;
        if (Context(c).Callback.Engine != 0)
        {
            return CallbackBody(c);
        }

        return c < _program.Threads.Count ? ThreadStep(c) : ActorStep(c);
    }

    private readonly Span<T> Records<T>(int offset, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes[offset..])[..count];

    private readonly bool Has(Fix fix) => (_program.Fixes & fix) != 0;

    private bool Did(Rule rule)
    {
        Rule = rule;
        return true;
    }

    private bool Shows(Rule rule, Label label)
    {
        Rule = rule;
        Label = label;
        return true;
    }

    /// <summary>Whether an open question of the documents is answered the second way here.</summary>
    private readonly bool Otherwise() => _program.Open && _choices.Choose(2) == 1;

    private readonly void Break(Breach breach, int subject)
    {
        ref var world = ref World;
        if (world.Breach is Breach.None)
        {
            world.Breach = breach;
            world.BreachSubject = (byte)subject;
        }
    }

    /// <summary>A set of engines is ordered by attach order: the first of it, or -1.</summary>
    private readonly int First(ulong engines)
    {
        var best = -1;
        for (var rest = engines; rest != 0; rest &= rest - 1)
        {
            var e = System.Numerics.BitOperations.TrailingZeroCount(rest);
            if (best < 0 || Engine(e).Sequence < Engine(best).Sequence)
            {
                best = e;
            }
        }

        return best;
    }

    private readonly bool AnyMarked(in ThreadState t)
    {
        for (var rest = t.Attached | t.Waiting; rest != 0; rest &= rest - 1)
        {
            if (Engine(System.Numerics.BitOperations.TrailingZeroCount(rest)).Ops is OpsKind.Stub)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool AnyWantsStop(in ThreadState t)
    {
        for (var rest = t.Attached | t.Waiting; rest != 0; rest &= rest - 1)
        {
            if (Engine(System.Numerics.BitOperations.TrailingZeroCount(rest)).WantsStop)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Intersects(UtraceEvents a, UtraceEvents b) => (a & b) != 0;
}
