using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Selftest;

/// <summary>Shows that the kit can fail: every fault must be caught and blamed on a guarantee that it breaks, and without a fault nothing may fail.</summary>
/// <param name="models">The models, shared: faults show mostly logs that were judged before.</param>
public sealed class SelftestRun(ModelCache models)
{
    /// <summary>Runs it. Cancelling keeps what is finished.</summary>
    public SelftestResult Run(
        IReadOnlyList<Scenario> scenarios,
        IReadOnlyList<FaultCase> faults,
        IAdapter faultless,
        SelftestOptions options,
        IProgress<SelftestProgress>? progress = null,
        CancellationToken cancel = default)
    {
        var certifier = new Certifier(models);
        var alarms = ImmutableArray.CreateBuilder<FalseAlarm>();
        var rows = ImmutableArray.CreateBuilder<FaultRow>();
        var planned = options.Repeats + faults.Count;
        for (var i = 0; i < options.Repeats && !cancel.IsCancellationRequested; i++)
        {
            var result = certifier.Certify(scenarios, [faultless], options.Certify with { Seed = options.Certify.Seed + (ulong)i }, null, cancel);
            alarms.AddRange(result.Verdicts.Where(v => v.IsFailure).Select(v => new FalseAlarm(v.Case, v.Kind, v.Seed, v.Blamed, v.Reason)));
            progress?.Report(new(faultless.Identity.Name, i + 1, planned));
        }

        foreach (var fault in faults)
        {
            if (cancel.IsCancellationRequested)
            {
                break;
            }

            rows.Add(Try(certifier, scenarios, fault, options, cancel));
            progress?.Report(new(fault.Name, options.Repeats + rows.Count, planned));
        }

        return new SelftestResult(rows.ToImmutable(), alarms.ToImmutable(), options.Repeats, !cancel.IsCancellationRequested && rows.Count == faults.Count);
    }

    private FaultRow Try(Certifier certifier, IReadOnlyList<Scenario> scenarios, FaultCase fault, SelftestOptions options, CancellationToken cancel)
    {
        // What tests a broken guarantee comes first: most faults are done after a few cases. Hundreds of cases alike come last, after the schedules.
        Scenario[] order = [.. scenarios.OrderBy(s => Place(s, fault.Breaks))];
        var large = Family.Of(scenarios).Where(f => f.HasOneSnapshot).SelectMany(f => f.Cases).ToHashSet(ReferenceEqualityComparer.Instance);
        var row = new FaultRow(fault.Name, fault.Behaviour, fault.Breaks, [], 0);
        var asked = options.Certify with { StopAfter = options.All ? null : v => IsKill(v) && IsRight(v, fault) };
        row = Add(row, certifier.Certify([.. order.Where(s => !large.Contains(s))], [fault.Adapter], asked, null, cancel), fault);
        if (!row.IsBlamedRight && asked.Tier is not ControlTier.T0)
        {
            // No held callback shows it: a race inside the implementation, which only chance shows without pause points.
            Scenario[] near = [.. order.Where(s => Place(s, fault.Breaks) < int.MaxValue && !large.Contains(s))];
            row = fault.Adapter is IPausableAdapter pausable
                ? AddSchedules(row, near, fault, pausable, options, cancel)
                : Add(row, certifier.Certify(near, [fault.Adapter], asked with { Tier = ControlTier.T0 }, null, cancel), fault);
        }

        return row.IsBlamedRight && !options.All ? row : Add(row, certifier.Certify([.. order.Where(large.Contains)], [fault.Adapter], asked, null, cancel), fault);
    }

    private FaultRow AddSchedules(FaultRow row, IReadOnlyList<Scenario> near, FaultCase fault, IPausableAdapter adapter, SelftestOptions options, CancellationToken cancel)
    {
        var trial = new ScheduleTrial(models, options);
        foreach (var scenario in near.TakeWhile(_ => !cancel.IsCancellationRequested && (options.All || !row.IsBlamedRight)))
        {
            var found = trial.Find(scenario, adapter, j => IsRight(j.Blamed, fault), cancel);
            row = row with
            {
                Tried = row.Tried + 1,
                KilledBy = found is null
                    ? row.KilledBy
                    : row.KilledBy.Add(new Kill(scenario.Id, found.Kind, nameof(ControlTier.T2), found.Blamed, IsRight(found.Blamed, fault), found.Reason)),
            };
        }

        return row;
    }

    private static FaultRow Add(FaultRow row, CertifyResult result, FaultCase fault) => row with
    {
        Tried = row.Tried + result.Verdicts.Count(v => v.Kind is not VerdictKind.Skipped),
        KilledBy = row.KilledBy.AddRange(
            result.Verdicts.Where(IsKill).Select(v => new Kill(v.Case, v.Kind, v.Tier.ToString(), v.Blamed, IsRight(v, fault), v.Reason))),
    };

    private static int Place(Scenario scenario, ImmutableArray<string> breaks)
    {
        var place = scenario.Guarantees.IndexOf(scenario.Guarantees.FirstOrDefault(g => breaks.Contains(g, StringComparer.Ordinal)) ?? "");
        return place < 0 ? int.MaxValue : place;
    }

    /// <summary>An adapter error says nothing about promises, so it catches nothing.</summary>
    private static bool IsKill(CaseVerdict verdict) => verdict.Kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash;

    private static bool IsRight(CaseVerdict verdict, FaultCase fault) => IsRight(verdict.Blamed, fault);

    private static bool IsRight(ImmutableArray<string> blamed, FaultCase fault) => blamed.Intersect(fault.Breaks, StringComparer.Ordinal).Any();
}
