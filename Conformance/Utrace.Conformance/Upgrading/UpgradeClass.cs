namespace Utrace.Conformance.Upgrading;

/// <summary>What became of a case on an implementation since an earlier report.</summary>
public enum UpgradeClass
{
    /// <summary>The case is the same, it passed, and fails now with a log that breaks what its earlier log kept.</summary>
    Regression,

    /// <summary>The case is the same and passed, but its earlier log is not right any more either: the kit judges otherwise.</summary>
    JudgedOtherwise,

    /// <summary>The case passed and is not tried any more: the implementation no longer claims what it needs, or has another API version.</summary>
    Lost,

    /// <summary>The case, or a guarantee that it tests, is defined otherwise.</summary>
    Changed,

    /// <summary>The earlier kit had no such case.</summary>
    New,

    /// <summary>The earlier kit had the case, and the earlier report has no verdict on it: it was not picked, not claimed, or not finished.</summary>
    NotTriedThen,

    /// <summary>The case is the same, and could not be decided then or now.</summary>
    Undecided,

    /// <summary>The case is the same, failed and fails.</summary>
    StillFailing,

    /// <summary>The case is the same, failed and passes.</summary>
    Fixed,

    /// <summary>This kit has no such case any more.</summary>
    Removed,

    /// <summary>The case is the same and passes as it did, or is skipped as it was.</summary>
    Same,
}
