using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>set_events (steps 6.3).</summary>
internal sealed partial class UtraceCore
{
    private const UtraceEvents DeathEvents = UtraceEvents.Death | UtraceEvents.Quiesce;
    private const UtraceEvents SyscallEvents = UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit;

    /// <summary>Replaces the engine's mask.</summary>
    public Errno SetEvents(string context, Engine engine, UtraceEvents events)
    {
        if (decide.SetEventsAwaitsCallback && !string.Equals(context, engine.Target.Name, StringComparison.Ordinal))
        {
            ledger.Await(context, () => $"in set_events({engine.Name}), {Obstacle(engine)}", () => engine.Target.Record.Reporting != engine);
        }

        if (!decide.SetEventsChecksUnderLock)
        {
            ledger.Pause(context, PausePoints.Lock);
            if (HasNoMask(engine))
            {
                return RefusalOfMask(engine); // E2
            }
        }

        return engine.Target.Record.Lock.Section(context, () => ReplaceMask(context, engine, events));
    }

    private bool HasNoMask(Engine engine) =>
        engine.Table is not EngineTable.User || engine.Target.Record.ReapRequested && decide.RefusesCallsDuringReap;

    private Errno RefusalOfMask(Engine engine) => engine.Table is EngineTable.User ? decide.SetEventsDuringReap : decide.MaskOnDetached;

    private Errno ReplaceMask(string context, Engine engine, UtraceEvents events)
    {
        var target = engine.Target;
        var record = target.Record;
        if (decide.SetEventsChecksUnderLock && HasNoMask(engine))
        {
            return RefusalOfMask(engine); // E3
        }

        var old = engine.Flags & ~UtraceEvents.StopBit;
        var asked = decide.MaskFor(old, events); // E1
        var cleared = old & ~asked;
        if (record.DeathReportRunning && (cleared & DeathEvents) != 0 && decide.RefusesClearingDeathDuringReport)
        {
            return RefuseMask(engine, asked); // E4
        }

        if ((asked & DeathEvents) != 0 && !decide.KeepsDeathEventsOnDead && target.Exit is not ExitState.Alive)
        {
            return RefuseMask(engine, asked);
        }

        if ((asked & ~old & UtraceEvents.Reap) != 0 && !decide.TakesReapOnDead && target.Exit is not ExitState.Alive)
        {
            return RefuseMask(engine, asked);
        }

        var traced = (target.UtraceFlags & SyscallEvents) != 0;
        if ((asked & ~old & DeathEvents) != 0)
        {
            if (!decide.GrantsDeathEventsAtOnce)
            {
                if (IsTooLateForDeath(target))
                {
                    return RefuseMask(engine, asked);
                }

                record.Lock.Pause(context, PausePoints.E5);
                target.UtraceFlags |= asked;
            }
            else if (!ledger.Change(() =>
            {
                // E5: one instant with the death, so that success means that the report will be made (SETEVENTS-13).
                var isInTime = !IsTooLateForDeath(target);
                target.UtraceFlags |= isInTime ? asked : UtraceEvents.None;
                return isInTime;
            }))
            {
                return RefuseMask(engine, asked);
            }
        }

        var inProgress = decide.FindsOpenCallback(engine, string.Equals(context, target.Name, StringComparison.Ordinal), old, asked);
        if ((!inProgress || decide.InProgressChangesMask) && (decide.StoppedThreadTakesMask || target.State is not RunState.TracedStop))
        {
            engine.Flags = asked | decide.StopBitAfterSetEvents(engine, events); // E6
        }

        target.UtraceFlags |= target.Exit is ExitState.Alive ? engine.Flags : engine.Flags & UtraceEvents.Reap; // E7
        if ((asked & SyscallEvents) != 0 && !traced && decide.SetEventsTracesSyscalls)
        {
            target.SyscallsTraced = true; // E8
        }

        if (decide.SetEventsShrinksUnion && target.Exit is ExitState.Alive)
        {
            target.UtraceFlags &= UnionOf(record) | UtraceEvents.StopBit | UtraceEvents.Clone; // The second hook of a vfork still has a stop to make (VFORK-01).
        }

        if (inProgress && decide.InProgressIsForGood)
        {
            engine.IsToldToWait = true;
        }

        if (inProgress && decide.RemembersInProgress)
        {
            record.SaidInProgress = true;
        }

        return inProgress ? Errno.EINPROGRESS : Errno.None; // E9
    }

    /// <summary>EALREADY, and the old mask stays (SETEVENTS-19).</summary>
    private Errno RefuseMask(Engine engine, UtraceEvents asked)
    {
        if (!decide.RefusalKeepsMask)
        {
            engine.Flags = asked | (engine.Flags & UtraceEvents.StopBit);
        }

        return Errno.EALREADY;
    }

    private bool IsTooLateForDeath(Tracee target) => target.Exit is not ExitState.Alive && decide.RefusesDeathEventsOnDead;
}
