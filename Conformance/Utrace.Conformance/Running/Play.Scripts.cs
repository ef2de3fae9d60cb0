using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>Actors' scripts and callbacks' steps. Every method answers false once the run is over.</summary>
internal sealed partial class Play
{
    /// <summary>What each context does now, for the wait-for graph; the innermost last.</summary>
    private readonly Dictionary<string, List<Step>> _doing = new(StringComparer.Ordinal);

    /// <summary>Who waits at each gate that is not open.</summary>
    private readonly Dictionary<string, List<string>> _waiting = new(StringComparer.Ordinal);

    private void Perform(ActorSpec actor)
    {
        Steps(actor.Name, actor.Script, new Perturbation(_options, actor.Name));
        lock (_sync)
        {
            _moving--;
            Progress();
        }
    }

    private bool Steps(string context, ImmutableArray<Step> steps, Perturbation perturbation)
    {
        foreach (var step in steps)
        {
            perturbation.Disturb();
            _pace.Between(context);
            Begin(context, step);
            var goesOn = step switch
            {
                CallStep call => Call(context, call.Call, perturbation),
                OpenStep open => Open(context, open.Gate),
                AwaitStep wait => Await(context, wait.Gate),
                AwaitStateStep wait => AwaitState(context, wait.Thread, wait.State),
                SettleStep => Settle(context),
                ProbeStep probe => Probe(context, probe.Thread),
                _ => throw new InvalidOperationException($"{step.Source}: {step.GetType().Name} is no step of a script."),
            };
            if (!goesOn)
            {
                return false;
            }

            Over(context);
        }

        return true;
    }

    private bool Call(string context, ApiCall call, Perturbation perturbation)
    {
        lock (_sync)
        {
            if (!Add(new CallBegan(context, call)))
            {
                return false;
            }

            _calls++;
            _moving--;
        }

        perturbation.Disturb();
        CallResult result;
        try
        {
            result = _session!.Call(context, call);
        }
        catch (Exception e)
        {
            Failed($"{call} of {context}", e);
            return false;
        }

        perturbation.Disturb();
        lock (_sync)
        {
            _calls--;
            _moving++;
            return Add(new CallReturned(context, call, result));
        }
    }

    private bool Open(string context, string gate)
    {
        lock (_sync)
        {
            OpenGate(new GateOpened(context, gate), gate);
        }

        CarryOut();
        return StillOpen();
    }

    private bool Await(string context, string gate)
    {
        lock (_sync)
        {
            _pace.Use($"gate {gate}", isWrite: false);
            if (!_openGates.Contains(gate))
            {
                // Whoever opens the gate counts this context as moving again, in the same instant: a settling in between would be a lie.
                _moving--;
                if (!_waiting.TryGetValue(gate, out var waiting))
                {
                    _waiting.Add(gate, waiting = []);
                }

                waiting.Add(context);
                Progress();
            }

            _pace.Wait(context, () => $"at gate {gate}{OpenersOf(gate)}", () => _closed || _openGates.Contains(gate));

            return !_closed;
        }
    }

    private bool Settle(string context)
    {
        lock (_sync)
        {
            _settlers.Add(context);

            // The conductor counts the actor as moving again when it takes it off the list.
            _moving--;
            Progress();
            _pace.Wait(context, () => "for everything else to be at rest (settle)", () => _closed || !_settlers.Contains(context, StringComparer.Ordinal));

            return !_closed;
        }
    }

    /// <summary>
    /// The answer counts only if nothing was logged while it was asked for: otherwise a line between the two would tell of a
    /// change that the probe had not seen, and the log would lie about their order.
    /// </summary>
    private bool Probe(string context, string thread)
    {
        while (Asked(thread, out var lines) is { } state)
        {
            lock (_sync)
            {
                if (_closed || lines == _log.Count)
                {
                    return Add(new Probed(context, thread, state));
                }
            }
        }

        return false;
    }

    private bool AwaitState(string context, string thread, TraceeState state)
    {
        while (true)
        {
            lock (_sync)
            {
                _calls++;
                _moving--;
                Progress();
            }

            bool wasSeen;
            try
            {
                wasSeen = _session!.AwaitState(context, thread, state, _over.Token);
            }
            catch (Exception e)
            {
                Failed($"AwaitState({thread}, {Words.Of(state)}) of {context}", e);
                return false;
            }

            lock (_sync)
            {
                _calls--;
                _moving++;
                Progress();
            }

            // It may have passed again before its line could be written: then this was not the moment that the log tells of.
            if (Asked(thread, out var lines) is not { } now)
            {
                return false;
            }

            lock (_sync)
            {
                if (_closed)
                {
                    return false;
                }

                if (wasSeen && now == state && lines == _log.Count)
                {
                    return Add(new StateSeen(context, thread, state));
                }
            }
        }
    }

    private TraceeState? Asked(string thread, out int lines)
    {
        lock (_sync)
        {
            lines = _log.Count;
            if (_closed)
            {
                return null;
            }
        }

        try
        {
            return _session!.Probe(thread);
        }
        catch (Exception e)
        {
            Failed($"Probe({thread})", e);
            return null;
        }
    }

    private void Begin(string context, Step step)
    {
        lock (_sync)
        {
            if (!_doing.TryGetValue(context, out var steps))
            {
                _doing[context] = steps = [];
            }

            steps.Add(step);
        }
    }

    private void Over(string context)
    {
        lock (_sync)
        {
            _doing[context].RemoveAt(_doing[context].Count - 1);
        }
    }
}
