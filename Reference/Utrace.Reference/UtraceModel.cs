using Utrace.Reference.Kernel;
using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference;

/// <summary>
/// The algorithm of utrace and the kernel around it as a labelled transition system, for one scenario under one profile.
/// Immutable after creation; see <see cref="ITransitionSystem"/> for use from several threads.
/// </summary>
public sealed partial class UtraceModel : ITransitionSystem
{
    private readonly WorldProgram _program;
    private readonly Layout _layout;
    private readonly Scenario _scenario;
    private readonly string[] _contexts;
    private readonly Footprints _footprints;

    private UtraceModel(Scenario scenario, WorldProgram program)
    {
        _scenario = scenario;
        _program = program;
        _layout = program.NewLayout();
        _footprints = new Footprints(program);
        Symmetry = ModelSymmetry.Of(program, _layout);
        _contexts = [.. Enumerable.Range(0, program.Contexts.Count).Select(i => program.Contexts[i])];
    }

    /// <inheritdoc/>
    public int StateSize => _layout.Size;

    /// <inheritdoc/>
    public IReadOnlyList<string> Contexts => _contexts;

    /// <inheritdoc/>
    public ISymmetry? Symmetry { get; }

    /// <summary>The model of a scenario.</summary>
    /// <exception cref="ScenarioUnfitException">The scenario names something it does not declare, or is too large.</exception>
    public static UtraceModel Create(Scenario scenario, Profile profile = Profile.Normative) =>
        new(scenario, ScenarioCompiler.Compile(scenario, profile.Fixes(), profile.IsOfPromises(), profile is Profile.Upstream201010, profile.Departures()));

    /// <summary>The model of a scenario with some corrections only, and no open questions: for asking what a single correction changes.</summary>
    public static UtraceModel Create(Scenario scenario, Fix fixes) =>
        new(scenario, ScenarioCompiler.Compile(scenario, fixes, open: false, variantB: false));

    /// <inheritdoc/>
    public void Initial(Span<byte> state) => Setup.Write(_program, _layout, state);

    /// <inheritdoc/>
    public void Successors(ReadOnlySpan<byte> state, SuccessorBuffer into)
    {
        for (var c = 0; c < _contexts.Length; c++)
        {
            Successors(state, c, into);
        }
    }

    /// <inheritdoc/>
    public void Successors(ReadOnlySpan<byte> state, int context, SuccessorBuffer into)
    {
        var choices = default(Choices);
        do
        {
            choices.Restart();
            var scratch = into.Scratch();
            state.CopyTo(scratch);
            var machine = new Machine(_program, _layout, scratch, ref choices);
            if (machine.Step(context))
            {
                into.Commit(new Transition((byte)context, (ushort)machine.Rule, machine.Label));
            }
        }
        while (choices.Next());
    }

    /// <inheritdoc/>
    public bool IsQuiescent(ReadOnlySpan<byte> state)
    {
        Span<byte> own = stackalloc byte[_layout.Size];
        Span<byte> copy = stackalloc byte[_layout.Size];
        state.CopyTo(own);
        var none = default(Choices);
        var machine = new Machine(_program, _layout, own, ref none);
        for (var c = 0; c < _contexts.Length; c++)
        {
            if (machine.CanMove(c, copy))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public Ended EndOf(ReadOnlySpan<byte> state)
    {
        Span<byte> own = stackalloc byte[_layout.Size];
        state.CopyTo(own);
        var none = default(Choices);
        var machine = new Machine(_program, _layout, own, ref none);
        var ends = new (string, TraceeState)[_program.Threads.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = (_contexts[i], machine.Probe(i));
        }

        return new Ended(new EndStates([.. ends]));
    }

    /// <inheritdoc/>
    public RuleInfo Describe(ushort rule) => RuleBook.Of((Rule)rule);
}
