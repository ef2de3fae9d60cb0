using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Reads one log, line by line, and keeps the set of model states that explain it. Once it has refused a line it refuses every further one.
/// Not thread-safe.
/// </summary>
public sealed class OracleRun
{
    private readonly StateSets _sets;
    private readonly List<int> _path = [];

    /// <summary>A run with an oracle of its own.</summary>
    public OracleRun(ITransitionSystem system, OracleOptions? options = null)
        : this(new StateSets(system, options ?? OracleOptions.Default))
    {
    }

    internal OracleRun(StateSets sets)
    {
        _sets = sets;
        Try(() => _path.Add(sets.Start));
    }

    /// <summary>Where the run stands.</summary>
    public OracleStatus Status { get; private set; } = OracleStatus.Following;

    /// <summary>How many lines were accepted.</summary>
    public int Consumed { get; private set; }

    /// <summary>How many states explain the accepted lines.</summary>
    public int Width => _path.Count == 0 ? 0 : _sets[_path[^1]].Length;

    /// <summary>Why the run is inconclusive; else null.</summary>
    public string? Reason { get; private set; }

    /// <summary>Reads a line; false where the model does not allow it there, or the oracle's bound was reached (see <see cref="Status"/>).</summary>
    public bool Observe(LogEvent line)
    {
        if (Status is OracleStatus.Ended)
        {
            Status = OracleStatus.Rejected;
        }

        if (Status is not OracleStatus.Following)
        {
            return false;
        }

        Try(() =>
        {
            if (line is Ended ended)
            {
                Status = _sets.CanEnd(_path[^1], ended) ? OracleStatus.Ended : OracleStatus.Rejected;
                return;
            }

            var after = _sets.After(_path[^1], line);
            if (after < 0)
            {
                Status = OracleStatus.Rejected;
                return;
            }

            _path.Add(after);
        });
        Consumed += Status is OracleStatus.Following or OracleStatus.Ended ? 1 : 0;
        return Status is OracleStatus.Following or OracleStatus.Ended;
    }

    /// <summary>No line follows: true where the log was whole, its last line the end.</summary>
    public bool Complete()
    {
        if (Status is OracleStatus.Following)
        {
            Status = OracleStatus.Rejected;
        }

        return Status is OracleStatus.Ended;
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (OracleBoundException bound)
        {
            Status = OracleStatus.Inconclusive;
            Reason = bound.Message;
        }
    }
}

/// <summary>Where a run of the oracle stands.</summary>
public enum OracleStatus
{
    /// <summary>Every line so far is explained; more are expected.</summary>
    Following,

    /// <summary>The end was read and is explained.</summary>
    Ended,

    /// <summary>A line is not explained.</summary>
    Rejected,

    /// <summary>The bound was reached: nothing can be said.</summary>
    Inconclusive,
}
