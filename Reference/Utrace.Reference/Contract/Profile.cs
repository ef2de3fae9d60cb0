namespace Utrace.Reference;

/// <summary>Which behaviour the model has: what is promised, in which API version, or what a kernel of 2010 did.</summary>
public enum Profile
{
    /// <summary>Every fix on: the documented promises.</summary>
    Normative,

    /// <summary>The utrace of the RHEL 6 kernel.</summary>
    Rhel6,

    /// <summary>The last upstream state, 2010-10-20.</summary>
    Upstream201010,

    /// <summary>The promises of API 20110727, where they are others.</summary>
    Api20110727,
}
