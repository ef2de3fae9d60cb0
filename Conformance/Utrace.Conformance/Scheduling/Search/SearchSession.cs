namespace Utrace.Conformance.Scheduling.Search;

/// <summary>One search: runs stages, and counts what was done.</summary>
/// <param name="program">The program.</param>
/// <param name="budget">How much may be done.</param>
/// <param name="goesOn">Told every schedule; false stops.</param>
internal sealed class SearchSession<TResult>(IControlled<TResult> program, ScheduleBudget budget, Func<ScheduleResult<TResult>, bool> goesOn)
{
    private readonly SearchObserver _observer = new(program.Contexts, budget.MaxSteps);
    private readonly HashSet<ulong> _classes = [];
    private readonly List<StrategyCount> _counts = [];
    private long _begun;
    private long _tooLong;
    private bool _isExhausted;
    private bool _isStopped;
    private int _deepest;
    private int _mostPreemptions;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver => _isExhausted || _isStopped || _begun >= budget.MaxSchedules;

    /// <summary>The highest bound that was exhausted; null: none.</summary>
    public int? Bound { get; private set; }

    /// <summary>Runs a stage as far as it goes.</summary>
    public void Run(SearchStage stage)
    {
        var counts = stage.Strategies.Select(s => new StrategyCount(s.Name, 0, 0, 0, IsExhausted: false)).ToArray();
        for (var turn = 0; !_isStopped && _begun < stage.Until; turn = (turn + 1) % counts.Length)
        {
            var strategy = stage.Strategies[turn].Strategy;
            _observer.Strategy = strategy;
            if (!_observer.Begin())
            {
                Exhaust(stage, strategy, ref counts[turn]);
                break;
            }

            RunOne(ref counts[turn]);
            if (!_isStopped && Divergence(strategy) is { } divergence)
            {
                throw new InvalidOperationException(divergence);
            }
        }

        _counts.AddRange(counts.Where(c => c.Schedules + c.Cut > 0));
    }

    /// <summary>What was done so far.</summary>
    public ScheduleCoverage Coverage() => new()
    {
        Schedules = _counts.Sum(c => c.Schedules),
        Cut = _counts.Sum(c => c.Cut),
        TooLong = _tooLong,
        Classes = _classes.Count,
        IsExhausted = _isExhausted,
        PreemptionBound = Bound,
        IsStopped = _isStopped,
        Strategies = [.. _counts],
        DeepestSteps = _deepest,
        MostPreemptions = _mostPreemptions,
        Races = _observer.Races.Met,
        RacesInBothOrders = _observer.Races.InBothOrders,
        Budget = budget,
    };

    private void RunOne(ref StrategyCount count)
    {
        _begun++;
        var value = program.Run(_observer);
        _deepest = Math.Max(_deepest, _observer.Trace.Count);
        if (_observer.IsTooLong)
        {
            _tooLong++;
            return;
        }

        if (_observer.IsCut)
        {
            count = count with { Cut = count.Cut + 1 };
            return;
        }

        var trace = _observer.Trace;
        _mostPreemptions = Math.Max(_mostPreemptions, trace.Preemptions);
        var isNew = _classes.Add(trace.Fingerprint);
        count = count with { Schedules = count.Schedules + 1, NewClasses = count.NewClasses + (isNew ? 1 : 0) };
        _isStopped = !goesOn(new(_begun, count.Name, trace.Count, trace.Preemptions, isNew, value));
    }

    /// <summary>The strategy has nothing left: what that says of the program.</summary>
    private void Exhaust(SearchStage stage, IStrategy strategy, ref StrategyCount count)
    {
        count = count with { IsExhausted = true };
        if (_tooLong > 0)
        {
            return;
        }

        Bound = stage.Bound ?? Bound;
        _isExhausted = strategy is not DepthFirst { IsBounding: true };
    }

    private static string? Divergence(IStrategy strategy) => strategy switch
    {
        Dpor dpor => dpor.Divergence,
        DepthFirst depthFirst => depthFirst.Divergence,
        _ => null,
    };
}
