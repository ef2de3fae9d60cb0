using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>Open callbacks: the rule they take, their body, their result.</summary>
internal ref partial struct Machine
{
    private bool BeginCallback(int c, int e, Callback kind, ActionWord word, UtraceEvents @event)
    {
        ref var engine = ref Engine(e);
        NoteBegin(c, e, kind, ref engine);
        ref var callback = ref Context(c).Callback;
        callback.Engine = (byte)(e + 1);
        callback.Kind = kind;
        callback.Rule = (byte)(TakeRule(e, kind, @event) + 1);
        callback.Next = 0;
        var (first, second) = Arguments(c, kind);
        return Shows(Rule.CallbackLine, Labels.CallbackBegan(
            c, e, kind, word, kind is Callback.Quiesce or Callback.Signal ? @event : UtraceEvents.None, first, second));
    }

    /// <summary>The two further arguments that a callback's line shows: see <see cref="Labels"/>.</summary>
    private readonly (int First, int Second) Arguments(int c, Callback kind) => kind switch
    {
        Callback.Exit => (Thread(c).OriginalCode, Thread(c).Code),
        Callback.Signal when _program.Signals => Signals(c) is { Info: not SignalNumber.None } mine
            ? ((int)mine.Info, Labels.Dispositions(mine.Original == 0 ? null : (Disposition)(mine.Original - 1), mine.Returned))
            : (0, 0),
        Callback.Clone => (Activity(c).B, Activity(c).Gate),
        Callback.Jctl => (
            (int)(Thread(c).Hook is HookKind.JobNote ? JctlType.Continued : JctlType.Stopped), (int)(Thread(c).Hook is HookKind.JobExit ? JctlType.Stopped : Signals(c).Told)),
        Callback.Signal when Thread(c).Pass[PassFlags.Trap] => ((int)SignalNumber.SIGTRAP, Labels.Dispositions(Disposition.Default, Disposition.Default)),
        _ => (0, 0),
    };

    private readonly void NoteBegin(int c, int e, Callback kind, ref EngineState engine)
    {
        var ghosts = engine.Ghosts;
        var breach = (ghosts & EngineGhosts.Released) != 0 ? Breach.CallbackAfterRelease
            : (ghosts & EngineGhosts.Open) != 0 ? Breach.CallbackOverlap
            : (ghosts & EngineGhosts.ReapSeen) != 0 ? Breach.CallbackAfterReap
            : (ghosts & EngineGhosts.DetachedForGood) != 0 ? Breach.CallbackAfterDetach
            : kind is Callback.Death && (ghosts & EngineGhosts.DeathSeen) != 0 ? Breach.SecondDeath
            : Breach.None;
        if (kind is Callback.Reap)
        {
            ref var t = ref Thread(_program.Engines[e].Thread);
            if (breach is Breach.None && !t[ThreadFlags.DeathOver] && Intersects(engine.Events, UtraceEvents.Death))
            {
                breach = Breach.ReapBeforeDeath;
            }

            ghosts |= EngineGhosts.ReapSeen;
        }

        if (kind is Callback.Death)
        {
            ghosts |= EngineGhosts.DeathSeen;
        }

        engine.Ghosts = ghosts | EngineGhosts.Open;
        if (breach is not Breach.None)
        {
            Break(breach, e);
        }
    }

    /// <summary>Counts the call and answers the rule it takes, or -1.</summary>
    private readonly int TakeRule(int e, Callback kind, UtraceEvents @event)
    {
        var program = _program.Engines[e];
        var counters = Counters.Slice(program.FirstCounter, program.Counters.Length);
        for (var i = 0; i < counters.Length; i++)
        {
            var counter = program.Counters[i];
            if (counter.Kind == kind && (counter.Event is null || counter.Event == @event) && counters[i] < counter.Limit)
            {
                counters[i]++;
            }
        }

        for (var i = 0; i < program.Rules.Length; i++)
        {
            var rule = program.Rules[i];
            if (rule.Kind != kind || (rule.Event is { } wanted && wanted != @event))
            {
                continue;
            }

            if (rule.Counter < 0 || (counters[rule.Counter] >= rule.First && counters[rule.Counter] <= rule.Last))
            {
                return i;
            }
        }

        return -1;
    }

    private bool CallbackBody(int c)
    {
        ref var context = ref Context(c);
        if (context.Inner.Place is not CallPlace.None)
        {
            return CallStep(c, ref context.Inner);
        }

        ref var callback = ref context.Callback;
        var e = callback.Engine - 1;
        var driven = _program.Driven;
        var rule = callback.Rule == 0 ? null : _program.Engines[e].Rules[callback.Rule - 1];
        var body = driven?.Body(c) ?? rule?.Body;
        if (body is not null)
        {
            var next = PassAwaits(body, callback.Next);
            if (next < body.Count)
            {
                if (!ScriptStep(c, body[next], ref context.Inner))
                {
                    return false;
                }

                callback.Next = (byte)(next + 1);
                return true;
            }
        }

        var reply = driven is null
            ? new DrivenReply(rule?.Return ?? new ActionWord(ResumeAction.Resume), rule?.Code ?? -1, rule?.Signal, rule?.Disposition)
            : driven.Reply(c);
        return reply is { } given && EndCallback(c, e, ref callback, given);
    }

    private bool EndCallback(int c, int e, ref CallbackFrame callback, DrivenReply reply)
    {
        var (result, code, signal, disposition) = reply;
        var kind = callback.Kind;
        callback = default;
        if (kind is Callback.Reap)
        {
            return Shows(Rule.EndLine, Labels.CallbackEnded(c, e, kind, default));
        }

        ref var t = ref Thread(c);
        if (kind is Callback.Exit && code >= 0)
        {
            t.Code = (byte)code;
        }

        if (kind is Callback.Signal && _program.Signals)
        {
            ref var mine = ref Signals(c);
            mine.Info = signal ?? mine.Info;
            mine.Returned = disposition ?? mine.Returned;
        }

        t.Pass.Returned = result.Action;
        t.Pass.ReturnedBits = (ushort)(Labels.Visible(result, kind) & ~7u);
        return Shows(Rule.EndLine, Labels.CallbackEnded(c, e, kind, result));
    }
}
