namespace Utrace.Conformance.Scheduling;

/// <summary>
/// One context of a cooperative run, as its own body sees it. A step goes from one await to the next; what comes before the first await is no step
/// and touches nothing shared.
/// </summary>
public sealed class CooperativeContext
{
    private readonly CooperativeScheduler _scheduler;

    internal CooperativeContext(CooperativeScheduler scheduler, int number)
    {
        _scheduler = scheduler;
        Number = number;
    }

    /// <summary>Its number, from 0.</summary>
    public int Number { get; }

    internal StepsBox? Box { get; set; }

    internal bool TookSecond { get; set; }

    /// <summary>Await it before a step that can be taken: goes on when the strategy chooses this context.</summary>
    public CooperativeAwaiter Pause()
    {
        _scheduler.Waits(Number, first: true, second: false);
        return new(this);
    }

    /// <summary>Await it before a step that has to wait until somebody else says <see cref="Ready"/>. In a schedule that ends before, the body never goes on.</summary>
    public CooperativeAwaiter Block()
    {
        _scheduler.Waits(Number, first: false, second: false);
        return new(this);
    }

    /// <summary>
    /// Await it before a step that can go two ways; gives true for the second. The strategy sees two contexts: this one's number for the first way, and the
    /// number plus the count of contexts for the second.
    /// </summary>
    public CooperativeAwaiter Either()
    {
        _scheduler.Waits(Number, first: true, second: true);
        return new(this);
    }

    /// <summary>A blocked context can go on; said by the running one.</summary>
    public void Ready(int context) => _scheduler.Ready(context);

    /// <summary>The running step reads or writes a shared variable, whose number is not negative.</summary>
    public void Touch(int variable, bool isWrite) => _scheduler.Touch(variable, isWrite);

    internal bool GoesOn() => _scheduler.GoesOn(this);
}
