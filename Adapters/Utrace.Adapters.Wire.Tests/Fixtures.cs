using System.Runtime.CompilerServices;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>The scenarios that come with the kit.</summary>
internal static class Fixtures
{
    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } =
        ScenarioLoader.LoadDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "fixtures", "scenarios"))).Scenarios;

    /// <summary>One of them.</summary>
    public static Scenario Scenario(string id) => Scenarios.Single(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => path;
}
