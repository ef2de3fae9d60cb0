using Utrace.Adapters;

namespace Utrace.Conformance.Running;

/// <summary>What is different where one context runs at a time: rest is known, not asked for, and orders are carried out at once.</summary>
internal sealed partial class Play
{
    /// <summary>Lets everybody go on until nobody can; then one settler, or the end. False when the run is over.</summary>
    private bool TakeControlledTurn(ISession session)
    {
        CarryOut();
        var isWhole = _pace.RunToRest();
        if (!StillOpen())
        {
            return false;
        }

        int calls, callbacks, activities;
        lock (_sync)
        {
            if (!isWhole)
            {
                End(RunStatus.Cut);
                return false;
            }

            (calls, callbacks, activities) = (_calls, _callbacks, _programs.Values.Count(p => p.Current is not null));
        }

        var settlement = session.Settle(_options.Deadline);
        lock (_sync)
        {
            if (settlement != new Settlement(IsSettled: true, calls, callbacks, activities))
            {
                Broke($"no context can go on, yet Settle answered {settlement}; expected: settled, with {calls} blocked calls, {callbacks} open callbacks and {activities} pending activities, as the kit has in flight");
                return false;
            }

            if (_settlers.Count > 0)
            {
                ReleaseSettler();
                return true;
            }
        }

        return Finish(session);
    }

    /// <summary>Drives and wakes, by whoever caused them, before anybody else goes on.</summary>
    private void CarryOut()
    {
        if (!_pace.IsControlled)
        {
            return;
        }

        while (true)
        {
            Action<ISession>? order;
            lock (_sync)
            {
                if (_closed || !_orders.TryDequeue(out order))
                {
                    return;
                }
            }

            order(_session!);
        }
    }
}
