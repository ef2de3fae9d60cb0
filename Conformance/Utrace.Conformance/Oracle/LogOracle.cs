using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Judges logs of one scenario: a log is right when some way through the model shows exactly its lines. What is learnt from one log is shared by all, so
/// that the next one is cheaper; how much is kept is bounded. Thread-safe.
/// </summary>
public sealed class LogOracle(ITransitionSystem system, OracleOptions? options = null)
{
    private const int FixesTried = 400;

    /// <summary>How many lines before a refused one are explained; fewer where the first number is too many.</summary>
    private static readonly int[] Windows = [2000, 50, 0];

    private readonly OracleOptions _options = options ?? OracleOptions.Default;
    private StateSets? _shared;
    private StateSets? _apart;

    /// <summary>What all logs share.</summary>
    internal StateSets Sets => Volatile.Read(ref _shared) ?? Interlocked.CompareExchange(ref _shared, NewSets(), null) ?? _shared!;

    /// <summary>Judges one whole log.</summary>
    public static Judgement Judge(ITransitionSystem system, IReadOnlyList<LogEvent> lines, OracleOptions? options = null) =>
        new LogOracle(system, options).Judge(lines);

    /// <summary>Begins to read a log line by line.</summary>
    public OracleRun Begin() => new(this);

    /// <summary>Judges a whole log.</summary>
    public Judgement Judge(IReadOnlyList<LogEvent> lines) => Judge(lines, Read(lines));

    /// <summary>Judges a whole log that a run of this oracle read while it was written.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="run">The run, which observed exactly these lines, and is completed here.</param>
    public Judgement Judge(IReadOnlyList<LogEvent> lines, OracleRun run)
    {
        run.Complete();
        var consumed = (int)run.Consumed;
        return run.Status switch
        {
            OracleStatus.Rejected => new Judgement(JudgementKind.Rejected, consumed, Explain(lines, consumed), null),
            OracleStatus.Ended when consumed == lines.Count => new Judgement(JudgementKind.Accepted, consumed, null, null),
            OracleStatus.Ended => new Judgement(
                JudgementKind.Inconclusive, consumed, null, FormattableString.Invariant($"only {consumed} of {lines.Count} lines were read: a defect of the kit")),
            _ => new Judgement(JudgementKind.Inconclusive, consumed, null, run.Reason),
        };
    }

    /// <summary>The rules on the ways that explain an accepted log, ascending; empty for any other log.</summary>
    public ImmutableArray<ushort> FiredRules(IReadOnlyList<LogEvent> lines) => Read(lines).Status is OracleStatus.Ended
        ? Apart(sets => new ExplanationGraph(system, sets, lines, lines.Count - 1).RulesTo((Ended)lines[^1]))
        : [];

    /// <summary>What the model allows behind some lines that it explains; empty where it does not explain them.</summary>
    public ImmutableArray<AllowedLine> AllowedAfter(IReadOnlyList<LogEvent> lines)
    {
        var run = Begin();
        return lines.All(run.Observe) && run.Status is OracleStatus.Following ? Near(lines, lines.Count, tail => tail.Graph.Allowed()) : [];
    }

    internal StateSets NewSets() => new(system, _options);

    /// <summary>An empty memory for a run whose own is full, with the set where it stands; new runs begin there as well.</summary>
    internal (StateSets Sets, int Set) Forget(StateSets full, int set)
    {
        var fresh = NewSets();
        var moved = fresh.Import(full, set);
        Replace(full, fresh);
        return (fresh, moved);
    }

    internal void Replace(StateSets old, StateSets by) => Interlocked.CompareExchange(ref _shared, by, old);

    private OracleRun Read(IEnumerable<LogEvent> lines)
    {
        var run = Begin();
        _ = lines.All(run.Observe);
        run.Complete();
        return run;
    }

    private Rejection Explain(IReadOnlyList<LogEvent> lines, int index)
    {
        var isBehindTheEnd = index > 0 && lines[index - 1] is Ended;
        return Near(lines, isBehindTheEnd ? index - 1 : index, tail =>
        {
            ImmutableArray<AllowedLine> allowed = isBehindTheEnd ? [] : tail.Graph.Allowed();
            var line = index < lines.Count ? lines[index] : null;
            var fix = Fixes(lines, index, allowed).Where(f => f.Index >= tail.From).Take(FixesTried).FirstOrDefault(f => tail.Accepts(Apply(lines, f, tail.From)));
            return new Rejection(index, line, allowed, tail.Graph.Shortest(), fix) { ExplainedFrom = tail.From };
        });
    }

    /// <summary>Looks closely at the last lines before a place that the model explains, as few of them as the bound wants.</summary>
    private T Near<T>(IReadOnlyList<LogEvent> lines, int count, Func<LogTail, T> look)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                var from = Math.Max(0, count - Windows[n]);
                var run = Begin();
                for (var line = 0; line < from; line++)
                {
                    run.Observe(lines[line]);
                }

                return Apart(sets => look(new LogTail(system, sets, run.SetIn(sets), lines, from, count)));
            }
            catch (OracleBoundException) when (n + 1 < Windows.Length)
            {
                // Fewer lines need fewer states; none needs no more than the run itself did.
            }
        }
    }

    private static IEnumerable<LogFix> Fixes(IReadOnlyList<LogEvent> lines, int index, ImmutableArray<AllowedLine> allowed)
    {
        if (index < lines.Count)
        {
            foreach (var other in allowed)
            {
                yield return new LogFix(LogFixKind.Replace, index, other.Line);
            }
        }

        foreach (var other in allowed)
        {
            yield return new LogFix(LogFixKind.Insert, index, other.Line);
        }

        for (var at = Math.Min(index, lines.Count - 2); at >= 0; at--)
        {
            yield return new LogFix(LogFixKind.Swap, at, null);
        }

        for (var at = Math.Min(index, lines.Count - 1); at >= 0; at--)
        {
            yield return new LogFix(LogFixKind.Delete, at, null);
        }
    }

    /// <summary>Works in a memory that nobody else has meanwhile. What others left in it changes nothing: where the bound is met, once more in an empty one.</summary>
    private T Apart<T>(Func<StateSets, T> work)
    {
        if (Interlocked.Exchange(ref _apart, null) is { IsFull: false } sets)
        {
            try
            {
                return Keep(work(sets), sets);
            }
            catch (OracleBoundException)
            {
                // It goes with what it held.
            }
        }

        sets = NewSets();
        return Keep(work(sets), sets);
    }

    private T Keep<T>(T result, StateSets sets)
    {
        Volatile.Write(ref _apart, sets);
        return result;
    }

    /// <summary>The changed log from a line on; lazily, since most changes are refused soon.</summary>
    private static IEnumerable<LogEvent> Apply(IReadOnlyList<LogEvent> lines, LogFix fix, int from)
    {
        for (var n = from; n < lines.Count || (n == fix.Index && fix.Kind is LogFixKind.Insert); n++)
        {
            if (n != fix.Index)
            {
                yield return lines[n];
                continue;
            }

            switch (fix.Kind)
            {
                case LogFixKind.Swap:
                    yield return lines[n + 1];
                    yield return lines[n++];
                    break;
                case LogFixKind.Replace:
                    yield return fix.Line!;
                    break;
                case LogFixKind.Insert:
                    yield return fix.Line!;
                    if (n < lines.Count)
                    {
                        yield return lines[n];
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
