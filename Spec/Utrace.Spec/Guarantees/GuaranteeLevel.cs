namespace Utrace.Spec.Guarantees;

/// <summary>How binding a guarantee is.</summary>
public enum GuaranteeLevel : byte
{
    /// <summary>An implementation that breaks it does not conform.</summary>
    Must,

    /// <summary>A good implementation keeps it; breaking it is reported, not held against it.</summary>
    Should,

    /// <summary>An implementation may do so or not; clients must bear both.</summary>
    May,

    /// <summary>The documents do not decide; the kit records what it sees.</summary>
    Open,

    /// <summary>Proposed by the authors of utrace, never shipped.</summary>
    Proposal,

    /// <summary>Discussed and not wanted.</summary>
    Rejected,
}
