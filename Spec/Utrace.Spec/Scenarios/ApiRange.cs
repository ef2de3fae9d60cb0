using System.Globalization;

namespace Utrace.Spec.Scenarios;

/// <summary>The API versions a scenario or guarantee applies to, both ends included; null is open.</summary>
public readonly record struct ApiRange(int? Since, int? Until)
{
    /// <summary>Whether it applies to an API version.</summary>
    public bool Contains(int version) => !(version < Since) && !(version > Until);

    /// <summary>The versions that are in both.</summary>
    public ApiRange Intersect(ApiRange other) => new(
        Since is null ? other.Since : other.Since is null ? Since : Math.Max(Since.Value, other.Since.Value),
        Until is null ? other.Until : other.Until is null ? Until : Math.Min(Until.Value, other.Until.Value));

    /// <summary><c>20091216</c>, <c>until 20091216</c>, <c>since 20110727</c>, <c>20091216 to 20110727</c>, <c>every version</c>.</summary>
    public override string ToString() => (Since, Until) switch
    {
        (null, null) => "every version",
        ({ } since, null) => string.Create(CultureInfo.InvariantCulture, $"since {since}"),
        (null, { } until) => string.Create(CultureInfo.InvariantCulture, $"until {until}"),
        ({ } since, { } until) when since == until => string.Create(CultureInfo.InvariantCulture, $"{since}"),
        ({ } since, { } until) => string.Create(CultureInfo.InvariantCulture, $"{since} to {until}"),
    };
}
