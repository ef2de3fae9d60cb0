using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>Faults of attach and references. Each shows what it takes to be caught.</summary>
internal static class AttachFaults
{
    /// <summary>The faults, in the order of the catalogue.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("look-up-creates-an-engine", ["M01"],
            "A look-up that finds nothing creates an engine.",
            ["ATTACH-04"], ControlTier.T1,
            "No engine on T; D: attach(T) = ENOENT, then attach(T, CREATE|EXCLUSIVE, as=E) must be E; the fault gives EEXIST.")
        {
            Decisions = new LookUpCreatesAnEngine(),
        },
        new("look-up-adds-no-reference", ["M02"],
            "A look-up does not add a reference for its caller.",
            ["ATTACH-05", "REF-02"], ControlTier.T1,
            "E attached with EXEC; D: attach(T) = E, put(E), put(E): no release may follow, E is still attached; the fault releases at the second put.")
        {
            Decisions = new LookUpAddsNoReference(),
        },
        new("exclusive-ignores-match", ["M03"],
            "Any attached engine keeps an EXCLUSIVE attach out, whatever it is to match.",
            ["ATTACH-08"], ControlTier.T1,
            "E attached; D: attach(T, CREATE|EXCLUSIVE|MATCH_OPS, as=F) with ops of its own must be F; the fault gives EEXIST.")
        {
            Decisions = new ExclusiveIgnoresMatch(),
        },
        new("exclusive-without-match-never-fails", ["M04"],
            "EXCLUSIVE without a match flag never meets a match.",
            ["ATTACH-07", "ATTACH-08"], ControlTier.T1,
            "E attached; D: attach(T, CREATE|EXCLUSIVE, as=F) must be EEXIST; the fault gives F.")
        {
            Decisions = new ExclusiveWithoutMatchNeverFails(),
        },
        new("match-data-ignored", ["M06"],
            "MATCH_DATA matches engines with any data pointer.",
            ["ATTACH-06"], ControlTier.T1,
            "E and F attached with the same ops, data d1 and d2; D: attach(T, MATCH_DATA, data=d2) must be F; the fault gives E.")
        {
            Decisions = new MatchDataIgnored(),
        },
        new("attach-forces-a-report", ["M07"],
            "Attaching an engine requests a report.",
            ["ATTACH-03"], ControlTier.T1,
            "E attached with QUIESCE, T in user mode; D: attach(T, CREATE, as=F), settle: E may get no callback; the fault makes E.report_quiesce(RESUME, 0).")
        {
            Decisions = new AttachForcesAReport(),
        },
        new("attach-at-the-head", ["M08"],
            "A new engine goes to the head of the list.",
            ["REPORT-02"], ControlTier.T1,
            "E, F, G attached in this order with EXEC; exec: report_exec must come to E, F, G; the fault goes G, F, E.")
        {
            Decisions = new AttachAtTheHead(),
        },
        new("refused-attach-releases", ["M10"],
            "A refused attach runs the release hook.",
            ["ATTACH-15", "REF-03"], ControlTier.T1,
            "E attached; D: attach(T, CREATE|EXCLUSIVE, as=F) = EEXIST: no release F may follow; the fault releases F.")
        {
            Decisions = new RefusedAttachReleases(),
        },
        new("release-while-referenced", ["M11"],
            "The release hook runs when the engine is detached, although a caller still has a reference.",
            ["REF-01", "REF-03"], ControlTier.T1,
            "E attached; D: control(E, DETACH), settle: no release E before put(E); the fault releases at once.")
        {
            Decisions = new ReleaseWhileReferenced(),
        },
        new("release-twice", ["M12"],
            "The release hook runs twice for an engine that a callback result detached.",
            ["REF-03"], ControlTier.T1,
            "E attached with EXEC, report_exec returns DETACH; exec; D: put(E), settle: one release E; the fault makes two.")
        {
            Decisions = new ReleaseTwice(),
        },
        new("attach-to-a-reaped-thread", ["M14", "H-15"],
            "Attach succeeds on a thread that is being reaped.",
            ["ATTACH-13"], ControlTier.T1,
            "T exits; P: reap(T); P: attach(T, CREATE, as=F) must be ESRCH (also from inside report_reap); the fault gives F.")
        {
            Decisions = new AttachToAReapedThread(),
        },
    ];

    private sealed class LookUpCreatesAnEngine : Decisions
    {
        public override bool LookUpMissCreates => true;
    }

    private sealed class LookUpAddsNoReference : Decisions
    {
        public override bool LookUpAddsReference => false;
    }

    private sealed class ExclusiveIgnoresMatch : Decisions
    {
        public override bool KeepsOut(Engine attached, AttachFlags flags, string? ops, string? data) =>
            attached.Table is EngineTable.User;
    }

    private sealed class ExclusiveWithoutMatchNeverFails : Decisions
    {
        public override bool KeepsOut(Engine attached, AttachFlags flags, string? ops, string? data) =>
            (flags & (AttachFlags.MatchOps | AttachFlags.MatchData)) != 0 && base.KeepsOut(attached, flags, ops, data);
    }

    private sealed class MatchDataIgnored : Decisions
    {
        public override bool Matches(Engine engine, AttachFlags flags, string? ops, string? data) =>
            base.Matches(engine, flags & ~AttachFlags.MatchData, ops, data);
    }

    private sealed class AttachForcesAReport : Decisions
    {
        public override bool AttachForcesReport => true;
    }

    private sealed class AttachAtTheHead : Decisions
    {
        public override ImmutableList<Engine> Append(ImmutableList<Engine> waiting, Engine added) => waiting.Insert(0, added);

        public override ImmutableList<Engine> Splice(ImmutableList<Engine> attached, ImmutableList<Engine> waiting) => waiting.AddRange(attached);
    }

    private sealed class RefusedAttachReleases : Decisions
    {
        public override bool ReleasesOnRefusal => true;
    }

    private sealed class ReleaseWhileReferenced : Decisions
    {
        public override int ReferencesDroppedAtDetach(Engine engine) => int.MaxValue;
    }

    private sealed class ReleaseTwice : Decisions
    {
        public override int ReleaseCalls(Engine engine) => engine.IsDetachedByResult ? 2 : 1;
    }

    private sealed class AttachToAReapedThread : Decisions
    {
        public override bool AttachesToReaped => true;
    }
}
