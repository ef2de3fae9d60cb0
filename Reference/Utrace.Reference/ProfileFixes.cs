namespace Utrace.Reference;

/// <summary>What a profile is made of.</summary>
public static class ProfileFixes
{
    private const int ApiOfSystemTap = 20110727;

    /// <summary>The corrections of a profile: all for the promises, few for the kernels of 2010.</summary>
    public static Fix Fixes(this Profile profile) => profile switch
    {
        Profile.Normative or Profile.Api20110727 => Fix.All,
        Profile.Rhel6 => Fix.None,
        Profile.Upstream201010 => Fix.Stub,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "not a profile"),
    };

    /// <summary>What it does otherwise than API 20091216.</summary>
    public static Departure Departures(this Profile profile) => profile is Profile.Api20110727 ? Departure.Api20110727 : Departure.None;

    /// <summary>Whether it is one of promises, which leave questions open; a kernel answers each as it did.</summary>
    public static bool IsOfPromises(this Profile profile) => profile is Profile.Normative or Profile.Api20110727;

    /// <summary>What is promised to users of an API version.</summary>
    /// <param name="api">The API number that an implementation has; one that is not known counts as the latest before it.</param>
    public static Profile PromisesOf(int api) => api >= ApiOfSystemTap ? Profile.Api20110727 : Profile.Normative;
}
