using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What the result of a callback does to its engine and to the pass (steps 6.6, P1-P8).</summary>
internal sealed partial class UtraceCore
{
    /// <summary>
    /// APPLY: the result takes effect on the engine and on the pass before the callback counts as over,
    /// so that barrier = 0 means that both are done (BARRIER-02). Answers whether the engine is detached.
    /// </summary>
    private bool ApplyResult(Tracee tracee, ReportPass pass, Engine engine, ActionWord result, bool keepsWord)
    {
        if (!keepsWord)
        {
            pass.Word = decide.WordAfter(pass, result); // P1
            pass.IsWordGiven = true;
        }

        if (decide.EndsReportingBeforeApply)
        {
            EndReporting(tracee);
            if (pass.Event is not UtraceEvents.Death)
            {
                pass.Late.Add((engine, result));
                return false;
            }
        }

        if (!decide.AppliesBeforeCallbackIsOver)
        {
            EndReporting(tracee);
            ledger.Pause(tracee.Name, PausePoints.Apply);
        }

        return tracee.Record.Lock.Section(tracee.Name, () =>
        {
            ApplyToEngine(tracee, pass, engine, result.Action);
            if (!decide.EndsReportingBeforeApply && decide.ResultEndsReporting(pass.Event))
            {
                tracee.Record.Reporting = null; // P7
            }

            return engine.Table is not EngineTable.User; // P8
        });
    }

    /// <summary>P2-P6, under the lock.</summary>
    private void ApplyToEngine(Tracee tracee, ReportPass pass, Engine engine, ResumeAction action)
    {
        if (action is ResumeAction.Detach)
        {
            engine.IsDetachedByResult = true;
            if (decide.DetachResultDetaches(pass.Event))
            {
                engine.Table = EngineTable.Stub; // P2
            }
        }

        if (decide.VoidsResultOfDetached(engine, action))
        {
            pass.FoundDetached = true; // P3
            pass.Action = decide.ActionAfterDetach(pass.Action);
            return;
        }

        if (pass.Event is UtraceEvents.Death && decide.OnlyDetachCountsInDeath)
        {
            return; // Only DETACH counts there (DEATH-04).
        }

        if (action is not ResumeAction.Detach)
        {
            pass.Action = decide.Combine(pass.Action, action); // P4
        }

        if (action is ResumeAction.Stop)
        {
            engine.Flags |= UtraceEvents.StopBit; // P6
            tracee.UtraceFlags |= UtraceEvents.StopBit;
        }
        else
        {
            pass.Keep = action < pass.Keep ? action : pass.Keep; // P5: any other result cancels the engine's own stop (STOP-04).
            if (engine.IsSticky && decide.StickyStopStays)
            {
                pass.Action = ResumeAction.Stop; // But for a sticky one (PROPOSED-02).
            }
            else if (decide.ResultCancelsOwnStop && !engine.StopOutlastsResult && (decide.EventWithdrawsStopOfQuiesce || pass.StoppedByQuiesce != engine))
            {
                engine.Flags &= ~UtraceEvents.StopBit;
            }
            else if (engine.WantsStop)
            {
                pass.Action = ResumeAction.Stop;
                engine.StopOutlastsResult = false;
            }
        }
    }

    private static void EndReporting(Tracee tracee) =>
        tracee.Record.Lock.Section(tracee.Name, () => tracee.Record.Reporting = null);

    private void ApplyLateResults(Tracee tracee, ReportPass pass)
    {
        foreach (var (engine, result) in pass.Late)
        {
            tracee.Record.Lock.Section(tracee.Name, () => ApplyToEngine(tracee, pass, engine, result.Action));
        }

        pass.Late.Clear();
    }
}
