using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>A log with one thing changed.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="What">The change in words; lines count from 1.</param>
/// <param name="First">Index of the first line that is not as it was.</param>
/// <param name="Log">The changed log.</param>
public sealed record Alteration(string Kind, string What, int First, LogEvent[] Log)
{
    /// <summary>Why the changed log may be legal.</summary>
    public string Freedom => Kind is "swapped neighbours"
        ? $"{Log[First].Actor} and {Log[First + 1].Actor} do not wait for each other there"
        : "the model leaves this open there";

    /// <summary>Every alteration of a log, in order.</summary>
    public static IEnumerable<Alteration> Of(LogEvent[] log)
    {
        for (var n = 0; n < log.Length; n++)
        {
            foreach (var (kind, line) in OtherLines(log[n]))
            {
                yield return new Alteration(kind, $"line {n + 1}: '{log[n]}' reads '{line}'", n, [.. log[..n], line, .. log[(n + 1)..]]);
            }

            yield return new Alteration("doubled line", $"line {n + 1}: '{log[n]}' stands twice", n + 1, [.. log[..(n + 1)], .. log[n..]]);
            yield return new Alteration("dropped line", $"line {n + 1}: '{log[n]}' is left out", n, [.. log[..n], .. log[(n + 1)..]]);
            if (n + 1 < log.Length && log[n] != log[n + 1])
            {
                yield return new Alteration(
                    "swapped neighbours", $"lines {n + 1} and {n + 2}: '{log[n]}' and '{log[n + 1]}' change places", n, [.. log[..n], log[n + 1], log[n], .. log[(n + 2)..]]);
            }

            if (log[n] is CallbackBegan began)
            {
                yield return new Alteration("dropped callback", $"line {n + 1}: '{log[n]}' and its end are left out", n, Without(log, n, began));
            }
        }
    }

    private static IEnumerable<(string Kind, LogEvent Line)> OtherLines(LogEvent line)
    {
        switch (line)
        {
            case CallReturned returned:
                yield return ("changed result", returned with { Result = new CallResult(returned.Result.Errno is Errno.ESRCH ? Errno.None : Errno.ESRCH) });
                yield return ("changed result", returned with { Result = returned.Result.Errno is Errno.EINPROGRESS ? default : new CallResult(Errno.EINPROGRESS) });
                break;
            case CallbackBegan { Invocation: { Callback: not (Callback.Death or Callback.Reap) } invocation } began:
                var other = invocation.Action.Action is ResumeAction.Resume ? ResumeAction.Stop : ResumeAction.Resume;
                yield return ("changed argument", began with { Invocation = invocation with { Action = new ActionWord(other, invocation.Action.Bits) } });
                break;
            case CallbackEnded { Callback: not Callback.Reap } ended:
                var result = ended.Result.Action is ResumeAction.Resume ? ResumeAction.Stop : ResumeAction.Resume;
                yield return ("changed argument", ended with { Result = new ActionWord(result, ended.Result.Bits) });
                break;
            case CallBegan { Call.Function: ApiFunction.Control } control:
                var action = control.Call.Action == (uint)ResumeAction.Stop ? ResumeAction.Detach : ResumeAction.Stop;
                yield return ("changed argument", control with { Call = control.Call with { Action = (uint)action } });
                break;
            case Probed probed:
                yield return ("changed result", probed with { State = probed.State is TraceeState.Running ? TraceeState.Tstopped : TraceeState.Running });
                break;
            case Ended end:
                foreach (var state in Enum.GetValues<TraceeState>().Where(s => s != end.States.States[0].State))
                {
                    yield return ("changed end state", new Ended(new EndStates(end.States.States.SetItem(0, (end.States.States[0].Thread, state)))));
                }

                break;
        }
    }

    private static LogEvent[] Without(LogEvent[] log, int begin, CallbackBegan began)
    {
        var end = Array.FindIndex(log, begin, l => l is CallbackEnded ended
            && string.Equals($"{ended.Actor} {ended.Engine}", $"{began.Actor} {began.Invocation.Engine}", StringComparison.Ordinal)
            && ended.Callback == began.Invocation.Callback);
        return [.. log.Where((_, n) => n != begin && n != end)];
    }
}
