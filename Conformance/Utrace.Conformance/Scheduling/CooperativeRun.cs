namespace Utrace.Conformance.Scheduling;

/// <summary>Runs a cooperative program under a strategy, once per call. One OS thread at a time; a warm run allocates nothing.</summary>
/// <typeparam name="TResult">What a run gives.</typeparam>
/// <param name="program">What to run. Its bodies end when the schedule ends: one that waits then is dropped, and its <c>finally</c> blocks do not run.</param>
/// <exception cref="ArgumentOutOfRangeException">The program has no contexts, or more than 32.</exception>
public sealed class CooperativeRun<TResult>(ICooperativeProgram<TResult> program) : IControlled<TResult>
{
    private readonly CooperativeScheduler _scheduler = new(program.Contexts);

    /// <inheritdoc/>
    public int Contexts { get; } = program.Contexts;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The strategy chose a context that cannot go on, or a body awaits something else than its context's points.</exception>
    public TResult Run(IStrategy strategy)
    {
        program.Reset();
        return program.Result(_scheduler.Run(program, strategy));
    }
}
