using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.KnownFailures;

/// <summary>Reads an entry whose shape the grammar has checked, and reports what the grammar cannot see.</summary>
internal static class EntryReader
{
    /// <summary>The entry; null where a part of it is missing. What is wrong is among the defects.</summary>
    public static ExpectationEntry? Read(YamlMap entry, DefectList defects)
    {
        var target = Target(entry, defects);
        var failures = Failures(entry["failure"], defects);
        var when = Condition(entry["when"], defects);
        var expires = Expires(entry["expires"], defects);
        return target is not null && expires is not null && !failures.IsEmpty && entry["reason"].Text() is { } reason && entry["link"].Text() is { } link
            ? new ExpectationEntry(entry.Mark, target, failures, reason, link, expires, entry["expires"]!.Mark, when)
            : null;
    }

    private static EntryTarget? Target(YamlMap entry, DefectList defects)
    {
        var (cases, guarantees) = (entry.Find("cases"), entry.Find("guarantees"));
        if (cases is null && guarantees is null)
        {
            defects.Add(entry.Mark, "an entry has neither 'cases' nor 'guarantees'", "one of them");
            return null;
        }

        if (cases is not null && guarantees is not null)
        {
            defects.Add((Later(cases, guarantees)).Key.Mark, "an entry has both 'cases' and 'guarantees'", "one of them");
        }

        foreach (var pattern in Scalars(guarantees?.Value))
        {
            CheckKnown(pattern, defects);
        }

        return cases is not null ? new CaseTarget(Patterns(cases.Value)) : new GuaranteeTarget(Patterns(guarantees!.Value));
    }

    private static YamlEntry Later(YamlEntry a, YamlEntry b) =>
        (a.Key.Mark.Line, a.Key.Mark.Column).CompareTo((b.Key.Mark.Line, b.Key.Mark.Column)) > 0 ? a : b;

    private static ImmutableArray<FailureSignature> Failures(YamlNode? node, DefectList defects)
    {
        var read = ImmutableArray.CreateBuilder<FailureSignature>();
        foreach (var failure in node is YamlMap one ? [one] : node.Items().OfType<YamlMap>())
        {
            foreach (var id in Scalars(failure["blames"]))
            {
                CheckKnown(id, defects);
            }

            var kind = Array.Find(ExpectationGrammar.Kinds, k => string.Equals(FailureSignature.WordOf(k), failure["verdict"].Text(), StringComparison.Ordinal));
            if (kind is VerdictKind.AdapterError != failure["blames"].Items().IsEmpty && failure["blames"] is YamlList blames && kind is not VerdictKind.Pass)
            {
                defects.Add(
                    blames.Mark,
                    kind is VerdictKind.AdapterError ? "an adapter error blames no guarantee" : $"a {FailureSignature.WordOf(kind)} blames at least one guarantee",
                    kind is VerdictKind.AdapterError ? "[]" : "a list of guarantee ids");
            }

            if (kind is not VerdictKind.Pass && failure["shape"].Text() is { } shape)
            {
                var signature = new FailureSignature(kind, failure["blames"].Texts(), shape);
                if (read.Contains(signature))
                {
                    defects.Add(failure.Mark, "the failure is listed twice");
                }

                read.Add(signature);
            }
        }

        return read.ToImmutable();
    }

    private static Expiry? Expires(YamlNode? node, DefectList defects)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        var expiry = Expiry.Parse(text);
        if (expiry is null)
        {
            defects.Add(node!.Mark, $"'expires' is '{text}'", "a day like 2027-03-31, or a version of the kit like 'kit 0.2.0'");
        }

        return expiry;
    }

    private static EntryCondition Condition(YamlNode? node, DefectList defects)
    {
        var version = node.At("version");
        var (since, until) = (VersionOf(version.At("since")), VersionOf(version.At("until")));
        if (since is not null && until is not null && since > until)
        {
            defects.Add(version.At("until")!.Mark, $"the version range ends with {version.At("until").Text()} before it begins", $"a version from {version.At("since").Text()}");
        }

        var api = new ApiRange(node.At("api").At("since").Number(), node.At("api").At("until").Number());
        if (api.Since > api.Until)
        {
            defects.Add(node.At("api").At("until")!.Mark, FormattableString.Invariant($"the api range ends with {api.Until} before it begins"), FormattableString.Invariant($"a version from {api.Since}"));
        }

        return new EntryCondition(
            since, until, [.. node.At("tier").Texts().Where(t => Enum.TryParse<ControlTier>(t, out _)).Select(Enum.Parse<ControlTier>)], api);
    }

    private static Version? VersionOf(YamlNode? node) => node.Text() is { } text ? Versions.Parse(text) : null;

    private static ImmutableArray<Pattern> Patterns(YamlNode node) => [.. Scalars(node).Select(s => new Pattern(s.Value, s.Mark))];

    private static IEnumerable<YamlScalar> Scalars(YamlNode? node) => node is YamlScalar { IsNull: false } one ? [one] : node.Items().OfType<YamlScalar>();

    private static void CheckKnown(YamlScalar id, DefectList defects)
    {
        if (GuaranteeCatalogue.All.Any(g => Glob.IsMatch(id.Value, g.Id)))
        {
            return;
        }

        if (id.Value.AsSpan().ContainsAny('*', '?'))
        {
            defects.Add(id.Mark, $"no guarantee matches '{id.Value}'", $"a glob over the {GuaranteeCatalogue.All.Length} ids of the catalogue");
        }
        else if (ScenarioGrammar.GuaranteeId.IsMatch(id.Value))
        {
            defects.Add(id.Mark, $"unknown guarantee '{id.Value}'", "an id of the catalogue", GuaranteeCatalogue.Nearest(id.Value));
        }
    }
}
