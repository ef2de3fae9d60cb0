using System.Collections.Immutable;
using System.Diagnostics;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>The watchdog, what a hang looks like, and how a run is left behind.</summary>
internal sealed partial class Play
{
    /// <summary>Opening may start a process; it has a deadline of its own, and a better message than this one.</summary>
    private const int OpeningFactor = 20;

    private void Watch()
    {
        var slice = _options.Deadline / 20;
        while (!_finished.Wait(slice))
        {
            lock (_sync)
            {
                if (Stopwatch.GetElapsedTime(_lastProgress) < (_session is null ? _options.Deadline * OpeningFactor : _options.Deadline))
                {
                    continue;
                }

                _longestPause = _options.Deadline;
                if (_mismatch is { } mismatch && _moving == 0 && Stopwatch.GetElapsedTime(_mismatchAt) < _options.Deadline / 4)
                {
                    Broke($"{mismatch}, until the deadline");
                }
                else if (_pace.IsControlled)
                {
                    End(RunStatus.Hang, Uncontrolled());
                }
                else
                {
                    End(RunStatus.Hang, $"no progress for {_options.DeadlineUnits} units of {_options.Unit}; expected: the scenario goes on or comes to rest");
                }
            }
        }
    }

    /// <summary>Where the kit chooses, a wait that it knows of is never a matter of time; so this one is not known to it.</summary>
    private string Uncontrolled() =>
        $"uncontrolled wait: {_pace.Running ?? "the session itself, which the kit called,"} did not come to a pause point, a wait or its end for {_options.DeadlineUnits} units of {_options.Unit}; "
        + "expected: contexts wait in IPauseControl.Block alone, and other members do not wait at all";

    /// <summary>Who waits for what although nothing moves any more, where calls have not returned; what the kit waits for, then what the implementation says.</summary>
    private IEnumerable<string> WaitsAtRest(Adapters.ISession session)
    {
        bool isAnyInFlight;
        IEnumerable<string> waits;
        lock (_sync)
        {
            isAnyInFlight = _calls > 0;
            waits = [.. KitWaits()];
        }

        return isAnyInFlight ? waits.Concat(session.DescribeWaits()) : [];
    }

    /// <summary>Who waits for what on the kit's side: an edge a line.</summary>
    private IEnumerable<string> KitWaits()
    {
        foreach (var (context, steps) in _doing.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var step in steps)
            {
                yield return $"{context} -> {Describe(step)}";
            }
        }

        foreach (var program in _programs.Values)
        {
            if (program.Current is { } activity)
            {
                yield return $"{program.Spec.Name} -> its activity {ActivityText.Of(activity)} ({(program.HasEntered ? "entered" : "driven")})";
            }
            else if (program.Awaits is { } gate)
            {
                yield return $"{program.Spec.Name} -> gate {gate}{OpenersOf(gate)}";
            }
        }
    }

    private string Describe(Step step) => step switch
    {
        CallStep call => $"return of {call.Call}",
        AwaitStep wait => $"gate {wait.Gate}{OpenersOf(wait.Gate)}",
        AwaitStateStep wait => $"state {Spec.Words.Of(wait.State)} of {wait.Thread}",
        ProbeStep probe => $"probe of {probe.Thread}",
        SettleStep => "everything else at rest (settle)",
        _ => step.GetType().Name,
    };

    private string OpenersOf(string gate)
    {
        var openers = _scenario.Actors.Where(a => Opens(a.Script, gate)).Select(a => a.Name)
            .Concat(_scenario.Threads.Where(t => Opens(t.Program, gate)).Select(t => t.Name))
            .Concat(_scenario.Engines.Where(e => e.On.Any(r => Opens(r.Do, gate))).Select(e => $"a callback of {e.Name}"));
        return $", opened by {string.Join(" or ", openers.DefaultIfEmpty("nobody"))}";
    }

    private static bool Opens(ImmutableArray<Step> steps, string gate) =>
        steps.Any(s => s is OpenStep open && string.Equals(open.Gate, gate, StringComparison.Ordinal)
            || s is CallStep { Call.Gate: { } woken } && string.Equals(woken, gate, StringComparison.Ordinal));

    /// <summary>A stuck session may be stuck in these two as well: they get a thread of their own, and a deadline.</summary>
    private IReadOnlyList<string> DescribeAndAbandon()
    {
        IReadOnlyList<string> lines = ["the implementation did not say what it waits for"];
        var session = Volatile.Read(ref _session);
        if (session is null)
        {
            return ["the adapter never opened the session"];
        }

        using var described = new ManualResetEventSlim();
        var abandoning = new Thread(() =>
        {
            try
            {
                Volatile.Write(ref lines, session.DescribeWaits());
                Signal(described);
                _over.Cancel();
                session.Abandon();
                _pace.Close();
            }
            catch (Exception)
            {
                // A hang is already the verdict; what a stuck implementation throws on its way out adds nothing.
                Signal(described);
            }
        })
        {
            IsBackground = true,
            Name = "abandon",
        };
        abandoning.Start();
        described.Wait(_options.Unit.Times(50));
        return Volatile.Read(ref lines);
    }

    private static void Signal(ManualResetEventSlim described)
    {
        try
        {
            described.Set();
        }
        catch (ObjectDisposedException)
        {
            // The caller gave up waiting.
        }
    }

    /// <summary>The conductor's last act, unless the run hung: then the session is somebody else's to describe and abandon.</summary>
    private void Retire()
    {
        bool isTrusted;
        lock (_sync)
        {
            if (_outcome?.Status is RunStatus.Hang)
            {
                return;
            }

            isTrusted = _outcome?.Status is not (RunStatus.Crash or RunStatus.AdapterError);
        }

        try
        {
            _over.Cancel();
            if (isTrusted)
            {
                _session?.Dispose();
            }
            else
            {
                _session?.Abandon();
            }

            _pace.Close();
        }
        catch (Exception)
        {
            // The outcome stands; an adapter that cannot close costs a session, not a verdict.
        }
    }
}
