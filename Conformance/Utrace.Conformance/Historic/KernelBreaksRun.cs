using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Monitors;
using Utrace.Conformance.Oracle;
using Utrace.Reference;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Historic;

/// <summary>
/// Which guarantees does a kernel of the past break? One run of it shows one interleaving a case; this looks at all of them. A guarantee counts as broken where a
/// forbidden log breaks it in the eyes of a monitor, or of an expectation of the scenario's author; how sure that is stands beside it. Stateless.
/// </summary>
public static class KernelBreaksRun
{
    /// <summary>Looks at every interleaving of every case; the result is the same whatever the number of processors.</summary>
    /// <param name="adapter">What <c>--adapter</c> calls the kernel.</param>
    /// <param name="profile">The kernel.</param>
    /// <param name="scenarios">The cases.</param>
    /// <param name="done">Told after every case.</param>
    /// <param name="cancel">Ends it; what it has not come to counts as cut.</param>
    public static KernelBreaks Of(
        string adapter, Profile profile, IReadOnlyList<Scenario> scenarios, Action? done = null, CancellationToken cancel = default)
    {
        var cases = new CaseFindings[scenarios.Count];
        Parallel.For(0, scenarios.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, n =>
        {
            cases[n] = cancel.IsCancellationRequested ? new CaseFindings(scenarios[n], [], null, "cancelled") : Look(scenarios[n], profile);
            done?.Invoke();
        });

        var ordered = cases.OrderBy(c => c.Scenario.Id, StringComparer.Ordinal).ToList();
        return new KernelBreaks(
            adapter,
            scenarios.Count,
            ordered.Count(c => c.Shortest is not null),
            [
                .. ordered.SelectMany(c => c.Named).GroupBy(f => f.Guarantee, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => g.Order(Comparer<BrokenGuarantee>.Create(BrokenGuarantee.Order)).First() with { Cases = g.Count() }),
            ],
            [.. ordered.Where(c => c.Named.IsEmpty && c.Shortest is not null).Select(c => Unnamed(c.Scenario, c.Shortest!))],
            [.. ordered.Where(c => c.Cut is not null).Select(c => $"{c.Scenario.Id}: {c.Cut}")]);
    }

    private static CaseFindings Look(Scenario scenario, Profile profile)
    {
        var breaks = BreakSearch.Of(UtraceModel.Create(scenario, profile), UtraceModel.Create(scenario));
        var named = new Dictionary<string, BrokenGuarantee>(StringComparer.Ordinal);
        foreach (var log in breaks.Logs)
        {
            foreach (var finding in FindingsIn(scenario, log.Log))
            {
                var broken = Broken(scenario, log, finding);
                if (!named.TryGetValue(finding.Guarantee, out var known) || BrokenGuarantee.Order(broken, known) < 0)
                {
                    named[finding.Guarantee] = broken;
                }
            }
        }

        return new CaseFindings(scenario, [.. named.Values], breaks.Logs.FirstOrDefault(), breaks.Cut);
    }

    /// <summary>Where something certain is found, what the case is mainly about is no news: its expectation may be missed for that alone.</summary>
    private static IEnumerable<LogFinding> FindingsIn(Scenario scenario, ImmutableArray<LogEvent> log)
    {
        var all = MonitorRun.Check(scenario, log).Concat(ExpectationCheck.Check(scenario, log)).ToList();
        return all.Exists(f => f.IsTied) ? all.Where(f => f.IsTied) : all;
    }

    private static BrokenGuarantee Broken(Scenario scenario, ForbiddenLog log, LogFinding finding) => new(
        finding.Guarantee,
        GuaranteeCatalogue.Find(finding.Guarantee)?.Level.ToString().ToUpperInvariant() ?? "UNKNOWN",
        scenario.Id,
        log.Log.Length,
        1,
        finding.IsTied ? BrokenGuarantee.ByLog : BrokenGuarantee.ByCase,
        finding.What,
        [.. log.Log.Select(l => l.ToString())]);

    private static UnnamedBreak Unnamed(Scenario scenario, ForbiddenLog log) => new(scenario.Id, log.Log.Length, log.Refused + 1, log.Log[log.Refused].ToString());

    /// <summary>What one case showed.</summary>
    private sealed record CaseFindings(Scenario Scenario, ImmutableArray<BrokenGuarantee> Named, ForbiddenLog? Shortest, string? Cut);
}
