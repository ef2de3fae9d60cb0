using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>The last lines of what the model explains of a log, with every way through them.</summary>
internal sealed class LogTail
{
    private readonly StateSets _sets;
    private readonly int _start;

    /// <param name="system">The model.</param>
    /// <param name="sets">A memory of its own.</param>
    /// <param name="start">The set that explains the lines before <paramref name="from"/>; where that is 0, only the initial state starts.</param>
    /// <param name="lines">The whole log.</param>
    /// <param name="from">The first line that is looked at.</param>
    /// <param name="count">One behind the last.</param>
    public LogTail(ITransitionSystem system, StateSets sets, int start, IReadOnlyList<LogEvent> lines, int from, int count)
    {
        (_sets, _start, From) = (sets, start, from);
        Graph = new ExplanationGraph(system, sets, from == 0 ? [0] : sets.Members(start), lines, from, count);
    }

    /// <summary>The first line that is looked at.</summary>
    public int From { get; }

    /// <summary>The ways.</summary>
    public ExplanationGraph Graph { get; }

    /// <summary>Whether the log is right with these lines in place of those from <see cref="From"/> on, to the end.</summary>
    public bool Accepts(IEnumerable<LogEvent> lines)
    {
        var set = _start;
        foreach (var line in lines)
        {
            set = set < 0 ? StateSets.Refused : _sets.After(set, line);
            if (set == StateSets.Refused)
            {
                return false;
            }
        }

        return set == StateSets.Ended;
    }
}
