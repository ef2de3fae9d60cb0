using System.Globalization;
using System.Reflection;

namespace Utrace.Conformance.Reports;

/// <summary>Which kit this is. Immutable.</summary>
public static class KitRelease
{
    /// <summary>Its version, as it stands in headers of reports.</summary>
    public static string Version { get; } =
        typeof(KitRelease).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The day of its release: the day that expiry is compared with where no other is given, so that nothing depends on a clock.</summary>
    public static DateOnly Day { get; } = DateOnly.ParseExact(
        typeof(KitRelease).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key is "ReleaseDay").Value!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
