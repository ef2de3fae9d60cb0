namespace Utrace.Reference;

/// <summary>The names of the profiles, as command lines, adapters and reports write them.</summary>
public static class ProfileWords
{
    /// <summary><c>normative</c>, <c>rhel6</c>, <c>upstream-2010-10</c>, <c>api-20110727</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no profile.</exception>
    public static string Of(Profile profile) => profile switch
    {
        Profile.Normative => "normative",
        Profile.Rhel6 => "rhel6",
        Profile.Upstream201010 => "upstream-2010-10",
        Profile.Api20110727 => "api-20110727",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "not a profile"),
    };
}
