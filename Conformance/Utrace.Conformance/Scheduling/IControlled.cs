namespace Utrace.Conformance.Scheduling;

/// <summary>A program that runs one step at a time, always the same way under the same choices.</summary>
/// <typeparam name="TResult">What a run gives.</typeparam>
public interface IControlled<out TResult>
{
    /// <summary>How many contexts it has. A number beyond is the second way of one (see <see cref="CooperativeContext.Either"/>).</summary>
    int Contexts { get; }

    /// <summary>Runs it once from the start; the strategy's <see cref="IStrategy.Begin"/> was called, its <see cref="IStrategy.End"/> is called before this returns.</summary>
    TResult Run(IStrategy strategy);
}
