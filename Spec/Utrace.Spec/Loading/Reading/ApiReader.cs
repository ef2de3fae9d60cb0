using Utrace.Spec.Guarantees;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>
/// The API versions that a scenario applies to: those of its <c>api</c>, cut to those that promise every guarantee that it tries. A scenario that says nothing
/// follows its guarantees; one that names versions for which a guarantee is no promise is wrong.
/// </summary>
internal static class ApiReader
{
    /// <summary>The range; what is wrong goes to the defects.</summary>
    /// <param name="node">The node of <c>api</c>; null where there is none.</param>
    /// <param name="used">The guarantees that the scenario names, in its list and in every <c>because</c>.</param>
    /// <param name="document">Where the document begins.</param>
    /// <param name="defects">The defects.</param>
    /// <param name="rangeOf">The versions that promise a guarantee; null: those of the catalogue. One that it does not know is promised by all.</param>
    public static ApiRange Read(
        YamlNode? node, IReadOnlyList<(string Id, SourceMark Mark)> used, SourceMark document, DefectList defects, Func<string, ApiRange?>? rangeOf = null)
    {
        var own = new ApiRange(node.At("since").Number(), node.At("until").Number());
        if (ApiVersions.DefectOf(own) is { } wrong)
        {
            defects.Add(node!.Mark, wrong.What, wrong.Expected);
            return own;
        }

        rangeOf ??= id => GuaranteeCatalogue.Find(id)?.Api;
        var promised = used.Select(u => (u.Id, u.Mark, Range: rangeOf(u.Id) ?? default)).ToList();
        var range = promised.Aggregate(own, (all, p) => all.Intersect(p.Range));
        if (node is not null)
        {
            foreach (var (id, mark, its) in promised)
            {
                CheckInside(own, id, its, mark, defects);
            }
        }
        else if (!ApiVersions.All.Any(v => range.Contains(v.Number)))
        {
            var bounds = promised.Where(p => p.Range != default).Select(p => $"{p.Id} ({p.Range})").Distinct(StringComparer.Ordinal);
            defects.Add(document, $"no API version promises all that the scenario tries: {string.Join(", ", bounds)}", "guarantees that one version promises together");
        }

        return range;
    }

    private static void CheckInside(ApiRange own, string guarantee, ApiRange promised, SourceMark mark, DefectList defects)
    {
        if (ApiVersions.All.Where(v => own.Contains(v.Number)).FirstOrDefault(v => !promised.Contains(v.Number)) is { } outside)
        {
            defects.Add(
                mark, $"the scenario applies to API {outside} as well, and {guarantee} is promised {promised} only",
                "an 'api' within that, or none: then the versions that promise every guarantee count");
        }
    }
}
