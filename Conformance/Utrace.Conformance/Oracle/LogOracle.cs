using System.Collections.Immutable;
using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Judges logs of one scenario: a log is right when some way through the model shows exactly its lines. What is learnt from one log makes the next one cheaper.
/// Not thread-safe; make one per worker.
/// </summary>
public sealed class LogOracle(ITransitionSystem system, OracleOptions? options = null)
{
    private const int FixesTried = 400;

    private readonly StateSets _sets = new(system, options ?? OracleOptions.Default);

    /// <summary>Judges one whole log.</summary>
    public static Judgement Judge(ITransitionSystem system, IReadOnlyList<LogEvent> lines, OracleOptions? options = null) =>
        new LogOracle(system, options).Judge(lines);

    /// <summary>Begins to read a log line by line.</summary>
    public OracleRun Begin()
    {
        _sets.Trim();
        return new OracleRun(_sets);
    }

    /// <summary>Judges a whole log.</summary>
    public Judgement Judge(IReadOnlyList<LogEvent> lines)
    {
        var run = Read(lines);
        if (run.Status is OracleStatus.Rejected)
        {
            try
            {
                return new Judgement(JudgementKind.Rejected, run.Consumed, Explain(lines, run.Consumed), null);
            }
            catch (OracleBoundException bound)
            {
                return new Judgement(JudgementKind.Inconclusive, run.Consumed, null, bound.Message);
            }
        }

        return run.Status is OracleStatus.Ended
            ? new Judgement(JudgementKind.Accepted, run.Consumed, null, null)
            : new Judgement(JudgementKind.Inconclusive, run.Consumed, null, run.Reason);
    }

    /// <summary>The rules on the ways that explain an accepted log, ascending; empty for any other log.</summary>
    public ImmutableArray<ushort> FiredRules(IReadOnlyList<LogEvent> lines) =>
        Accepts(lines) ? new ExplanationGraph(system, _sets, lines, lines.Count - 1).RulesTo((Ended)lines[^1]) : [];

    /// <summary>What the model allows behind some lines that it explains; empty where it does not explain them.</summary>
    public ImmutableArray<AllowedLine> AllowedAfter(IReadOnlyList<LogEvent> lines)
    {
        var run = Begin();
        return lines.All(run.Observe) && run.Status is OracleStatus.Following
            ? new ExplanationGraph(system, _sets, lines, lines.Count).Allowed()
            : [];
    }

    private OracleRun Read(IReadOnlyList<LogEvent> lines)
    {
        var run = Begin();
        _ = lines.All(run.Observe) && run.Complete();
        return run;
    }

    private bool Accepts(IReadOnlyList<LogEvent> lines) => Read(lines).Status is OracleStatus.Ended;

    private Rejection Explain(IReadOnlyList<LogEvent> lines, int index)
    {
        var isBehindTheEnd = index > 0 && lines[index - 1] is Ended;
        var graph = new ExplanationGraph(system, _sets, lines, isBehindTheEnd ? index - 1 : index);
        ImmutableArray<AllowedLine> allowed = isBehindTheEnd ? [] : graph.Allowed();
        var line = index < lines.Count ? lines[index] : null;
        return new Rejection(index, line, allowed, graph.Shortest(), Fixes(lines, index, allowed).Take(FixesTried).FirstOrDefault(f => Accepts(Apply(lines, f))));
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

    private static List<LogEvent> Apply(IReadOnlyList<LogEvent> lines, LogFix fix)
    {
        var changed = lines.ToList();
        switch (fix.Kind)
        {
            case LogFixKind.Swap:
                (changed[fix.Index], changed[fix.Index + 1]) = (changed[fix.Index + 1], changed[fix.Index]);
                break;
            case LogFixKind.Replace:
                changed[fix.Index] = fix.Line!;
                break;
            case LogFixKind.Delete:
                changed.RemoveAt(fix.Index);
                break;
            default:
                changed.Insert(fix.Index, fix.Line!);
                break;
        }

        return changed;
    }
}
