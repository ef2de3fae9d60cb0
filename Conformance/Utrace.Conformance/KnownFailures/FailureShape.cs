using Utrace.Conformance.Verdicts;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.KnownFailures;

/// <summary>
/// What a failing verdict's evidence looks like, without what differs from run to run: no line numbers, no names of threads, engines, gates and system calls.
/// Two runs of one defect have one shape, and the cases of a family share it; another defect most often has another. Stateless.
/// </summary>
internal static class FailureShape
{
    /// <summary>The shape; computed from what reports store, so that a stored report gives the one that its run gave.</summary>
    public static string Of(CaseVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Crash => $"throws {Thrown(verdict)}",
        VerdictKind.AdapterError => Generalised(verdict.Reason ?? "no reason given"),
        _ when verdict.Evidence?.Divergence is { } divergence => OfDivergence(divergence),
        VerdictKind.Hang => "no progress",
        _ when verdict.Evidence is { Defects.IsEmpty: false } => "defect of the scenario",
        _ when verdict.Evidence is { Monitors.IsEmpty: false } => "found by a monitor",
        _ when verdict.Evidence is { Expectations.IsEmpty: false } => "expectation missed",
        _ => Generalised(verdict.Reason ?? "no reason given"),
    };

    private static string OfDivergence(Divergence divergence)
    {
        if (divergence.Observed is { } line)
        {
            return OfLine(line);
        }

        var missing = divergence.Allowed.Select(a => OfLine(a.Line)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return divergence.Allowed.IsEmpty ? "log stops" : $"log stops before {string.Join(" or ", missing)}";
    }

    private static string OfLine(string line) =>
        LogParser.Parse(line, "evidence").Log?.Lines is [var read] ? Of(read) : Generalised(line);

    private static string Of(LogEvent line) => line switch
    {
        CallBegan e => $"call {OfCall(e.Call)}",
        CallReturned e => $"ret {OfCall(e.Call)} = {(e.Result.Handle is null ? e.Result.ToString() : "engine")}",
        CallbackBegan e => $"begin {AfterTheEngine(e.Invocation.ToString())}",
        CallbackEnded e => $"end {Words.Of(e.Callback)}",
        ActivityStaged e => $"{e.Stage.ToString().ToLowerInvariant()} {e.What.Split(' ')[0]}",
        Released => "release",
        GateOpened => "open",
        Probed e => $"probe = {Words.Of(e.State)}",
        StateSeen e => $"saw {Words.Of(e.State)}",
        Ended e => $"end {string.Join(' ', e.States.States.Select(s => Words.Of(s.State)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}",
        _ => line.ToString()[(line.Actor.Length + 1)..],
    };

    private static string OfCall(ApiCall call) => call.Function switch
    {
        ApiFunction.Attach => $"attach({Words.Of(call.Flags)})",
        ApiFunction.Control => $"control({Words.OfControl(call.Action)})",
        ApiFunction.SetEvents => $"set_events({Words.Of(call.Events)})",
        _ => Words.Of(call.Function),
    };

    private static string AfterTheEngine(string invocation) => invocation[(invocation.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>The type of the exception: its message may say anything.</summary>
    private static string Thrown(CaseVerdict verdict)
    {
        var type = verdict.Evidence?.Exception?.Split([':', '\n', '\r', ' '], 2)[0];
        return string.IsNullOrEmpty(type) ? Generalised(verdict.Reason ?? "something") : type;
    }

    /// <summary>A message without its numbers and without what it quotes.</summary>
    private static string Generalised(string message)
    {
        var text = new System.Text.StringBuilder(message.Length);
        var quoted = false;
        foreach (var c in message.ReplaceLineEndings(" "))
        {
            if (c is '\'')
            {
                quoted = !quoted;
                text.Append(quoted ? "'*'" : "");
            }
            else if (!quoted && !(char.IsAsciiDigit(c) && text is [.., 'N']))
            {
                text.Append(char.IsAsciiDigit(c) ? 'N' : c);
            }
        }

        return text.ToString().Trim();
    }
}
