using System.Collections.Immutable;
using System.Globalization;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Logs;

/// <summary>Reads one canonical line: the inverse of <see cref="LogEvent.ToString"/>. Stateless.</summary>
internal static class LogLineReader
{
    private static readonly IReadOnlyList<string> Verbs =
        ["call", "ret", "begin", "end", "tick", "handler", "enter", "body", "abort", "interrupt", "fail", "done", "notify", "wake", "died", "open", "settle", "probe", "saw"];

    private static readonly IReadOnlyList<string> NobodysVerbs = ["release", "end"];

    /// <summary>The event; null where the line does not fit, which the cursor then tells.</summary>
    public static LogEvent? Read(LineCursor line)
    {
        var actor = line.TryTake(LogEvent.Nobody) ? LogEvent.Nobody : line.Name("an actor, a thread or *");
        line.Take(" ");
        var read = actor is LogEvent.Nobody ? ReadNobodys(line) : ReadActors(line, actor);
        line.End();
        return line.Failed ? null : read;
    }

    private static LogEvent? ReadNobodys(LineCursor line)
    {
        switch (line.Word("event", NobodysVerbs, Verbs))
        {
            case "release":
                line.Take(" ");
                return new Released(line.Name("an engine"));
            case "end":
                var states = ImmutableArray.CreateBuilder<(string, TraceeState)>();
                do
                {
                    line.Take(" ");
                    var thread = line.Name("a thread");
                    line.Take("=");
                    states.Add((thread, ReadState(line)));
                }
                while (!line.AtEnd && !line.Failed);
                return new Ended(new EndStates(states.ToImmutable()));
            default:
                return null;
        }
    }

    private static LogEvent? ReadActors(LineCursor line, string actor)
    {
        var verb = line.Word("event", Verbs, NobodysVerbs);
        if (verb is "tick" or "died" or "settle")
        {
            return verb switch { "tick" => new Ticked(actor), "died" => new Died(actor), _ => new Settled(actor) };
        }

        line.Take(" ");
        switch (verb)
        {
            case "call":
                return new CallBegan(actor, LogCallReader.Read(line));
            case "ret":
                var call = LogCallReader.Read(line);
                line.Take(" = ");
                return new CallReturned(actor, call, ReadResult(line));
            case "begin":
                return new CallbackBegan(actor, ReadInvocation(line));
            case "end":
                return ReadCallbackEnd(line, actor);
            case "open":
                return new GateOpened(actor, line.Name("a gate"));
            case "wake":
                return new WokenUp(actor, line.Name("a gate"));
            case "handler":
                return new HandlerRan(actor, LogCallReader.ReadSignal(line));
            case "notify":
                return new ParentTold(actor, ReadJctl(line, mayBeNone: false));
            case "probe" or "saw":
                var thread = line.Name("a thread");
                line.Take(" = ");
                var state = ReadState(line);
                return verb is "probe" ? new Probed(actor, thread, state) : new StateSeen(actor, thread, state);
            default:
                return line.Failed ? null : new ActivityStaged(actor, Enum.Parse<ActivityStage>(verb, ignoreCase: true), ReadActivity(line));
        }
    }

    private static string ReadActivity(LineCursor line)
    {
        var what = line.Word("activity", ["exec", "syscall", "exit", "exit_group", "clone", "sigaction", "sigmask", "wait"]);
        if (what is "exec" or "exit" or "exit_group" || (what is "clone" && line.AtEnd))
        {
            return what;
        }

        line.Take(" ");
        return what switch
        {
            "syscall" => $"syscall {line.Name("the name of the call")}",
            "sigaction" => $"sigaction {Words.Of(LogCallReader.ReadSignal(line))} {Behind(line, ReadDisposition)}",
            "sigmask" => $"sigmask {LogCallReader.ReadSignals(line)}",
            _ => $"{what} {line.Name("a thread")}",
        };
    }

    private static string Behind(LineCursor line, Func<LineCursor, Disposition> read)
    {
        line.Take(" ");
        return Words.Of(read(line));
    }

    private static Disposition ReadDisposition(LineCursor line) =>
        Words.TryParse(line.Word("disposition", Words.OfDispositions), out Disposition disposition) ? disposition : default;

    private static JctlType ReadJctl(LineCursor line, bool mayBeNone) =>
        Words.TryParse(line.Word("job-control change", [.. Words.OfJctlTypes.Skip(mayBeNone ? 0 : 1)], Words.OfJctlTypes), out JctlType type) ? type : default;

    private static CallbackInvocation ReadInvocation(LineCursor line)
    {
        var engine = line.Name("an engine");
        line.Take(".");
        var callback = ReadCallback(line);
        line.Take("(");
        var invocation = new CallbackInvocation(engine, callback);
        if (callback is not (Callback.Death or Callback.Reap))
        {
            invocation = invocation with { Action = ReadActionWord(line, callback) };
        }

        if (callback is Callback.Quiesce or Callback.Signal)
        {
            line.Take(", ");
            invocation = invocation with { Event = LogCallReader.ReadEvents(line) };
            if (callback is Callback.Signal && line.TryTake(", "))
            {
                invocation = ReadSignal(line, invocation);
            }
        }
        else if (callback is Callback.Clone)
        {
            line.Take(", ");
            var kind = Words.TryParse(line.Word("kind of clone", Words.OfCloneKinds), out CloneKind k) ? k : default;
            line.Take(", ");
            invocation = invocation with { CloneKind = kind, Child = line.Name("a thread") };
        }
        else if (callback is Callback.Jctl)
        {
            line.Take(", ");
            var type = ReadJctl(line, mayBeNone: false);
            line.Take(", ");
            invocation = invocation with { Type = type, Notify = ReadJctl(line, mayBeNone: true) };
        }
        else if (callback is Callback.Exit)
        {
            line.Take(", ");
            var original = line.Number();
            line.Take(", ");
            invocation = invocation with { OriginalCode = original, Code = line.Number() };
        }

        line.Take(")");
        return invocation;
    }

    private static CallbackInvocation ReadSignal(LineCursor line, CallbackInvocation invocation)
    {
        var signal = LogCallReader.ReadSignal(line);
        line.Take(", ");
        Disposition? original = line.TryTake("none") ? null : ReadDisposition(line);
        line.Take(", ");
        return invocation with { Signal = signal, Original = original, Disposition = ReadDisposition(line) };
    }

    private static CallbackEnded ReadCallbackEnd(LineCursor line, string actor)
    {
        var engine = line.Name("an engine");
        line.Take(".");
        var callback = ReadCallback(line);
        if (callback is Callback.Reap)
        {
            return new CallbackEnded(actor, engine, callback, default);
        }

        line.Take(" = ");
        return new CallbackEnded(actor, engine, callback, ReadActionWord(line, callback));
    }

    private static Callback ReadCallback(LineCursor line) =>
        Words.TryParse(line.Word("callback", Words.OfCallbacks), out Callback callback) ? callback : default;

    private static TraceeState ReadState(LineCursor line) =>
        Words.TryParse(line.Word("state", Words.OfTraceeStates), out TraceeState state) ? state : default;

    private static ActionWord ReadActionWord(LineCursor line, Callback callback)
    {
        var action = Words.TryParse(line.Word("action", Words.OfResumeActions), out ResumeAction a) ? a : default;
        IReadOnlyList<(string Word, uint Bit)> bits = callback switch
        {
            Callback.SyscallEntry => [("ABORT", (uint)SyscallAction.Abort), ("RESUMED", (uint)SyscallAction.Resumed)],
            Callback.Signal =>
            [
                .. Enum.GetValues<SignalAction>().Where(s => s is not (SignalAction.Deliver or SignalAction.Hold)).Select(s => (s.ToString().ToUpperInvariant(), (uint)s)),
                ("HOLD", (uint)SignalAction.Hold),
            ],
            _ => [],
        };
        var value = 0u;
        var last = -1;
        while (line.TryTake("|"))
        {
            // Canonical order, each at most once; of the signal actions, which share a field, only one.
            var from = callback is Callback.Signal && last >= 0 ? Math.Max(last + 1, bits.Count - 1) : last + 1;
            var left = bits.Skip(from).ToList();
            if (left.Count == 0)
            {
                line.FailHere($"no further event bit fits {Words.Of(callback)}");
                break;
            }

            var word = line.Word("event bit", [.. left.Select(b => b.Word)], [.. bits.Select(b => b.Word)]);
            last = bits.Select(b => b.Word).ToList().IndexOf(word);
            value |= last >= 0 ? bits[last].Bit : 0;
        }

        return new ActionWord(action, value);
    }

    private static CallResult ReadResult(LineCursor line)
    {
        var next = line.Peek();
        if (next.Length > 0 && (char.IsAsciiDigit(next[0]) || next[0] is '-'))
        {
            return new CallResult(Errno.None, Value: line.Number());
        }

        var word = line.Name("0, an error code, an engine or a number");
        return Words.TryParse(word, out Errno errno) ? new CallResult(errno) : new CallResult(Errno.None, word);
    }
}
