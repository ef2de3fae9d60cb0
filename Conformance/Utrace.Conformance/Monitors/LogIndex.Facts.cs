using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>What is certain of a thread at a line.</summary>
internal sealed partial class LogIndex
{
    /// <summary>The line from which on a kill, or its equivalent by another thread of the group, may be under way.</summary>
    public int KillMayBegin(string thread)
    {
        var group = GroupOf(thread);
        for (var i = 0; i < Lines.Count; i++)
        {
            var kills = Lines[i] switch
            {
                CallBegan { Call: { Function: ApiFunction.Kill, Thread: { } target } } => Same(GroupOf(target), group),
                CallBegan { Call: { Function: ApiFunction.Send, Thread: { } target } } => Same(GroupOf(target), group),
                CallBegan { Call: { Function: ApiFunction.Control, Engine: { } name, Action: (uint)ResumeAction.SingleStep or (uint)ResumeAction.BlockStep } } =>
                    Engine(name) is { } e && !Same(e.Thread, thread) && Same(GroupOf(e.Thread), group), // Its trap may be the end of the group.
                CallbackBegan { Invocation.Callback: Callback.Signal } b => !Same(b.Actor, thread) && Same(GroupOf(b.Actor), group),
                ActivityStaged { Stage: ActivityStage.Enter, What: "exit_group" or "exec" } a => !Same(a.Actor, thread) && Same(GroupOf(a.Actor), group),
                _ => false,
            };
            if (kills)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    /// <summary>The kills of the thread's group that returned 0.</summary>
    public IEnumerable<CallSpan> Kills(string thread) =>
        Calls.Where(c => c.Is(ApiFunction.Kill) && c.IsZero && Same(GroupOf(c.Call.Thread!), GroupOf(thread)));

    /// <summary>The line that shows that the thread is dead; past every line where none does.</summary>
    public int DeadSince(string thread)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var dead = Lines[i] switch
            {
                Died d => Same(d.Actor, thread),
                CallbackBegan { Invocation.Callback: Callback.Death } b => Same(b.Actor, thread),
                CallbackBegan { Invocation: { Callback: Callback.Quiesce, Event: UtraceEvents.Death } } b => Same(b.Actor, thread),
                Probed { State: TraceeState.Zombie or TraceeState.Reaped } p => Same(p.Thread, thread),
                StateSeen { State: TraceeState.Zombie or TraceeState.Reaped } s => Same(s.Thread, thread),
                CallReturned { Call: { Function: ApiFunction.Reap } reap, Result.Errno: Errno.None } => Same(reap.Thread, thread),
                _ => false,
            };
            if (dead)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    /// <summary>The thread lived when the log ended, so it lived all the time.</summary>
    public bool Survives(string thread) => EndOf(thread) is TraceeState.Running or TraceeState.Sleeping or TraceeState.Tstopped;

    public TraceeState? EndOf(string thread) =>
        End?.States.States.Where(s => Same(s.Thread, thread)).Select(s => (TraceeState?)s.State).FirstOrDefault();

    /// <summary>The line of <c>T died</c>; past every line where there is none.</summary>
    public int DiedAt(string thread)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] is Died d && Same(d.Actor, thread))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    /// <summary>A line that shows the thread in a traced stop.</summary>
    public bool ShowsStop(int line, string thread) => Lines[line] switch
    {
        Probed { State: TraceeState.Tstopped } p => Same(p.Thread, thread),
        StateSeen { State: TraceeState.Tstopped } s => Same(s.Thread, thread),
        _ => false,
    };

    /// <summary>The thread is in a traced stop from before the one line to after the other: it was seen there, and nothing could wake it.</summary>
    public bool IsStopped(string thread, int from, int to)
    {
        if (!IsClear(thread) || KillMayBegin(thread) < to)
        {
            return false;
        }

        for (var seen = Math.Min(from, Lines.Count) - 1; seen >= 0; seen--)
        {
            if (ShowsStop(seen, thread) || RestsInStop(seen, thread))
            {
                return !EnginesOf(thread).SelectMany(e => e.Controls)
                    .Any(c => !c.IsControl(ResumeAction.Stop) && c.MayBeDone && c.End > seen && c.Begin < to && c.Begin != from)
                    && !LinesOf(thread, seen, to).Any();
            }
        }

        return false;
    }

    /// <summary>Nothing could move, no callback was open, and an engine held the thread for certain: then it is in its traced stop.</summary>
    private bool RestsInStop(int line, string thread) =>
        Lines[line] is Settled
        && !Callbacks.Any(b => Same(b.Actor, thread) && b.Covers(line))
        && Hold.Of(this).Any(h => h.By is not null && Same(h.Engine.Thread, thread) && h.Since < line && line < h.Until);

    /// <summary>The moments when nothing but the line's own actor could move: every settle, the end, and where a hung run was given up.</summary>
    public IEnumerable<int> Rests()
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] is Settled or Ended)
            {
                yield return i;
            }
        }

        if (IsHung)
        {
            yield return Lines.Count;
        }
    }

    /// <summary>The engine was detached before the line for certain: by control, by a result that was applied, or by its reap report.</summary>
    public bool IsDetached(EngineTrack engine, int line) =>
        engine.Controls.Any(c => c.IsControl(ResumeAction.Detach) && c.IsDone && c.End < line)
        || engine.Callbacks.Any(b => b.Returned(ResumeAction.Detach) && LinesOf(b.Actor, b.End, line).Any())
        || engine.Callbacks.Any(b => b.Callback is Callback.Reap && LinesOf(b.Actor, b.End, line).Any());

    /// <summary>The one engine was attached before the other for certain.</summary>
    public bool IsBefore(string engine, string other) => Engine(engine) is { } a && Engine(other) is { } b && a.IsBefore(b);

    /// <summary>A user-mode step begins at this line.</summary>
    public bool IsUserStep(int line) => Lines[line] is Ticked or HandlerRan or ActivityStaged { Stage: ActivityStage.Enter };

    /// <summary>The activity that the thread is in at a line: its enter line and the line after its last; null where it is in none.</summary>
    public (int Enter, int Over, string What)? ActivityAt(string thread, int line)
    {
        var enter = -1;
        for (var i = Math.Min(line, Lines.Count) - 1; i >= 0 && enter < 0; i--)
        {
            if (Lines[i] is ActivityStaged a && Same(a.Actor, thread))
            {
                if (a.Stage is ActivityStage.Done)
                {
                    return null;
                }

                enter = a.Stage is ActivityStage.Enter ? i : enter;
            }
        }

        if (enter < 0)
        {
            return null;
        }

        var over = LinesOf(thread, enter).FirstOrDefault(i => Lines[i] is ActivityStaged { Stage: ActivityStage.Done } or Died, int.MaxValue);
        return (enter, over, ((ActivityStaged)Lines[enter]).What);
    }

    public string GroupOf(string thread) => Scenario.Threads.FirstOrDefault(t => Same(t.Name, thread))?.Group ?? thread;

    public bool IsThread(string actor) => Scenario.Threads.Any(t => Same(t.Name, actor));

    /// <summary>The first line at which a reap of the thread may begin: of an actor's call, a parent's wait, an exec of another thread of its group, or its own; past every line where none does.</summary>
    public int ReapMayBegin(string thread)
    {
        var first = Reaps(thread).Select(c => c.Begin).DefaultIfEmpty(int.MaxValue).Min();
        for (var i = 0; i < Math.Min(first, Lines.Count); i++)
        {
            if (Lines[i] is ActivityStaged { Stage: ActivityStage.Enter } entered
                && (Same(entered.What, $"wait {thread}") || Same(entered.What, "exec") && !Same(entered.Actor, thread) && Same(GroupOf(entered.Actor), GroupOf(thread))))
            {
                first = i;
            }
        }

        return MayReapItself(thread) ? Math.Min(first, Math.Max(0, PreviousOf(thread, DiedAt(thread)))) : first;
    }

    /// <summary>Somebody sends signals, or the thread's group has children, of which it gets SIGCHLD.</summary>
    public bool MayGetSignals(string thread) => Calls.Any(c => c.Is(ApiFunction.Send)) || Scenario.Threads.Any(t => t.Parent is { } parent && Same(GroupOf(parent), GroupOf(thread)));

    /// <summary>Always, or because its parent among the threads does not.</summary>
    private bool MayReapItself(string thread) => Scenario.Threads.Any(t => Same(t.Name, thread) && (t.SelfReap || t.Parent is not null));
}
