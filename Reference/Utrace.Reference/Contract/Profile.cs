namespace Utrace.Reference;

/// <summary>Which behaviour the model has: what is promised, or what a kernel of 2010 did.</summary>
public enum Profile
{
    /// <summary>Every fix on: the documented promises.</summary>
    Normative,

    /// <summary>The utrace of the RHEL 6 kernel.</summary>
    Rhel6,

    /// <summary>The last upstream state, 2010-10-20.</summary>
    Upstream201010,
}
