using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Utrace.Adapters;
using Utrace.Conformance.Coverage;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>How everything that the kit prints as JSON is written: camelCase, words for enumerations, nothing for null, no culture.</summary>
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(SelftestSummary))]
[JsonSerializable(typeof(SelftestResult))]
[JsonSerializable(typeof(CoverageSummary))]
[JsonSerializable(typeof(CoverageResult))]
public sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>One line; quotes in logs stay readable.</summary>
    public static ReportJson Lines { get; } = new(Make(isIndented: false));

    /// <summary>Indented, for people.</summary>
    public static ReportJson Indented { get; } = new(Make(isIndented: true));

    private static JsonSerializerOptions Make(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<VerdictKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<ExpectationMatch>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<ExpectationProblemKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<ControlTier>(),
        },
        WriteIndented = isIndented,
        NewLine = "\n",
    };
}
