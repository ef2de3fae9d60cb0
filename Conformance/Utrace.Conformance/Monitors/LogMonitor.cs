using Utrace.Conformance.Oracle;

namespace Utrace.Conformance.Monitors;

/// <summary>
/// Watches one guarantee over one log. Sound: it fires on no log that the documents allow, so where the order of two things is
/// not certain (a call's effect lies anywhere between its call and ret lines) it keeps silent. Stateless and thread-safe.
/// </summary>
public abstract class LogMonitor
{
    private protected LogMonitor(string guarantee) => Guarantee = guarantee;

    /// <summary>The guarantee's id.</summary>
    public string Guarantee { get; }

    /// <summary>Every place where the log breaks the guarantee, in order.</summary>
    internal abstract IEnumerable<LogFinding> Check(LogIndex log);

    private protected LogFinding Broken(int line, string what) => new(Guarantee, line, what);
}
