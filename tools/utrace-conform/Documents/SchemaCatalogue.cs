using Utrace.Adapters.Smoke;
using Utrace.Conform.Cli;
using Utrace.Conform.Output;
using Utrace.Conformance.Coverage;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Verdicts;
using Utrace.Conformance.Verdicts.Scheduled;
using Utrace.Spec.Loading;

namespace Utrace.Conform.Documents;

/// <summary>The schema of everything that the kit reads or prints, by name.</summary>
internal static class SchemaCatalogue
{
    private static readonly (string Name, string What, Func<string> Text)[] Schemas =
    [
        ("scenario", "a scenario document", ScenarioSchema.Generate),
        ("expectations", "an expectation file", ExpectationSchema.Generate),
        ("report", "a line of run --report jsonl=FILE", () => ReportSchema.Text),
        ("log", "a line of an event log in JSON Lines", LogSchema.Text),
        Output<RunSummary>("run", "run --json"),
        Output<IReadOnlyList<ScenarioItem>>("list-scenarios", "list scenarios --json"),
        Output<IReadOnlyList<GuaranteeItem>>("list-guarantees", "list guarantees --json"),
        Output<IReadOnlyList<AdapterItem>>("list-adapters", "list adapters --json"),
        Output<IReadOnlyList<FaultItem>>("list-faults", "list faults --json"),
        Output<IReadOnlyList<VariantItem>>("list-variants", "list variants --json"),
        Output<ScenarioReport>("show", "show --json"),
        Output<GuaranteeReport>("explain", "explain --json"),
        Output<LintReport>("lint", "lint --json"),
        Output<SelftestSummary>("selftest", "selftest --json"),
        Output<SelftestResult>("selftest-full", "selftest --json --full"),
        Output<CoverageSummary>("coverage", "coverage --json"),
        Output<CoverageResult>("coverage-full", "coverage --json --full"),
        Output<UpgradeReport>("upgrade", "upgrade --json"),
        Output<CaseVerdict>("judge", "judge FILE --json"),
        Output<JudgeReport>("judge-directory", "judge DIRECTORY --json"),
        Output<ReplayResult>("replay", "replay --json"),
        Output<ExploreReport>("explore", "explore --json"),
        Output<SmokeResult>("smoke", "smoke --json"),
    ];

    /// <summary>Name and use of each.</summary>
    public static IEnumerable<(string Name, string What)> All => Schemas.Select(s => (s.Name, s.What));

    /// <summary>The text of one.</summary>
    public static string Get(string name)
    {
        foreach (var schema in Schemas)
        {
            if (string.Equals(schema.Name, name, StringComparison.Ordinal))
            {
                return schema.Text();
            }
        }

        var names = Schemas.Select(s => s.Name).ToList();
        throw new UserError(
            ExitCode.Usage, $"unknown schema '{name}'" + ParseErrors.DidYouMean(name, names), "NAME",
            "one of " + ParseErrors.Join(names), $"{ConformCommandLine.ProgramName} schema lists them");
    }

    private static (string Name, string What, Func<string> Text) Output<T>(string name, string what) =>
        (name, what, () => Json.SchemaOf(typeof(T), what));
}
