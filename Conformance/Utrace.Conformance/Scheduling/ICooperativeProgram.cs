namespace Utrace.Conformance.Scheduling;

/// <summary>A program of contexts written as asynchronous methods, all of which run on one OS thread: the cheapest way to run one schedule.</summary>
/// <typeparam name="TResult">What a run gives.</typeparam>
public interface ICooperativeProgram<out TResult>
{
    /// <summary>How many contexts there are; 1 to 32.</summary>
    int Contexts { get; }

    /// <summary>Back to the start, before each schedule.</summary>
    void Reset();

    /// <summary>The body of one context.</summary>
    Steps Run(CooperativeContext self);

    /// <summary>What the schedule that is now over gives.</summary>
    TResult Result(CooperativeEnd end);
}
