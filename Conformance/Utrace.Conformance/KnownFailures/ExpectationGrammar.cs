using Utrace.Adapters;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Loading.Grammar;

namespace Utrace.Conformance.KnownFailures;

/// <summary>Expectation files (docs/expectations.md) as tables. The loader and the JSON Schema are made from them.</summary>
internal static class ExpectationGrammar
{
    /// <summary>The kinds of failure that can be known.</summary>
    public static readonly VerdictKind[] Kinds = [VerdictKind.Violation, VerdictKind.Hang, VerdictKind.Crash, VerdictKind.AdapterError];

    private static readonly TextSpec CaseGlob = new("the id of a case or a family, or a glob over them", "^[A-Za-z0-9/@+._*?-]+$");

    private static readonly TextSpec GuaranteeGlob = new("a guarantee id like STOP-13, or a glob over ids like STOP-*", "^[A-Z0-9*?-]+[a-z]?$");

    private static readonly TextSpec AnyVersion = new("a version like 1.2 or 1.2.3", "^[0-9]{1,9}([.][0-9]{1,9}){0,3}$");

    private static readonly IntSpec ApiVersion = new("a version", 20000000, 99999999);

    private static readonly MapSpec Failure = new("failure", "The signature of a failure: independent of seeds, names and line numbers.",
        new("verdict", new WordSpec("verdict", [.. Kinds.Select(FailureSignature.WordOf)]), "The kind of failure.", Required: true),
        new("blames", new ListSpec("a list of guarantee ids", ScenarioGrammar.GuaranteeId, Unique: true), "The guarantees blamed, all of them, in any order; [] for an adapter error.", Required: true),
        new("shape", new TextSpec("the shape of the divergence, as expect --update writes it"), "What the first line that no interleaving shows looks like.", Required: true));

    private static readonly WordSpec Tier = new("tier", Enum.GetNames<ControlTier>());

    private static readonly MapSpec Condition = new("condition", "Where the entry applies; what is not given does not matter.",
        new("version", new MapSpec("version range", "Versions of the implementation.",
            new("since", AnyVersion, "The first version."),
            new("until", AnyVersion, "The last version.")), "Versions of the implementation."),
        new("tier", OneOrMany("tiers", Tier), "Control tiers."),
        new("api", new MapSpec("api range", "API versions.",
            new("since", ApiVersion, "The first version."),
            new("until", ApiVersion, "The last version.")), "API versions of the implementation."));

    private static readonly MapSpec Entry = new("entry", "A known failure.",
        new("cases", OneOrMany("globs over cases", CaseGlob), "The cases: every one of them fails."),
        new("guarantees", OneOrMany("globs over guarantee ids", GuaranteeGlob), "Instead of cases: whatever tests or blames one of these may fail so."),
        new("failure", new OneOfSpec(Failure, new ListSpec("a list of failures", Failure, NonEmpty: true)), "How they fail; of several any.", Required: true),
        new("reason", new TextSpec("a sentence"), "Why they fail, in a sentence.", Required: true),
        new("link", new TextSpec("a link like https://tracker.example/17", "^[a-z][a-z0-9+.-]*:[^ ]+$"), "Where the defect is tracked.", Required: true),
        new("expires", new TextSpec("a day like 2027-03-31, or a version of the kit like 'kit 0.2.0'"), "The last day on which the entry counts, or the first version of the kit with which it no longer does.", Required: true),
        new("when", Condition, "Where the entry applies; everywhere by default."));

    /// <summary>A whole document.</summary>
    public static readonly MapSpec Document = new("expectation file", "The known failures of one implementation.",
        new("schema", new IntSpec("a version", 1, 1), "The version of the format.", Required: true),
        new("adapter", new TextSpec("the name of an adapter, as --adapter takes it"), "The implementation.", Required: true),
        new("entries", new ListSpec("a list of entries", Entry), "The known failures; [] where there is none.", Required: true));

    private static OneOfSpec OneOrMany(string what, ScalarSpec one) => new(one, new ListSpec("a list of " + what, one, NonEmpty: true, Unique: true));
}
