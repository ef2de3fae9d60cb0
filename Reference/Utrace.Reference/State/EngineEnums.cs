namespace Utrace.Reference.State;

/// <summary>E.ops: no engine yet, the user's table, the stub of a marked engine, nothing.</summary>
internal enum OpsKind : byte
{
    Unborn,
    Table,
    Stub,
    Nil,
}

/// <summary>What only the invariants read of an engine.</summary>
[Flags]
internal enum EngineGhosts : byte
{
    None = 0,

    /// <summary>A callback began and its result is not applied yet.</summary>
    Open = 1 << 0,

    /// <summary>control(DETACH) returned 0 to another context.</summary>
    DetachedForGood = 1 << 1,

    /// <summary>report_death was made.</summary>
    DeathSeen = 1 << 2,

    /// <summary>report_reap was made.</summary>
    ReapSeen = 1 << 3,

    /// <summary>The release hook ran.</summary>
    Released = 1 << 4,
}

/// <summary>Promises that a single step can break; 0 for none.</summary>
internal enum Breach : byte
{
    None,
    BarrierDuringCallback,
    BarrierGoneDuringCallback,
    CallbackAfterDetach,
    DetachDuringCallback,
    CallbackAfterReap,
    SecondDeath,
    ReapBeforeDeath,
    CallbackOverlap,
    CallbackAfterRelease,
    ReleaseDuringCallback,
    UserStepAfterKill,
    StubCalled,
}
