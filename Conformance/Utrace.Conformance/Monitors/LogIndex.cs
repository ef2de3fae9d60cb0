using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Monitors;

/// <summary>A log with its spans put together, and what can be said for certain of a moment in it. Immutable once made.</summary>
internal sealed partial class LogIndex
{
    private readonly Dictionary<string, EngineTrack> _engines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _murky = new(StringComparer.Ordinal);

    public LogIndex(Scenario scenario, IReadOnlyList<LogEvent> lines, bool isHung = false)
    {
        (Scenario, Lines, IsHung) = (scenario, lines, isHung);
        (Calls, Callbacks) = Spans(lines);
        MakeEngines();
    }

    public Scenario Scenario { get; }

    public IReadOnlyList<LogEvent> Lines { get; }

    /// <summary>The run was given up: nothing moved any more, though something should.</summary>
    public bool IsHung { get; }

    public IReadOnlyList<CallSpan> Calls { get; }

    public IReadOnlyList<CallbackSpan> Callbacks { get; }

    /// <summary>The engines whose name stands for one engine in the whole log.</summary>
    public IEnumerable<EngineTrack> Engines => _engines.Values;

    public Ended? End => Lines.Count > 0 ? Lines[^1] as Ended : null;

    public EngineTrack? Engine(string? name) => name is null ? null : _engines.GetValueOrDefault(name);

    /// <summary>The engines of a thread.</summary>
    public IEnumerable<EngineTrack> EnginesOf(string thread) => Engines.Where(e => string.Equals(e.Thread, thread, StringComparison.Ordinal));

    /// <summary>Every engine of the thread is known for certain.</summary>
    public bool IsClear(string thread) => !_murky.Contains(thread);

    /// <summary>The lines of a context between two lines, both left out.</summary>
    public IEnumerable<int> LinesOf(string actor, int after, int before = int.MaxValue)
    {
        // A span that has not ended ends past every line.
        for (var i = Math.Min(after, Lines.Count) + 1; i < Math.Min(before, Lines.Count); i++)
        {
            if (string.Equals(Lines[i].Actor, actor, StringComparison.Ordinal))
            {
                yield return i;
            }
        }
    }

    /// <summary>The last line of a context before a line; -1 where there is none.</summary>
    public int PreviousOf(string actor, int before)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            if (string.Equals(Lines[i].Actor, actor, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static (List<CallSpan> Calls, List<CallbackSpan> Callbacks) Spans(IReadOnlyList<LogEvent> lines)
    {
        var calls = new List<CallSpan>();
        var callbacks = new List<CallbackSpan>();
        for (var i = 0; i < lines.Count; i++)
        {
            switch (lines[i])
            {
                case CallBegan c:
                    calls.Add(new(c.Actor, c.Call, i, callbacks.FindLast(b => !b.HasEnded && Same(b.Actor, c.Actor))));
                    break;
                case CallReturned r:
                    calls.FindLast(c => !c.HasReturned && Same(c.Actor, r.Actor) && c.Call == r.Call)?.Return(i, r.Result);
                    break;
                case CallbackBegan b:
                    callbacks.Add(new(b.Actor, b.Invocation, i));
                    break;
                case CallbackEnded e:
                    callbacks.FindLast(b => !b.HasEnded && Same(b.Actor, e.Actor) && Same(b.Engine, e.Engine) && b.Callback == e.Callback)
                        ?.Return(i, e.Result);
                    break;
                default:
                    break;
            }
        }

        return (calls, callbacks);
    }

    /// <summary>A call by pid that says ESRCH may say it of the pid, which names another thread or nobody (PID-04): of the engine it says nothing.</summary>
    private static bool IsAboutThePid(CallSpan call) => call.Call.Pid is not null && call.Failed(Errno.ESRCH);

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    private void MakeEngines()
    {
        var order = 0;
        foreach (var spec in Scenario.Engines)
        {
            var attaches = Calls.Where(c => c.Is(ApiFunction.Attach) && (c.Call.Flags & AttachFlags.Create) != 0
                && Same(c.Call.Engine, spec.Name) && c.MayBeDone).ToList();
            if (attaches.Count + (spec.Attached ? 1 : 0) > 1)
            {
                // One name, several engines: nothing is certain of any of them.
                _murky.UnionWith(attaches.Select(a => a.Call.Thread ?? a.Call.Pid!).Append(spec.Thread));
            }
            else if (Calls.Any(c => c.Is(ApiFunction.Control) && c.Call.Action == Words.StickyStop && Same(c.Call.Engine, spec.Name)))
            {
                _murky.Add(spec.Thread); // What results of callbacks withdraw is no longer known by them alone (PROPOSED-02).
            }
            else if (spec.Attached || attaches.Count == 1)
            {
                _engines.Add(spec.Name, new(
                    spec,
                    spec.Attached ? order : null,
                    attaches.SingleOrDefault(),
                    [.. Calls.Where(c => !c.Is(ApiFunction.Attach) && Same(c.Call.Engine, spec.Name) && !IsAboutThePid(c))],
                    [.. Callbacks.Where(b => Same(b.Engine, spec.Name))]));
            }

            order++;
        }
    }
}
