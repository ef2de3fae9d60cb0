namespace Utrace.Reference;

/// <summary>What a later API version does otherwise, where one guarantee says all of it. The guarantee ends with the version before.</summary>
[Flags]
public enum Departure
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>6.8: engines are called in attach order at a system call's entry too (REPORT-03 ends).</summary>
    ForwardEntry = 1 << 0,

    /// <summary>X2: a death report is made only if some engine has DEATH (QUIESCE-06 ends).</summary>
    DeathAskedFor = 1 << 1,

    /// <summary>What API 20110727 does otherwise.</summary>
    Api20110727 = ForwardEntry | DeathAskedFor,
}
