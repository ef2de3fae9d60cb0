using System.Globalization;

namespace Utrace.Spec.Logs;

/// <summary>Reads a call in log notation: the inverse of <see cref="ApiCall.ToString"/>. Stateless.</summary>
internal static class LogCallReader
{
    /// <summary>The call.</summary>
    public static ApiCall Read(LineCursor line)
    {
        if (!Words.TryParse(line.Word("call", Words.OfFunctions), out ApiFunction function))
        {
            function = ApiFunction.Get;
        }

        line.Take("(");
        var call = function switch
        {
            ApiFunction.Attach => ReadAttach(line),
            ApiFunction.Kill or ApiFunction.Reap => new ApiCall(function, Thread: line.Name("a thread")),
            ApiFunction.Interrupt => new ApiCall(function, Actor: line.Name("an actor")),
            ApiFunction.Send => ReadSend(line),
            ApiFunction.WakeUp => new ApiCall(function, Gate: line.Name("a gate")),
            _ => new ApiCall(function, Engine: line.Name("an engine")),
        };
        if (function is ApiFunction.SetEvents)
        {
            line.Take(", ");
            call = call with { Events = ReadEvents(line) };
        }
        else if (function is ApiFunction.Control)
        {
            line.Take(", ");
            call = call with { Action = ReadAction(line) };
        }

        if (function is ApiFunction.SetEvents or ApiFunction.Control or ApiFunction.Barrier && line.TryTake(", pid="))
        {
            call = call with { Pid = line.Name("a thread") };
        }

        line.Take(")");
        return call;
    }

    /// <summary>A signal.</summary>
    public static SignalNumber ReadSignal(LineCursor line) =>
        Words.TryParse(line.Word("signal", Words.OfSignals), out SignalNumber signal) ? signal : default;

    /// <summary>A set of signals joined by <c>|</c> by number, or 0.</summary>
    public static SignalSet ReadSignals(LineCursor line) =>
        new(ReadMask(line, "signal", Words.OfSignals, w => Words.TryParse(w, out SignalNumber n) ? 1u << (int)n : 0));

    private static ApiCall ReadSend(LineCursor line)
    {
        var thread = line.Name("a thread");
        line.Take(", ");
        return new ApiCall(ApiFunction.Send, Thread: thread, Signal: ReadSignal(line), ToGroup: line.TryTake(", group"));
    }

    /// <summary>A mask: events joined by <c>|</c> in bit order, or 0.</summary>
    public static UtraceEvents ReadEvents(LineCursor line) =>
        (UtraceEvents)ReadMask(line, "event", Words.OfEvents, w => Words.TryParse(w, out UtraceEvents e) ? (uint)e : 0);

    private static ApiCall ReadAttach(LineCursor line)
    {
        var byPid = line.TryTake("pid=");
        var thread = line.Name("a thread");
        line.Take(", ");
        var flags = (AttachFlags)ReadMask(line, "attach flag", Words.OfAttachFlags, w => Words.TryParse(w, out AttachFlags f) ? (uint)f : 0);
        return new ApiCall(
            ApiFunction.Attach,
            byPid ? null : thread,
            line.TryTake(", as=") ? line.Name("an engine") : null,
            flags,
            line.TryTake(", ops=") ? line.Name("an identity") : null,
            line.TryTake(", data=") ? line.Name("an identity") : null,
            Pid: byPid ? thread : null);
    }

    private static uint ReadMask(LineCursor line, string what, IReadOnlyList<string> words, Func<string, uint> parse)
    {
        if (line.TryTake("0"))
        {
            return 0;
        }

        var mask = 0u;
        var left = words;
        do
        {
            var word = line.Word(what, left.Count == words.Count ? ["0", .. words] : left, words);
            mask |= parse(word);
            left = [.. left.SkipWhile(w => !string.Equals(w, word, StringComparison.Ordinal)).Skip(1)];
        }
        while (!line.Failed && line.TryTake("|"));
        return mask;
    }

    private static uint ReadAction(LineCursor line)
    {
        var next = line.Peek();
        if (next.Length > 0 && char.IsAsciiDigit(next[0]) && uint.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= Words.OfResumeActions.Count && string.Equals(next, Words.OfControl(number), StringComparison.Ordinal))
        {
            line.Take(next);
            return number;
        }

        return Words.TryParseControl(line.Word("action", Words.OfControlActions), out var action) ? action : 0;
    }
}
