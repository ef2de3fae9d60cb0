using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// Every choice of the implementation that a fault can get wrong: one member each, with the right answer.
/// The code asks; a fault overrides. Without a fault this is utrace. Stateless, hence thread-safe. This part: attach and references.
/// </summary>
internal abstract partial class Decisions
{
    /// <summary>The right answers.</summary>
    public static Decisions Right { get; } = new RightDecisions();

    /// <summary>ATTACH-05: a look-up adds a reference for its caller.</summary>
    public virtual bool LookUpAddsReference => true;

    /// <summary>ATTACH-03: attaching requests a report.</summary>
    public virtual bool AttachForcesReport => false;

    /// <summary>ATTACH-04: a look-up that finds nothing creates an engine.</summary>
    public virtual bool LookUpMissCreates => false;

    /// <summary>ATTACH-15: a refused attach runs the release hook.</summary>
    public virtual bool ReleasesOnRefusal => false;

    /// <summary>ATTACH-13: an engine can be attached to a thread that is being reaped.</summary>
    public virtual bool AttachesToReaped => false;

    /// <summary>REPORT-04: a new engine waits for the next pass.</summary>
    public virtual bool NewEngineWaitsForNextPass => true;

    /// <summary>REF-01: how many references go when a detached engine leaves the list.</summary>
    public virtual int ReferencesDroppedAtDetach(Engine engine) => 1;

    /// <summary>REF-03: how often the release hook runs for the last reference.</summary>
    public virtual int ReleaseCalls(Engine engine) => 1;

    /// <summary>ATTACH-06, ATTACH-09: an engine is meant by a look-up or by an EXCLUSIVE attach.</summary>
    public virtual bool Matches(Engine engine, AttachFlags flags, string? ops, string? data) =>
        engine.Table is EngineTable.User
        && ((flags & AttachFlags.MatchOps) == 0 || string.Equals(engine.Ops, ops, StringComparison.Ordinal))
        && ((flags & AttachFlags.MatchData) == 0 || string.Equals(engine.Data, data, StringComparison.Ordinal));

    /// <summary>ATTACH-08: an attached engine keeps an EXCLUSIVE attach out.</summary>
    public virtual bool KeepsOut(Engine attached, AttachFlags flags, string? ops, string? data) => Matches(attached, flags, ops, data);

    /// <summary>REPORT-02: where a new engine stands among those that wait to be eligible.</summary>
    public virtual ImmutableList<Engine> Append(ImmutableList<Engine> waiting, Engine added) => waiting.Add(added);

    /// <summary>REPORT-02: the eligible engines, once those that waited have joined.</summary>
    public virtual ImmutableList<Engine> Splice(ImmutableList<Engine> attached, ImmutableList<Engine> waiting) => attached.AddRange(waiting);

    private sealed class RightDecisions : Decisions;
}
