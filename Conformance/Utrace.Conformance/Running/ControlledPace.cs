using Utrace.Adapters;
using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Running;

/// <summary>One context at a time, as a strategy chooses (T2).</summary>
/// <param name="sync">The play's lock.</param>
/// <param name="space">The names.</param>
/// <param name="choose">Makes the strategy, which chooses once the setup is over, when it is told how to ask where a context is.</param>
internal sealed class ControlledPace(object sync, ScheduleSpace space, Func<Func<int, string>, IStrategy> choose) : IPace
{
    private readonly Baton _baton = new(space);
    private IStrategy? _strategy;
    private bool _isSetUp;

    /// <inheritdoc/>
    public bool IsControlled => true;

    /// <inheritdoc/>
    public string? Running => _baton.Running;

    /// <inheritdoc/>
    public ISession Open(IAdapter adapter, IKit kit, ulong seed) => ((IPausableAdapter)adapter).Open(kit, seed, _baton);

    /// <inheritdoc/>
    public void Conduct(Action body) => _baton.Conduct(body);

    /// <inheritdoc/>
    public void Start(string actor, Action body)
    {
        _baton.Start(actor, body);
    }

    /// <inheritdoc/>
    public void Between(string context) => _baton.Pause(context, "script");

    /// <inheritdoc/>
    public void Wait(string context, Func<string> what, Func<bool> isOver)
    {
        while (!isOver())
        {
            Monitor.Exit(sync);
            try
            {
                _baton.Block(context, what);
            }
            finally
            {
                Monitor.Enter(sync);
            }
        }
    }

    /// <inheritdoc/>
    public void Wake(string context) => _baton.Ready(context);

    /// <inheritdoc/>
    public void Use(string variable, bool isWrite) => _baton.Touch(space.VariableOf(variable), isWrite);

    /// <inheritdoc/>
    public void Glance(string variable) => _baton.Glance(space.VariableOf(variable));

    /// <inheritdoc/>
    public bool RunToRest()
    {
        if (_isSetUp && _strategy is null)
        {
            _baton.Follow(_strategy = choose(_baton.WhereIs));
        }

        _isSetUp = true;
        _baton.RunToRest();
        return !_baton.IsCut;
    }

    /// <inheritdoc/>
    public void Close() => _baton.Close();
}
