using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Utrace.Adapters;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>One line of a report: the first is a header, the last a footer, every one between them a case.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReportHeader), "header")]
[JsonDerivedType(typeof(ReportCase), "case")]
[JsonDerivedType(typeof(ReportFooter), "footer")]
public abstract record ReportLine;

/// <summary>What was run, and how: enough to repeat it.</summary>
public sealed record ReportHeader : ReportLine
{
    /// <summary>Version of this format.</summary>
    [Description("Version of the report format.")]
    public int Schema { get; init; } = 1;

    /// <summary>Version of the kit.</summary>
    [Description("Version of the kit.")]
    public required string Kit { get; init; }

    /// <summary>Hash of the scenario set.</summary>
    [Description("Hash over the ids and content hashes of all scenarios: equal hashes are equal scenario sets.")]
    public required string Scenarios { get; init; }

    /// <summary>The implementations.</summary>
    [Description("The implementations, with what they claim.")]
    public required ImmutableArray<ReportAdapter> Adapters { get; init; }

    /// <summary>The seed.</summary>
    [Description("The seed that every case derives its own from.")]
    public required ulong Seed { get; init; }

    /// <summary>The tier asked for.</summary>
    [Description("The control tier that was asked for; absent: the most that each implementation offers.")]
    public ControlTier? Tier { get; init; }

    /// <summary>T2: how schedules are chosen.</summary>
    [Description("T2: how schedules are chosen, and how many; absent at other tiers.")]
    public string? Schedules { get; init; }

    /// <summary>The unit of deadlines in milliseconds.</summary>
    [Description("The calibrated unit of deadlines, in milliseconds.")]
    public required double UnitMilliseconds { get; init; }

    /// <summary>The deadline in units.</summary>
    [Description("Units without progress that are a hang.")]
    public required int DeadlineUnits { get; init; }

    /// <summary>The part of the run.</summary>
    [Description("The part of a run that was cut into shards; absent for a whole run.")]
    public ReportShard? Shard { get; init; }

    /// <summary>The expectation files.</summary>
    [Description("The expectation files that the run was held against.")]
    public ImmutableArray<ReportExpectations> Expectations { get; init; } = [];

    /// <summary>The day that expiry was compared with.</summary>
    [Description("The day that expiry was compared with; absent where there is no expectation file.")]
    public DateOnly? Today { get; init; }

    /// <summary>What the kit promises and tries.</summary>
    [Description("What the kit promises and tries, as digests, whatever cases were picked; absent in reports of kits that had none.")]
    public KitDefinitions? Definitions { get; init; }

    /// <summary>How many case lines a complete report has.</summary>
    [Description("How many case lines a complete report has.")]
    public required int Planned { get; init; }
}

/// <summary>An implementation.</summary>
public sealed record ReportAdapter(
    [property: Description("Its name.")] string Name,
    [property: Description("Its version.")] string Version,
    [property: Description("What it is written in.")] string Language,
    [property: Description("The utrace API number it implements.")] int Api,
    [property: Description("The capabilities it claims.")] ImmutableArray<string> Capabilities,
    [property: Description("The most control it offers.")] ControlTier Tier)
{
    /// <summary>An implementation as reports write it.</summary>
    public static ReportAdapter Of(AdapterIdentity identity) =>
        new(identity.Name, identity.Version, identity.Language, identity.ApiVersion, [.. identity.Capabilities], identity.Tier);
}

/// <summary>A part of a run.</summary>
public sealed record ReportShard(
    [property: Description("Which part, from 1.")] int Index,
    [property: Description("How many parts there are.")] int Count,
    [property: Description("How many case lines all parts have together.")] int Total);

/// <summary>An expectation file.</summary>
public sealed record ReportExpectations(
    [property: Description("The implementation that it is about.")] string Adapter,
    [property: Description("Its content hash.")] string Hash);

/// <summary>How the run ended. A report without this line was cut.</summary>
public sealed record ReportFooter : ReportLine
{
    /// <summary>Cases by verdict.</summary>
    [Description("How many cases have which verdict.")]
    public required ReportTotals Totals { get; init; }

    /// <summary>Whether every planned case has a result.</summary>
    [Description("Every planned case has exactly one result.")]
    public required bool Complete { get; init; }

    /// <summary>Whether the run was ended early.</summary>
    [Description("The run was ended early (SIGINT, SIGTERM).")]
    public required bool Cut { get; init; }

    /// <summary>The exit code.</summary>
    [Description("The exit code of the run.")]
    public required int ExitCode { get; init; }

    /// <summary>What is no longer true in the expectation files.</summary>
    [Description("What is no longer true in the expectation files.")]
    public ImmutableArray<ExpectationProblem> Problems { get; init; } = [];
}

/// <summary>Cases by verdict; one that fails as expected counts as that alone.</summary>
public sealed record ReportTotals(
    int Planned, int Pass, int Violation, int Inconclusive, int Hang, int Crash, int Skipped, int AdapterError, int ExpectedFailure = 0)
{
    /// <summary>Counts.</summary>
    public static ReportTotals Of(CertifyResult result) => new(
        result.Planned,
        result.Count(VerdictKind.Pass),
        result.Count(VerdictKind.Violation),
        result.Count(VerdictKind.Inconclusive),
        result.Count(VerdictKind.Hang),
        result.Count(VerdictKind.Crash),
        result.Count(VerdictKind.Skipped),
        result.Count(VerdictKind.AdapterError),
        result.ExpectedFailures);
}
