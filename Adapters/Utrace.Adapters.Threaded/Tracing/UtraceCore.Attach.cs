using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>attach (steps 6.5) and the references of an engine (REF).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>attach with CREATE. Answers the engine, or why there is none.</summary>
    /// <param name="publish">Makes the handle usable; called under the lock once the engine is attached.</param>
    public (Errno Error, Engine? Engine) Create(string context, Tracee target, EngineSpec spec, AttachFlags flags, string? ops, string? data, Action<Engine> publish)
    {
        if (ops is null && decide.RefusesMissingTable)
        {
            return (Errno.EINVAL, null); // A2
        }

        if (target.Spec.KernelThread && decide.RefusesKernelThreads)
        {
            return (Errno.EPERM, null);
        }

        var engine = new Engine(spec, target, ops ?? "", data, ledger.Share(spec.Name)) { References = 2 }; // A4: attached, and the caller's.
        if (!decide.AttachesToCurrent && string.Equals(context, target.Name, StringComparison.Ordinal))
        {
            return (Errno.EPERM, null);
        }

        if (!decide.ExclusiveIsDecidedUnderLock)
        {
            ledger.Pause(context, PausePoints.Lock);
            if (IsKeptOut(engine, flags))
            {
                return (Errno.EEXIST, null); // A5
            }
        }

        var error = target.Record.Lock.Section(context, () =>
        {
            var refusal = Add(context, target, engine, flags);
            if (refusal is Errno.None)
            {
                publish(engine); // Before anybody can be called back, or find it.
            }

            return refusal;
        });
        if (error is not Errno.None)
        {
            if (decide.ReleasesOnRefusal)
            {
                kit.Released(engine.Name);
            }

            return (error, null);
        }

        if (!decide.AttachMarksBeforePublishing && !MarkUnionLate(context, engine))
        {
            return (Errno.ESRCH, null);
        }

        if (decide.AttachStops)
        {
            target.Record.Lock.Section(context, () => ControlStop(context, engine, isStopped: false));
        }

        if (decide.AttachForcesReport)
        {
            target.Record.Lock.Section(context, () => RequestReport(target));
        }

        return (Errno.None, engine);
    }

    /// <summary>attach without CREATE: the first engine that matches, with one more reference (ATTACH-04, ATTACH-05).</summary>
    public (Errno Error, Engine? Engine) LookUp(string context, Tracee target, AttachFlags flags, string? ops, string? data) =>
        target.Record.Lock.Section(context, () =>
        {
            var engines = decide.LookUpStaysWithThread ? target.Record.Engines : target.Group.Members.SelectMany(t => t.Record.Engines);
            var found = engines.FirstOrDefault(e => decide.Matches(e, flags, ops, data)); // A1
            if (found is null)
            {
                if (decide.LookUpMissCreates)
                {
                    AddUnseen(target, ops, data);
                }

                return (target.Exit is ExitState.Dead ? decide.LookUpOnReaped : Errno.ENOENT, default(Engine?));
            }

            if (decide.LookUpAddsReference)
            {
                AddReference(found);
            }

            return (Errno.None, found);
        });

    /// <summary>engine_get.</summary>
    public void AddReference(Engine engine) => ledger.Change(() => engine.References++);

    /// <summary>engine_put by a caller.</summary>
    public void Put(string context, Engine engine)
    {
        var isLast = !decide.PutInCallbackIsOne && string.Equals(context, engine.Target.Name, StringComparison.Ordinal) && engine.Target.Record.Reporting == engine && engine.References == 2;
        DropReference(engine, isLast ? 2 : 1);
    }

    /// <summary>engine_put, and what drops the reference of being attached: the last one runs the release hook (REF-03). No lock may be held.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="count">How many references go.</param>
    public void DropReference(Engine engine, int count = 1)
    {
        if (ledger.Change(() => engine.References > 0 && (engine.References -= Math.Min(count, engine.References)) == 0))
        {
            for (var i = 0; i < decide.ReleaseCalls(engine); i++)
            {
                kit.Released(engine.Name);
            }
        }
    }

    /// <summary>A5-A7, under the lock.</summary>
    private Errno Add(string context, Tracee target, Engine engine, AttachFlags flags)
    {
        var record = target.Record;
        if (decide.ExclusiveIsDecidedUnderLock && IsKeptOut(engine, flags))
        {
            return Errno.EEXIST; // A5
        }

        if (decide.EnginesPerThread is { } limit && record.Engines.Count() >= limit)
        {
            return Errno.ENOMEM;
        }

        var isRefused = decide.AttachMarksBeforePublishing
            ? !MarkUnion(context, target)
            : target.UtraceFlags is UtraceEvents.None && target.Exit is ExitState.Dead;
        if (isRefused)
        {
            return Errno.ESRCH;
        }

        if (decide.NewEngineWaitsForNextPass)
        {
            record.Attaching = decide.MakersEnginesComeInOrder || !string.Equals(context, target.Maker, StringComparison.Ordinal)
                ? decide.Append(record.Attaching, engine)
                : record.Attaching.Insert(0, engine); // A7
        }
        else
        {
            record.Attached = record.Attached.Add(engine);
        }

        if (decide.MaskOfNewEngine is var mask and not UtraceEvents.None)
        {
            engine.Flags = mask;
            target.UtraceFlags |= mask;
        }

        return Errno.None;
    }

    private bool IsKeptOut(Engine engine, AttachFlags flags) =>
        (flags & AttachFlags.Exclusive) != 0 && engine.Target.Record.Engines.Any(e => decide.KeepsOut(e, flags, engine.Ops, engine.Data));

    /// <summary>
    /// A6, under the lock: with this mark a reaper has to come through the lock. It marks the thread dead before it looks at the flags,
    /// and here the flags are set before the death is looked at: one of the two sees the other. False where the thread is reaped.
    /// </summary>
    private bool MarkUnion(string context, Tracee target)
    {
        if (target.UtraceFlags is not UtraceEvents.None)
        {
            return true;
        }

        if (!decide.AttachMarksUnion)
        {
            return target.Exit is not ExitState.Dead;
        }

        if (!decide.AttachMarksBeforeLookingAtDeath)
        {
            var isReaped = target.Exit is ExitState.Dead;
            target.Record.Lock.Pause(context, PausePoints.A6);
            target.UtraceFlags = isReaped ? UtraceEvents.None : UtraceEvents.Reap;
            return !isReaped;
        }

        target.UtraceFlags = UtraceEvents.Reap;
        target.Record.Lock.Pause(context, PausePoints.A6);
        if (target.Exit is ExitState.Dead && !decide.AttachesToReaped)
        {
            target.UtraceFlags = UtraceEvents.None;
            return false;
        }

        return true;
    }

    /// <summary>A6 as only a fault makes it: the engine is on the list, and can be found, while the thread does not yet know itself traced.</summary>
    private bool MarkUnionLate(string context, Engine engine)
    {
        var target = engine.Target;
        ledger.Pause(context, PausePoints.A6);
        return target.Record.Lock.Section(context, () =>
        {
            if (MarkUnion(context, target))
            {
                return true;
            }

            target.Record.Attaching = target.Record.Attaching.Remove(engine);
            engine.Table = EngineTable.Nil;
            return false;
        });
    }

    private void AddUnseen(Tracee target, string? ops, string? data)
    {
        var spec = new EngineSpec("unseen", target.Name, ops ?? "", data ?? "", true, UtraceEvents.None, [], []);
        target.Record.Attaching = target.Record.Attaching.Add(new Engine(spec, target, ops ?? "", data, ledger.Share("unseen")) { References = 2 });
        target.UtraceFlags |= UtraceEvents.Reap;
    }
}
