using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>The scenarios of the tree, cases of families included.</summary>
public static class BundledScenarios
{
    private static readonly Lazy<ImmutableArray<Scenario>> Loaded = new(() => ScenarioLoader.LoadDirectory(Root).Scenarios);

    public static ImmutableArray<Scenario> All => Loaded.Value;

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "fixtures", "scenarios"));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
