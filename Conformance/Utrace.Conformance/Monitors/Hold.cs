using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>A stop that an engine has for certain, and how long nobody could have ended it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="By">The callback that returned STOP; null where control(STOP) returned 0.</param>
/// <param name="Call">That control; null where a callback returned STOP.</param>
/// <param name="Since">The line that made it.</param>
/// <param name="Until">The first line from which on it may be over.</param>
internal sealed record Hold(EngineTrack Engine, CallbackSpan? By, CallSpan? Call, int Since, int Until)
{
    /// <summary>Every hold of the log.</summary>
    public static IEnumerable<Hold> Of(LogIndex log)
    {
        foreach (var engine in log.Engines)
        {
            foreach (var callback in engine.Callbacks.Where(c => c.Returned(ResumeAction.Stop) && !c.IsOfTheDead && c.Callback is not Callback.Signal))
            {
                yield return new(engine, callback, null, callback.End, Limit(log, engine, callback.Begin, engine.Callbacks.Where(c => c.Begin > callback.End)));
            }

            foreach (var stop in engine.Controls.Where(c => c.IsControl(ResumeAction.Stop) && c.IsZero && !string.Equals(c.Actor, engine.Thread, StringComparison.Ordinal)))
            {
                yield return new(engine, null, stop, stop.End, Limit(log, engine, stop.Begin, []));
            }
        }
    }

    /// <summary>The lines of the thread during the hold, but for those that a thread in its stop shows.</summary>
    public IEnumerable<int> Lines(LogIndex log) => log.LinesOf(Engine.Thread, Since, Until).Where(i => log.Lines[i] is not (WokenUp or ParentTold));

    /// <summary>The first user-mode step during the hold; null where there is none.</summary>
    public int? UserStep(LogIndex log) => Lines(log).Where(log.IsUserStep).Select(i => (int?)i).FirstOrDefault();

    /// <summary>The controls of the other engines of the thread that were made during the hold, before a line.</summary>
    public IEnumerable<CallSpan> ControlsOfOthers(LogIndex log, int before) =>
        log.EnginesOf(Engine.Thread).Where(e => e != Engine).SelectMany(e => e.Controls).Where(c => c.Begin > Since && c.Begin < before && c.IsDone);

    public override string ToString() => By is not null ? $"{By} had returned STOP" : $"{Call} had returned 0";

    /// <summary>A later callback can have another result; after control(STOP) = 0 there is no callback to wait for.</summary>
    private static int Limit(LogIndex log, EngineTrack engine, int from, IEnumerable<CallbackSpan> later)
    {
        var withdrawn = engine.Controls.Where(c => !c.IsControl(ResumeAction.Stop) && c.MayBeDone && c.End > from).Select(c => c.Begin);
        return withdrawn.Concat(later.Select(c => c.Begin)).Append(engine.DetachMayBegin).Append(log.KillMayBegin(engine.Thread)).Min();
    }
}
