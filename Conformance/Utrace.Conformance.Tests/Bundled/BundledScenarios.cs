using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Families;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>The scenarios of the tree, cases of families included.</summary>
public static class BundledScenarios
{
    private static readonly Lazy<ImmutableArray<Scenario>> Loaded = new(() => ScenarioLoader.LoadDirectory(Root).Scenarios);

    private static readonly Lazy<ImmutableArray<Scenario>> ForThreaded =
        new(() => [.. All.Where(s => s.Needs.All(new ThreadedAdapter().Identity.Capabilities.Contains))]);

    public static ImmutableArray<Scenario> All => Loaded.Value;

    /// <summary>Those that the threaded implementation claims everything for.</summary>
    public static ImmutableArray<Scenario> OfThreaded => ForThreaded.Value;

    /// <summary>What one test looks at: a case, or a whole large family.</summary>
    public static IEnumerable<Family> Batches =>
        Family.Of(All).SelectMany(f => f.HasOneSnapshot ? (IEnumerable<Family>)[f] : f.Cases.Select(c => new Family(c.Id, [c])));

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "fixtures", "scenarios"));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
