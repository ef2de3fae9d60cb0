using Utrace.Conformance.Oracle;
using Utrace.Spec;

namespace Utrace.Conformance.Monitors;

/// <summary>Counts the references that callers hold for certain.</summary>
internal abstract class References(string guarantee) : LogMonitor(guarantee)
{
    /// <summary>Releases of engines that callers still refer to, with the reference counts without and with look-ups.</summary>
    private protected static IEnumerable<(EngineTrack Engine, int Line, int Own, int Found)> Early(LogIndex log) =>
        from engine in log.Engines
        from release in log.Releases()
        where string.Equals(release.Engine, engine.Name, StringComparison.Ordinal) && engine.AttachEnd < release.Line
        let own = 1 + engine.Calls.Count(c => c.Is(ApiFunction.Get) && c.End < release.Line) - engine.Calls.Count(c => c.Is(ApiFunction.Put) && c.Begin < release.Line)
        let found = log.Lookups().Count(c => c.End < release.Line && string.Equals(c.Result.Handle, engine.Name, StringComparison.Ordinal))
        where own + found > 0
        select (engine, release.Line, own, found);
}

/// <summary>A reference keeps the handle valid.</summary>
internal sealed class Ref01() : References("REF-01")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from early in Early(log)
        where early.Own > 0
        select Broken(early.Line, $"{early.Engine} is released while a caller holds a reference.");
}

/// <summary>A look-up adds a reference.</summary>
internal sealed class Attach05() : References("ATTACH-05")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from early in Early(log)
        where early.Own <= 0
        select Broken(early.Line, $"{early.Engine} is released although a look-up had given out a reference that was not put.");
}

/// <summary>Being attached is a reference of its own: no release before a detach or a reap.</summary>
internal sealed class Ref02() : LogMonitor("REF-02")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from release in log.Releases()
        where string.Equals(release.Engine, engine.Name, StringComparison.Ordinal)
            && engine.DetachMayBegin > release.Line && log.Survives(engine.Thread)
        select Broken(release.Line, $"{engine} is released while it is attached.");
}

/// <summary>The release hook runs exactly once.</summary>
internal sealed class Ref03() : LogMonitor("REF-03")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) => Twice(log).Concat(Never(log));

    private IEnumerable<LogFinding> Twice(LogIndex log) =>
        from engine in log.Engines
        from release in log.Releases().Where(r => string.Equals(r.Engine, engine.Name, StringComparison.Ordinal)).Skip(1).Take(1)
        select Broken(release.Line, $"{engine} is released a second time.");

    private IEnumerable<LogFinding> Never(LogIndex log) =>
        from engine in log.Engines
        where log.EndOf(engine.Thread) is TraceeState.Reaped && engine.AttachEnd < int.MaxValue
            && engine.Calls.All(c => c.HasReturned) && engine.Callbacks.All(c => c.HasEnded)
            && log.Reaps(engine.Thread).All(c => c.HasReturned) && log.DiedAt(engine.Thread) < log.Lines.Count
            && 1 + engine.Calls.Count(c => c.Is(ApiFunction.Get)) + log.Lookups().Count(c => string.Equals(c.Result.Handle, engine.Name, StringComparison.Ordinal))
                <= engine.Calls.Count(c => c.Is(ApiFunction.Put) && c.IsZero)
            && !log.Releases().Any(r => string.Equals(r.Engine, engine.Name, StringComparison.Ordinal))
        select Broken(log.Lines.Count - 1, $"{engine.Thread} is reaped, nobody holds {engine}, and its release hook never ran.");
}

/// <summary>No callback is open at the release, none begins after it.</summary>
internal sealed class Ref04() : LogMonitor("REF-04")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from engine in log.Engines
        from release in log.Releases()
        where string.Equals(release.Engine, engine.Name, StringComparison.Ordinal)
        let callback = engine.Callbacks.FirstOrDefault(b => b.End > release.Line)
        where callback is not null
        select Broken(Math.Max(release.Line, callback.Begin), callback.Begin < release.Line ? $"{engine} is released while {callback} is open." : $"{callback} begins after the release.");
}

/// <summary>control and set_events never sleep.</summary>
internal sealed class Ref08() : LogMonitor("REF-08")
{
    internal override IEnumerable<LogFinding> Check(LogIndex log) =>
        from call in log.Calls
        where call.Call.Function is ApiFunction.SetEvents or ApiFunction.Control
        from rest in log.Rests().Where(r => call.Begin < r && r < call.End).Take(1)
        select Broken(Math.Min(rest, log.Lines.Count - 1), $"{call} does not return; it never has to wait.");
}
