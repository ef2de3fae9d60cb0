namespace Utrace.Conformance.Scheduling.Search;

/// <summary>Stands between the program and the strategy whose turn it is: keeps the happens-before order, and sees to it that no schedule is too long.</summary>
/// <param name="contexts">How many contexts there are.</param>
/// <param name="maxSteps">A schedule with more steps is cut.</param>
internal sealed class SearchObserver(int contexts, int maxSteps) : IStrategy
{
    private readonly StepTrace _own = new(contexts);
    private readonly RaceCount _races = new();
    private IStrategy? _strategy;
    private StepTrace? _trace;
    private int _at;
    private int _chosen = -1;
    private int _last;
    private ulong _enabled;

    /// <summary>Whose turn it is.</summary>
    public IStrategy Strategy
    {
        get => _strategy ?? throw new InvalidOperationException("No strategy has its turn.");
        set => (_strategy, _trace) = (value, (value as ITraced)?.Trace ?? _own);
    }

    /// <summary>The steps of the present schedule.</summary>
    public StepTrace Trace => _trace!;

    /// <summary>The races met so far.</summary>
    public RaceCount Races => _races;

    /// <summary>Whether the strategy ended the schedule.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the schedule was ended because it had too many steps.</summary>
    public bool IsTooLong { get; private set; }

    /// <inheritdoc/>
    public bool Begin()
    {
        (_at, _chosen, IsCut, IsTooLong) = (0, -1, false, false);
        if (Trace == _own)
        {
            _own.Begin();
        }

        return Strategy.Begin();
    }

    /// <inheritdoc/>
    public int Choose(in Decision decision)
    {
        IsTooLong = _at >= maxSteps;
        _chosen = IsTooLong ? -1 : Strategy.Choose(decision);
        IsCut = _chosen < 0 && !IsTooLong;
        if (Trace == _own)
        {
            (_enabled, _last) = (Choices.Mask(decision.Enabled), decision.Last);
        }

        return _chosen;
    }

    /// <inheritdoc/>
    public void Ran(ReadOnlySpan<Access> accesses)
    {
        if (Trace == _own)
        {
            _own.Add(_chosen, _enabled, _last, accesses);
        }

        Strategy.Ran(accesses);
        _at++;
        _chosen = -1;
        if (Strategy is not ITraced traced || _at > traced.New)
        {
            _races.Add(Trace);
        }
    }

    /// <inheritdoc/>
    public void Rested()
    {
        if (Trace == _own)
        {
            _own.Rested(_at);
        }

        Strategy.Rested();
    }

    /// <inheritdoc/>
    public void End()
    {
        if (Trace == _own && _chosen >= 0)
        {
            _own.AddUnended(_chosen, _enabled, _last);
        }

        Strategy.End();
    }
}
