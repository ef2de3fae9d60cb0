using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Which lines' places among those of other contexts matter: those that a pattern with <c>after</c> matches, on either side. Everything else that is asked
/// (histories, results, ends, patterns without <c>after</c>) is about one context's lines. Such a step is never taken alone in a reduced exploration.
/// </summary>
internal static class OrderedPatterns
{
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
