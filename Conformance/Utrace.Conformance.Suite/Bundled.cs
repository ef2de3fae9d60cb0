using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Families;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;
using Utrace.Reference.Adapter;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Suite;

/// <summary>The bundled scenarios and what they are held against; each explored once per process.</summary>
internal static class Bundled
{
    private static readonly Lazy<ImmutableArray<Scenario>> Loaded = new(Load);

    private static readonly Lazy<ImmutableDictionary<string, Scenario>> ById =
        new(() => Scenarios.ToImmutableDictionary(s => s.Id, StringComparer.Ordinal));

    private static readonly Lazy<ImmutableArray<Family>> ByFamily = new(() => Family.Of(Scenarios));

    private static readonly Lazy<CertifyOptions> Certifying = new(() => new CertifyOptions(DeadlineUnit.Calibrate()) { Jobs = 1 });

    public static ImmutableArray<Scenario> Scenarios => Loaded.Value;

    public static ImmutableArray<Family> Families => ByFamily.Value;

    public static CertifyOptions Options => Certifying.Value;

    public static string ScenarioRoot => Path.GetFullPath(Path.Join(Here(), "..", "..", "fixtures", "scenarios"));

    public static ModelCache Models { get; } = ModelCache.Normative();

    public static Scenario Find(string id) => ById.Value[id];

    public static IAdapter Adapter(string name) => name switch
    {
        "reference" => new ReferenceAdapter(Profile.Normative),
        "threaded" => new ThreadedAdapter(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The suite knows 'reference' and 'threaded'."),
    };

    private static ImmutableArray<Scenario> Load()
    {
        var (scenarios, defects) = ScenarioLoader.LoadDirectory(ScenarioRoot);
        return defects.IsEmpty && !scenarios.IsEmpty
            ? scenarios
            : throw new InvalidOperationException(
                $"No usable scenarios below {ScenarioRoot}: 'utrace-conform lint fixtures/scenarios' says why.\n{string.Join('\n', defects)}");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
