using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Which lines' places among those of other contexts matter: those that a pattern with <c>after</c> matches, on either side. Everything else that is asked
/// (histories, results, ends, patterns without <c>after</c>) is about one context's lines. Such a step is never taken alone in a reduced exploration.
/// </summary>
internal static class OrderedPatterns
{
    /// <summary>Whether every pattern matches a line where it matches the line's images: only then do the lines of interchangeable contexts mean the same.</summary>
    public static bool AreSymmetric(Scenario scenario, ModelGraph graph)
    {
        var expect = scenario.Expect;
        string[] patterns = [.. expect.Always.Concat(expect.Never).Concat(expect.Sometimes).SelectMany(p => p.After is null ? [p.Match] : new[] { p.Match, p.After })];
        for (var (label, found) = (1, graph.Labels.Count); label < found && patterns.Length > 0; label++)
        {
            for (var renaming = 1; renaming < graph.Symmetry!.Order; renaming++)
            {
                var (text, image) = (graph.Labels.Text(label), graph.Labels.Text(graph.Labels.Rename(label, renaming)));
                if (patterns.Any(p => PatternMonitor.Matches(p, text) != PatternMonitor.Matches(p, image)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a line, by number, is such a one; null where no pattern has an order.</summary>
    public static Func<int, bool>? Of(Scenario scenario, LabelTable labels)
    {
        var expect = scenario.Expect;
        string[] patterns = [.. expect.Always.Concat(expect.Never).Concat(expect.Sometimes).Where(p => p.After is not null).SelectMany(p => new[] { p.Match, p.After! })];
        if (patterns.Length == 0)
        {
            return null;
        }

        var known = new List<bool>();
        return label =>
        {
            while (known.Count <= label)
            {
                var text = labels.Text(known.Count);
                known.Add(known.Count > 0 && patterns.Any(p => PatternMonitor.Matches(p, text)));
            }

            return known[label];
        };
    }
}
