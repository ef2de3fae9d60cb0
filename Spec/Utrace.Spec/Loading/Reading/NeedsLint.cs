using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Compares what a scenario uses with the capabilities that it says it needs: an implementation without one of them would be asked for what it does not have.</summary>
internal static class NeedsLint
{
    private const UtraceEvents SyscallEvents = UtraceEvents.SyscallEntry | UtraceEvents.SyscallExit;

    /// <summary>Reports every capability that is used and not listed, at its first use.</summary>
    public static void Check(Scenario scenario, YamlMap document, DefectList defects)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (capability, mark, what) in Uses(scenario).Where(u => !scenario.Needs.Contains(u.Capability, StringComparer.Ordinal)))
        {
            if (missing.Add(capability))
            {
                defects.Add(
                    mark, $"{what} needs the capability '{capability}'",
                    document["needs"] is { } needs ? FormattableString.Invariant($"it in the list 'needs' at line {needs.Mark.Line}") : $"'needs: [core, {capability}]'");
            }
        }
    }

    private static IEnumerable<(string Capability, SourceMark Mark, string What)> Uses(Scenario scenario) =>
    [
        .. scenario.Threads.SelectMany(t => OfThread(t, scenario)),
        .. scenario.Threads.SelectMany(t => t.Program).SelectMany(OfStep),
        .. scenario.Engines.SelectMany(e => OfEngine(e, scenario)),
        .. scenario.Actors.SelectMany(a => a.Script).SelectMany(OfStep),
    ];

    private static IEnumerable<(string, SourceMark, string)> OfThread(ThreadSpec thread, Scenario scenario)
    {
        var mark = thread.Program.IsEmpty ? scenario.Source : thread.Program[0].Source;
        if (!thread.Signals.IsEmpty || !thread.Blocked.IsEmpty)
        {
            yield return (Capability.Signals, mark, $"the signals of '{thread.Name}'");
        }

        if (thread.IsOrphaned)
        {
            yield return (Capability.Jctl, mark, $"the orphaned group of '{thread.Name}'");
        }

        if (thread.Step is not StepHardware.Block)
        {
            yield return (Capability.StepHardware, mark, $"'step: {Words.Of(thread.Step)}' of '{thread.Name}'");
        }

        if (thread.Parent is not null && !thread.IsCloned)
        {
            yield return (Capability.Parent, mark, $"the parent of '{thread.Name}'");
        }

        var inGroup = scenario.Threads.Count(t => string.Equals(t.Group, thread.Group, StringComparison.Ordinal));
        if (inGroup > 1 && thread.Program.OfType<ExecActivity>().FirstOrDefault(e => !e.Fails) is { } exec)
        {
            yield return (Capability.ExecMt, exec.Source, "an exec in a group of several threads");
        }
    }

    private static IEnumerable<(string, SourceMark, string)> OfEngine(EngineSpec engine, Scenario scenario)
    {
        var mark = engine.On.IsEmpty ? scenario.Source : engine.On[0].Source;
        foreach (var use in OfEvents(engine.Events, mark, engine.Name))
        {
            yield return use;
        }

        foreach (var rule in engine.On)
        {
            foreach (var use in rule.Do.SelectMany(OfStep))
            {
                yield return use;
            }

            if (rule is { Callback: Callback.SyscallEntry, Return.Bits: not 0 })
            {
                yield return (Capability.Abort, rule.Source, "ABORT");
            }

            if (rule.Signal is not null || rule.Disposition is not null)
            {
                yield return (Capability.Signals, rule.Source, "a signal made or changed by report_signal");
            }

            if (rule is { Callback: Callback.Signal } && (SignalAction)(rule.Return.Bits & 0xf0) is SignalAction.Stop or SignalAction.Tstp)
            {
                yield return (Capability.Jctl, rule.Source, "a stop by report_signal");
            }

            if (rule.Return.Action is ResumeAction.SingleStep or ResumeAction.BlockStep)
            {
                yield return (Capability.Step, rule.Source, "a step");
            }
        }
    }

    private static IEnumerable<(string, SourceMark, string)> OfEvents(UtraceEvents events, SourceMark mark, string engine)
    {
        (UtraceEvents Events, string Capability)[] table =
        [
            (SyscallEvents, Capability.Syscall), (UtraceEvents.Exit, Capability.Exit), (UtraceEvents.Reap, Capability.Reap),
            (UtraceEvents.Clone, Capability.Clone), (UtraceEvents.Jctl, Capability.Jctl),
        ];
        return table.Where(t => (events & t.Events) != 0).Select(t => (t.Capability, mark, $"{Words.Of(events & t.Events)} of '{engine}'"));
    }

    private static IEnumerable<(string, SourceMark, string)> OfStep(Step step) => step switch
    {
        SyscallActivity => [(Capability.Syscall, step.Source, "a system call")],
        CloneActivity { Kind: CloneKind.Vfork } => [(Capability.Vfork, step.Source, "a vfork")],
        CloneActivity => [(Capability.Clone, step.Source, "a clone")],
        SigactionActivity or SigmaskActivity => [(Capability.Signals, step.Source, "a change of signals")],
        WaitActivity => [(Capability.Parent, step.Source, "a wait of a thread")],
        CallStep call => OfCall(call.Call, step.Source),
        _ => [],
    };

    private static IEnumerable<(string, SourceMark, string)> OfCall(ApiCall call, SourceMark mark)
    {
        if (call.Pid is not null)
        {
            yield return (Capability.Pid, mark, "a call by pid");
        }

        switch (call.Function)
        {
            case ApiFunction.Send when call.Signal is SignalNumber.SIGCONT || SignalSet.Stops.Has(call.Signal):
                yield return (Capability.Jctl, mark, Words.Of(call.Signal));
                break;
            case ApiFunction.Send:
                yield return (Capability.Signals, mark, "send");
                break;
            case ApiFunction.WakeUp:
                yield return (Capability.Proposed, mark, "wake_up");
                break;
            case ApiFunction.PrepareExamine or ApiFunction.FinishExamine:
                yield return (Capability.Examine, mark, Words.Of(call.Function));
                break;
            case ApiFunction.Control when call.Action == Words.StickyStop:
                yield return (Capability.Proposed, mark, "STICKY_STOP");
                break;
            case ApiFunction.Control when call.Action is (uint)ResumeAction.SingleStep or (uint)ResumeAction.BlockStep:
                yield return (Capability.Step, mark, Words.OfControl(call.Action));
                break;
            case ApiFunction.SetEvents:
                foreach (var use in OfEvents(call.Events, mark, call.Engine ?? "?"))
                {
                    yield return use;
                }

                break;
        }
    }
}
