using Utrace.Reference.Kernel;
using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Driving;

/// <summary>
/// The model without a script layer of its own: activities, calls and callback results come from outside, steps are picked from a seed.
/// Not thread-safe: whoever drives it holds one lock around every member.
/// </summary>
public sealed partial class DrivenWorld
{
    private readonly WorldProgram _program;
    private readonly DrivenCallbacks _callbacks = new();
    private readonly List<int> _wakeGates = [];
    private readonly List<string?> _parents = [];
    private Layout _layout;
    private byte[] _state;
    private byte[] _scratch;
    private Choices _choices;

    /// <summary>An empty world.</summary>
    public DrivenWorld(Profile profile, ulong seed)
    {
        _program = new WorldProgram
        {
            Fixes = profile.Fixes(),
            Open = profile.IsOfPromises(),
            Departures = profile.Departures(),
            VariantB = profile is Profile.Upstream201010,
            Driven = _callbacks,
            Sections = Sections.All,
            Examines = true,
        };
        _layout = _program.NewLayout();
        _state = new byte[_layout.Size];
        _scratch = new byte[_layout.Size];
        _choices = Choices.Seeded(seed);
    }

    /// <summary>How many callbacks are open.</summary>
    public int OpenCallbacks => Count(c => At(c).Callback.Engine != 0);

    /// <summary>How many activities are driven and not over.</summary>
    public int PendingActivities => Count(c => c < _program.Threads.Count && At(c).Next < _program.Scripts[c].Count);

    /// <summary>Adds a thread: in user mode, or unborn where a clone makes it.</summary>
    /// <exception cref="InvalidOperationException">A call was made already, or the name is taken.</exception>
    public void Spawn(ThreadSpec thread)
    {
        if (_program.Contexts.Count != _program.Threads.Count)
        {
            throw new InvalidOperationException($"Spawn({thread.Name}): a call was made already; spawn every thread before the first call.");
        }

        Grow(() =>
        {
            AddContext(thread.Name);
            _program.Threads.Add(ThreadProgram.Of(thread, _program.Groups.Add(thread.Group)));
            _wakeGates.Add(_program.Gates.Add($"the sleep of {thread.Name}"));
            _parents.Add(thread.Parent);
        });
        for (var i = 0; i < _parents.Count; i++)
        {
            _program.Threads[i].Parent = _parents[i] is { } parent ? _program.Contexts.Find(parent) : -1;
        }

        Machine().Spawn(_program.Threads.Count - 1);
    }

    /// <summary>Declares an engine that an attach will create.</summary>
    public void Declare(EngineSpec engine) => Grow(() =>
    {
        _program.EngineNames.Add(engine.Name);
        ScenarioCompiler.AddEngine(_program, engine with { On = [] });
    });

    /// <summary>Tells a thread its next activity. The thread has none, or it is dead and nothing happens.</summary>
    /// <exception cref="InvalidOperationException">The present activity is not over.</exception>
    public void Drive(string thread, Activity activity)
    {
        var c = Thread(thread);
        if (Machine().Thread(c).Place is ThreadPlace.Dead)
        {
            return;
        }

        ref var context = ref At(c);
        var program = _program.Scripts[c];
        if (context.Next < program.Count)
        {
            throw new InvalidOperationException($"Drive({thread}): the thread's present activity is not over; drive one at a time.");
        }

        program.Clear();
        context.Next = 0;
        Machine().World.Gates &= ~(1ul << _wakeGates[c]);
        var step = _program.Compile(activity);
        program.Add(step.Kind is StepKind.Syscall ? step with { Gate = _wakeGates[c] } : step);
    }

    /// <summary>Ends the sleep of the thread's present system call.</summary>
    public void Wake(string thread) => Machine().World.Gates |= 1ul << _wakeGates[Thread(thread)];

    /// <summary>Begins a call of a context: an actor, or the context of an open callback. Its return is shown as <see cref="CallReturned"/>.</summary>
    public void BeginCall(string context, ApiCall call)
    {
        var c = Admit(context);
        if (call.Actor is { } target)
        {
            Admit(target); // A signal may come before the actor's first call.
        }

        var step = new CompiledStep(StepKind.Call, _program.Compile(call));
        if (At(c).Callback.Engine != 0)
        {
            _callbacks.Body(c).Add(step);
            return;
        }

        if (c < _program.Threads.Count)
        {
            throw new InvalidOperationException($"{context} makes {call} without an open callback; a traced thread calls only from its callbacks.");
        }

        ref var frame = ref At(c);
        if (frame.Next == _program.Scripts[c].Count && frame.Outer.Place is CallPlace.None)
        {
            _program.Scripts[c].Clear();
            frame.Next = 0;
        }

        _program.Scripts[c].Add(step);
    }

    /// <summary>The result of the context's open callback.</summary>
    public void EndCallback(string context, ActionWord result, int? exitCode, SignalNumber? signal = null, Disposition? disposition = null) =>
        _callbacks.Answer(
            _program.Contexts.Require(context, "context"), new DrivenReply(result, exitCode is { } code ? _program.Codes.Add(code) : -1, signal, disposition));

    /// <summary>Takes one step of a context that can move, picked from the seed; false where none can. Null where the step is hidden.</summary>
    public bool TryStep(out LogEvent? shown)
    {
        var contexts = _program.Contexts.Count;
        var first = contexts == 0 ? 0 : _choices.Random(contexts);
        for (var i = 0; i < contexts; i++)
        {
            var c = (first + i) % contexts;
            _state.CopyTo(_scratch, 0);
            var machine = new Machine(_program, _layout, _scratch, ref _choices);
            if (!machine.Step(c))
            {
                continue;
            }

            (_state, _scratch) = (_scratch, _state);
            if (Labels.KindOf(machine.Label) is Labels.Kind.CallbackBegan)
            {
                _callbacks.Reset(c);
            }

            shown = machine.Label.IsHidden ? null : LabelText.Decode(_program, machine.Label);
            return true;
        }

        shown = null;
        return false;
    }

    /// <summary>Whether any context can move.</summary>
    public bool CanMove()
    {
        for (var c = 0; c < _program.Contexts.Count; c++)
        {
            if (Machine().CanMove(c, _scratch))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a probe of the thread says.</summary>
    public TraceeState Probe(string thread) => Machine().Probe(Thread(thread));

    /// <summary>What each context waits for or is about to do.</summary>
    public IReadOnlyList<string> DescribeWaits() => WaitText.Describe(_program, Machine());
}
