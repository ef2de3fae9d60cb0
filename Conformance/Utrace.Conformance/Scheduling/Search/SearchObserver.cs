namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Stands between the program and the strategy whose turn it is: keeps the happens-before order, and sees to it that no schedule is too long.</summary>
/// <param name="contexts">How many contexts there are.</param>
/// <param name="maxSteps">A schedule with more steps is cut.</param>
internal sealed class SearchObserver(int contexts, int maxSteps) : IStrategy
{
    private readonly RaceCount _races = new();
    private IStrategy? _strategy;
    private int _at;
    private int _chosen = -1;
    private int _last;
    private ulong _enabled;

    /// <summary>Whose turn it is.</summary>
    public IStrategy Strategy
    {
        get => _strategy ?? throw new InvalidOperationException("No strategy has its turn.");
        set => _strategy = value;
    }

    /// <summary>The steps of the present schedule, with what they touched.</summary>
    public StepTrace Trace { get; } = new(contexts);

    /// <summary>The races met so far.</summary>
    public RaceCount Races => _races;

    /// <summary>Whether the strategy ended the schedule.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the schedule was ended because it had too many steps.</summary>
    public bool IsTooLong { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Known => Strategy.Known;

    /// <inheritdoc/>
    public bool Begin()
    {
        (_at, _chosen, IsCut, IsTooLong) = (0, -1, false, false);
        Trace.Begin();
        return Strategy.Begin();
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        IsTooLong = _at >= maxSteps;
        _chosen = IsTooLong ? -1 : Strategy.Choose(decision);
        IsCut = _chosen < 0 && !IsTooLong;
        (_enabled, _last) = (Choices.Mask(decision.Enabled), decision.Last);
        return _chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
        Trace.Add(_chosen, _enabled, _last, accesses);
        Strategy.Ran(accesses);
        _at++;
        _chosen = -1;
        _races.Add(Trace);
    }

    /// <inheritdoc/>
    public void Rested()
    {
        Trace.Rested(_at);
        Strategy.Rested();
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_chosen >= 0)
        {
            Trace.AddUnended(_chosen, _enabled, _last);
        }

        Strategy.End();
    }
}
