using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>The conductor: setup, programs, settling, the end.</summary>
internal sealed partial class Play
{
    private const string Setup = "setup";

    /// <summary>Drives and wakes that wait for the conductor; while it is not empty, nothing is settled.</summary>
    private readonly Queue<Action<ISession>> _orders = new();
    private readonly List<string> _settlers = [];

    /// <summary>Why the last settling was not believed, for the message of a hang.</summary>
    private string? _mismatch;
    private long _mismatchAt;

    private void Conduct()
    {
        try
        {
            var session = _pace.Open(_adapter, this, _options.Seed);
            lock (_sync)
            {
                _session = session;
                _lastProgress = System.Diagnostics.Stopwatch.GetTimestamp();
            }

            if (SetUp(session))
            {
                StartScripts();
                while (_pace.IsControlled ? TakeControlledTurn(session) : TakeTurn(session))
                {
                }
            }
        }
        catch (Exception e)
        {
            Failed("the adapter, at the runner,", e);
        }

        Retire();
        _retired.Set();
    }

    private bool SetUp(ISession session)
    {
        foreach (var thread in _scenario.Threads)
        {
            if (thread.IsCloned)
            {
                session.Declare(thread);
            }
            else
            {
                session.Spawn(thread);
            }
        }

        foreach (var engine in _scenario.Engines)
        {
            session.Declare(engine);
        }

        if (_pace.IsControlled)
        {
            _pace.RunToRest(); // Every thread is in user mode.
        }

        foreach (var engine in _scenario.Engines.Where(e => e.Attached))
        {
            var attach = new ApiCall(ApiFunction.Attach, engine.Thread, engine.Name, AttachFlags.Create, engine.Ops, engine.Data);
            if (!Succeeds(session.Call(Setup, attach), attach, engine.Name, "ATTACH-01"))
            {
                return false;
            }

            var mask = new ApiCall(ApiFunction.SetEvents, Engine: engine.Name, Events: engine.Events);
            if (engine.Events is not UtraceEvents.None && !Succeeds(session.Call(Setup, mask), mask, "0", "SETEVENTS-01"))
            {
                return false;
            }
        }

        return true;
    }

    private bool Succeeds(CallResult result, ApiCall call, string expected, string guarantee)
    {
        if (string.Equals(result.ToString(), expected, StringComparison.Ordinal))
        {
            return true;
        }

        lock (_sync)
        {
            End(
                RunStatus.SetupFailed,
                $"setup: {call} = {result}, expected {expected}: nothing runs yet, the thread is alive and the engine is new",
                guarantee: guarantee);
        }

        return false;
    }

    private void StartScripts()
    {
        lock (_sync)
        {
            _moving += _scenario.Actors.Length;
            foreach (var program in _programs.Values)
            {
                Advance(program);
            }

            Progress();
        }

        foreach (var actor in _scenario.Actors)
        {
            _pace.Start(actor.Name, () => Perform(actor));
        }
    }

    /// <summary>One order, or one settling; false when the run is over.</summary>
    private bool TakeTurn(ISession session)
    {
        Action<ISession>? order = null;
        long version;
        int calls, callbacks, activities;
        lock (_sync)
        {
            while (!_closed && _moving > 0 && _orders.Count == 0)
            {
                Monitor.Wait(_sync);
            }

            if (_closed)
            {
                return false;
            }

            _orders.TryDequeue(out order);
            (version, calls, callbacks, activities) = (_version, _calls, _callbacks, _programs.Values.Count(p => p.Current is not null));
        }

        if (order is not null)
        {
            order(session);
            return true;
        }

        var settlement = session.Settle(_options.Deadline);
        bool isStill;
        lock (_sync)
        {
            isStill = !_closed && _version == version;
            if (isStill && !settlement.IsSettled)
            {
                End(RunStatus.Hang, "something in the implementation goes on, or is stuck where nothing can wake it, without a sign of progress; expected: it comes to rest");
            }
            else if (isStill && settlement != new Settlement(IsSettled: true, calls, callbacks, activities))
            {
                // Somebody is just entering or leaving the implementation: the count is a moment old.
                isStill = false;
                _mismatch = $"Settle counted {settlement.BlockedCalls} blocked calls, {settlement.OpenCallbacks} open callbacks and {settlement.PendingActivities} pending activities; "
                    + $"expected, as the kit has in flight: {calls}, {callbacks} and {activities}";
                _mismatchAt = System.Diagnostics.Stopwatch.GetTimestamp();
                Monitor.Wait(_sync, 1);
            }
            else if (isStill && _settlers.Count > 0)
            {
                ReleaseSettler();
                return true;
            }
        }

        return !isStill ? StillOpen() : Finish(session);
    }

    private bool StillOpen()
    {
        lock (_sync)
        {
            return !_closed;
        }
    }

    private void ReleaseSettler()
    {
        _settlers.Sort(StringComparer.Ordinal); // Who came first is nothing that a schedule may depend on.
        var chosen = _settlers[(int)((_options.Seed + (ulong)_log.Count) % (ulong)_settlers.Count)];
        _settlers.Remove(chosen);
        _moving++;
        Add(new Settled(chosen));
        _pace.Wake(chosen);
    }

    private bool Finish(ISession session)
    {
        if (!StillOpen())
        {
            return false;
        }

        ImmutableArray<string> waits = _options.DescribesRest ? [.. WaitsAtRest(session)] : [];
        var states = new EndStates([.. _scenario.Threads.Select(t => (t.Name, session.Probe(t.Name)))]);
        lock (_sync)
        {
            if (Add(new Ended(states)))
            {
                End(RunStatus.Completed, waits: waits);
            }
        }

        return false;
    }

    /// <summary>Moves a program on. Under the lock.</summary>
    private void Advance(TraceeProgram program)
    {
        if (program.Advance(_openGates) is not { } activity)
        {
            return;
        }

        _orders.Enqueue(session => session.Drive(program.Spec.Name, activity));
        if (activity is SyscallActivity { Until: { } gate } && _openGates.Contains(gate))
        {
            Wake(program, activity);
        }
    }

    private void Wake(TraceeProgram program, Activity activity) => _orders.Enqueue(session =>
    {
        bool isCurrent;
        lock (_sync)
        {
            isCurrent = ReferenceEquals(program.Current, activity);
        }

        // Only the conductor drives, so the activity cannot be replaced between the check and the wake.
        if (isCurrent)
        {
            session.Wake(program.Spec.Name);
        }
    });

    /// <summary>Opens a gate: programs that wait for it go on, bodies that sleep for it wake. Under the lock.</summary>
    private void OpenGate(LogEvent line, string gate)
    {
        if (!Add(line) || !_openGates.Add(gate))
        {
            return;
        }

        _pace.Use($"gate {gate}", isWrite: true);
        if (_waiting.Remove(gate, out var waiting))
        {
            _moving += waiting.Count;
            waiting.ForEach(_pace.Wake);
        }

        foreach (var program in _programs.Values)
        {
            if (program.Current is SyscallActivity { Until: { } until } call && string.Equals(until, gate, StringComparison.Ordinal))
            {
                Wake(program, call);
            }

            Advance(program);
        }
    }
}
