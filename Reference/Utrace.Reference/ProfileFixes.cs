namespace Utrace.Reference;

/// <summary>Which corrections a profile has.</summary>
public static class ProfileFixes
{
    /// <summary>The corrections of a profile: all for the promises, few for the kernels of 2010.</summary>
    public static Fix Fixes(this Profile profile) => profile switch
    {
        Profile.Normative => Fix.All,
        Profile.Rhel6 => Fix.None,
        Profile.Upstream201010 => Fix.Stub,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "not a profile"),
    };
}
