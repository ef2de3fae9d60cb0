using Utrace.Reference;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// Reads one log, line by line as it comes, and keeps the set of model states that explain it: nothing grows with the log's length. Once it has refused a
/// line it refuses every further one. Not thread-safe; runs of one oracle may read side by side.
/// </summary>
public sealed class OracleRun
{
    private readonly LogOracle _oracle;
    private StateSets _sets;
    private int _set;

    /// <summary>A run with an oracle of its own.</summary>
    public OracleRun(ITransitionSystem system, OracleOptions? options = null)
        : this(new LogOracle(system, options))
    {
    }

    internal OracleRun(LogOracle oracle)
    {
        _oracle = oracle;
        _sets = oracle.Sets;
        Try(null);
    }

    /// <summary>Where the run stands.</summary>
    public OracleStatus Status { get; private set; } = OracleStatus.Following;

    /// <summary>How many lines were accepted.</summary>
    public long Consumed { get; private set; }

    /// <summary>How many states explain the accepted lines; 0 behind the end.</summary>
    public int Width => _set < 0 ? 0 : _sets.CountOf(_set);

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

        if (_sets.IsFull)
        {
            (_sets, _set) = _oracle.Forget(_sets, _set);
        }

        var after = Try(line);
        if (Status is OracleStatus.Inconclusive)
        {
            return false;
        }

        if (after is StateSets.Refused)
        {
            Status = OracleStatus.Rejected;
            return false;
        }

        _set = after;
        Status = after is StateSets.Ended ? OracleStatus.Ended : OracleStatus.Following;
        Consumed++;
        return true;
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

    /// <summary>The set that explains the lines so far, in another instance.</summary>
    internal int SetIn(StateSets other) => other.Import(_sets, _set);

    /// <summary>
    /// One step, null for the start. Where the bound is met in what many logs have filled, the line is tried once more in an empty memory: whether a log
    /// is conclusive does not depend on the logs before it.
    /// </summary>
    private int Try(LogEvent? line)
    {
        try
        {
            return Step(line);
        }
        catch (OracleBoundException)
        {
            var shared = _sets;
            _sets = _oracle.NewSets();
            _set = line is null ? 0 : _sets.Import(shared, _set);
            try
            {
                var after = Step(line);
                _oracle.Replace(shared, _sets);
                return after;
            }
            catch (OracleBoundException bound)
            {
                (Status, Reason) = (OracleStatus.Inconclusive, bound.Message);
                return StateSets.Refused;
            }
        }
    }

    private int Step(LogEvent? line) => line is null ? _set = _sets.Start : _sets.After(_set, line);
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
