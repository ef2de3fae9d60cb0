using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Families;
using Utrace.Reference;
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

    /// <summary>Every scenario for the normative model; for those of the past, which differ from it in a few rules, every fifth case of a large family.</summary>
    public static IEnumerable<Scenario> For(Profile profile) => profile is Profile.Normative
        ? All
        : Family.Of(All).SelectMany(f => f.HasOneSnapshot ? f.Cases.Where((_, n) => n % 5 == 0) : f.Cases);

    /// <summary>What one test looks at: a case, or a whole large family.</summary>
    public static IEnumerable<Family> Batches =>
        Family.Of(All).SelectMany(f => f.HasOneSnapshot ? (IEnumerable<Family>)[f] : f.Cases.Select(c => new Family(c.Id, [c])));

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "fixtures", "scenarios"));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
