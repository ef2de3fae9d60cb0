using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>How an engine's stop ended.</summary>
internal enum StopEnd
{
    /// <summary>By a control that resumes.</summary>
    Control,

    /// <summary>By control(DETACH).</summary>
    Detach,

    /// <summary>By a callback that returned DETACH.</summary>
    DetachResult,

    /// <summary>By a later callback that returned something else.</summary>
    LaterResult,
}

/// <summary>A stop that an engine wanted and no longer wants.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Wish">The callback that returned STOP; null for control(STOP).</param>
/// <param name="How">How it ended.</param>
/// <param name="Call">The control that ended it; null where a callback did.</param>
/// <param name="Barrier">The barrier = 0 between wish and control; null where there was none.</param>
/// <param name="Callback">The callback that ended it; null where a control did.</param>
internal sealed record EndedWish(
    EngineTrack Engine, CallbackSpan? Wish, StopEnd How, CallSpan? Call = null, CallSpan? Barrier = null, CallbackSpan? Callback = null);

/// <summary>A thread that rests in a traced stop which no engine can want (STOP-13).</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Line">The line that shows it.</param>
/// <param name="Wishes">The stops that engines of the thread wanted before, and how each ended.</param>
internal sealed record Orphan(string Thread, int Line, IReadOnlyList<EndedWish> Wishes)
{
    /// <summary>Every orphan of the log.</summary>
    public static IEnumerable<Orphan> Of(LogIndex log)
    {
        foreach (var thread in log.Scenario.Threads.Select(t => t.Name).Where(log.IsClear))
        {
            if (log.EnginesOf(thread).Any(e => e.Controls.Any(c => c.Call.Action == Words.StickyStop)))
            {
                // A sticky stop outlives the results of callbacks (PROPOSED-02): what ended it is not certain.
                continue;
            }

            foreach (var line in Stops(log, thread))
            {
                if (EndedWishes(log, thread, line) is { } wishes)
                {
                    yield return new(thread, line, wishes);
                    break;
                }
            }
        }
    }

    /// <summary>The lines that show the thread stopped while nothing could move.</summary>
    private static IEnumerable<int> Stops(LogIndex log, string thread)
    {
        var resting = false;
        for (var i = 0; i < log.Lines.Count; i++)
        {
            if (resting && log.ShowsStop(i, thread))
            {
                yield return i;
            }

            resting = log.Lines[i] is Settled || (resting && log.Lines[i] is Probed or StateSeen);
        }

        if (log.EndOf(thread) is TraceeState.Tstopped)
        {
            yield return log.Lines.Count - 1;
        }
    }

    /// <summary>How every wish of every engine ended; null where one may still stand.</summary>
    private static List<EndedWish>? EndedWishes(LogIndex log, string thread, int line)
    {
        var ended = new List<EndedWish>();
        foreach (var engine in log.EnginesOf(thread))
        {
            foreach (var callback in engine.Callbacks.Where(c => c.Begin < line && !c.IsOfTheDead))
            {
                if (!callback.HasEnded || callback.End > line)
                {
                    return null;
                }

                if (callback.Returned(ResumeAction.Stop))
                {
                    if (EndOf(log, engine, callback, line) is not { } end)
                    {
                        return null;
                    }

                    ended.Add(end);
                }
            }

            foreach (var stop in engine.Controls.Where(c => c.IsControl(ResumeAction.Stop) && c.MayBeDone && c.Begin < line))
            {
                if (EndOf(engine, stop, line) is not { } end)
                {
                    return null;
                }

                ended.Add(end);
            }
        }

        return ended;
    }

    private static EndedWish? EndOf(LogIndex log, EngineTrack engine, CallbackSpan wish, int line)
    {
        if (Detached(engine, wish, line) is { } detached)
        {
            return detached;
        }

        foreach (var control in engine.Controls.Where(c => c.IsResuming && c.IsZero && c.Begin > wish.End && c.End < line))
        {
            var barrier = engine.Calls.FirstOrDefault(c => c.Is(ApiFunction.Barrier) && c.IsZero && c.Begin > wish.End && c.End < control.Begin
                && !string.Equals(c.Actor, engine.Thread, StringComparison.Ordinal));
            if (barrier is not null || IsApplied(log, engine, wish, control.Begin))
            {
                return new(engine, wish, StopEnd.Control, control, barrier);
            }
        }

        return engine.Callbacks.FirstOrDefault(c => c.Begin > wish.End && c.End < line && !c.Returned(ResumeAction.Stop) && !c.IsOfTheDead) is { } later
            ? new(engine, wish, StopEnd.LaterResult, Callback: later)
            : null;
    }

    private static EndedWish? EndOf(EngineTrack engine, CallSpan wish, int line)
    {
        if (Detached(engine, null, line) is { } detached)
        {
            return detached;
        }

        if (engine.Controls.FirstOrDefault(c => c.IsResuming && c.IsZero && c.Begin > wish.End && c.End < line) is { } control)
        {
            return new(engine, null, StopEnd.Control, control);
        }

        return wish.HasReturned && engine.Callbacks.FirstOrDefault(c => c.End > wish.End && c.End < line && !c.Returned(ResumeAction.Stop) && !c.IsOfTheDead) is { } later
            ? new(engine, null, StopEnd.LaterResult, Callback: later)
            : null;
    }

    private static EndedWish? Detached(EngineTrack engine, CallbackSpan? wish, int line)
    {
        if (engine.Controls.FirstOrDefault(c => c.IsControl(ResumeAction.Detach) && c.IsDone && c.End < line) is { } detach)
        {
            return new(engine, wish, StopEnd.Detach, detach);
        }

        return engine.Callbacks.FirstOrDefault(c => c.Returned(ResumeAction.Detach) && c.End < line) is { } result
            ? new(engine, wish, StopEnd.DetachResult, Callback: result)
            : null;
    }

    /// <summary>The thread went on, or was seen stopped, after the callback: then its result was applied.</summary>
    private static bool IsApplied(LogIndex log, EngineTrack engine, CallbackSpan wish, int before)
    {
        if (log.LinesOf(engine.Thread, wish.End, before).Any())
        {
            return true;
        }

        for (var i = wish.End + 1; i < before; i++)
        {
            if (log.ShowsStop(i, engine.Thread))
            {
                return true;
            }
        }

        return false;
    }
}
