using Utrace.Adapters.Threaded;
using Utrace.Conform.Output;
using Utrace.Conformance.Monitors;
using Utrace.Reference;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Documents;

/// <summary>Collects everything in the kit that has to do with one guarantee.</summary>
internal static class GuaranteeLookup
{
    /// <summary>The report of a guarantee.</summary>
    public static GuaranteeReport Report(Guarantee g, string root)
    {
        var scenarios = ScenarioLibrary.Load(root).All.Where(s => s.Guarantees.Contains(g.Id, StringComparer.Ordinal)).Select(s => s.Id);
        var monitors = MonitorRegistry.All.Where(m => Same(m.Guarantee, g.Id)).Select(m => m.GetType().Name);
        var rules = RuleBook.All.Select(RuleBook.Of).Where(r => r.Guarantees.Contains(g.Id, StringComparer.Ordinal)).Select(r => $"{r.Step} {r.What}");
        var faults = Faults.All.Where(f => f.Breaks.Contains(g.Id, StringComparer.Ordinal)).Select(f => $"{f.Name}: {f.Behaviour}");
        return new GuaranteeReport(
            g.Id, g.Area, Guarantees.WordOf(g.Level), (int)g.Tier, Guarantees.WordOf(g.Racy), g.Statement, g.Source, g.Open, g.Check,
            g.Versions, g.Since, g.Until, g.See,
            [.. GuaranteeCatalogue.RulingsOn(g.Id).Select(r => new RulingItem(r.Id, r.Disagreement, r.Decision))],
            [.. scenarios], [.. monitors], [.. rules], [.. faults], g.Untested);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
