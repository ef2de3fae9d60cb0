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

        line.Take(")");
        return call;
    }

    /// <summary>A mask: events joined by <c>|</c> in bit order, or 0.</summary>
    public static UtraceEvents ReadEvents(LineCursor line) =>
        (UtraceEvents)ReadMask(line, "event", Words.OfEvents, w => Words.TryParse(w, out UtraceEvents e) ? (uint)e : 0);

    private static ApiCall ReadAttach(LineCursor line)
    {
        var thread = line.Name("a thread");
        line.Take(", ");
        var flags = (AttachFlags)ReadMask(line, "attach flag", Words.OfAttachFlags, w => Words.TryParse(w, out AttachFlags f) ? (uint)f : 0);
        return new ApiCall(
            ApiFunction.Attach,
            thread,
            line.TryTake(", as=") ? line.Name("an engine") : null,
            flags,
            line.TryTake(", ops=") ? line.Name("an identity") : null,
            line.TryTake(", data=") ? line.Name("an identity") : null);
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

        return Words.TryParse(line.Word("action", Words.OfResumeActions), out ResumeAction action) ? (uint)action : 0;
    }
}
