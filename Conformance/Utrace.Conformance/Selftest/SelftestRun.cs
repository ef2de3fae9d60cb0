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
        var scheduled = new HashSet<Scenario>(ReferenceEqualityComparer.Instance);
        var planned = options.Repeats + faults.Count + options.Variants.Length;
        for (var i = 0; i < options.Repeats && !cancel.IsCancellationRequested; i++)
        {
            var result = certifier.Certify(scenarios, [faultless], options.Certify with { Seed = options.Certify.Seed + (ulong)i }, null, cancel);
            alarms.AddRange(Alarms(result));
            progress?.Report(new(faultless.Identity.Name, i + 1, planned));
        }

        var variants = ImmutableArray.CreateBuilder<VariantRow>();
        for (var i = 0; i < options.Variants.Length && !cancel.IsCancellationRequested; i++)
        {
            var (name, adapter) = options.Variants[i];
            var result = certifier.Certify(Sample(scenarios, i, options), [adapter], options.Certify, null, cancel);
            alarms.AddRange(Alarms(result).Select(a => a with { Variant = name }));
            variants.Add(new(name, result.Verdicts.Count(v => v.Kind is not VerdictKind.Skipped), result.Verdicts.Count(v => v.Kind is VerdictKind.Pass)));
            progress?.Report(new(name, options.Repeats + i + 1, planned));
        }

        foreach (var fault in faults)
        {
            if (cancel.IsCancellationRequested)
            {
                break;
            }

            rows.Add(new FaultTrial(certifier, fault, options, cancel).Try(scenarios, scheduled));
            progress?.Report(new(fault.Name, options.Repeats + variants.Count + rows.Count, planned));
        }

        // Where faults are found under schedules, the implementation without a fault has to stand the same schedules.
        Scenario[] same = options.Repeats > 0 && FaultTrial.TierOfWindows(faultless) is ControlTier.T2 ? [.. scenarios.Where(scheduled.Contains)] : [];
        ImmutableArray<CaseVerdict> stood = [];
        if (same.Length > 0)
        {
            var result = certifier.Certify(same, [faultless], options.Certify with { Tier = ControlTier.T2 }, null, cancel);
            alarms.AddRange(Alarms(result));
            stood = result.Verdicts;
        }

        return new SelftestResult(rows.ToImmutable(), alarms.ToImmutable(), options.Repeats, !cancel.IsCancellationRequested && rows.Count == faults.Count)
        {
            Variants = variants.ToImmutable(),
            Schedules = stood.Sum(v => v.Schedules?.Run ?? 0),
        };
    }

    /// <summary>Of large families a part that is another one for every variant: together they try each case as soon as there are as many variants as parts.</summary>
    private static Scenario[] Sample(IReadOnlyList<Scenario> scenarios, int part, SelftestOptions options)
    {
        var large = Family.Of(scenarios).Where(f => f.HasOneSnapshot).SelectMany(f => f.Cases.Select((c, i) => (c, i))).ToArray();
        var left = options.All ? [] : large.Where(p => (p.i - part) % options.VariantStride != 0).Select(p => p.c).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. scenarios.Where(s => !left.Contains(s))];
    }

    private static IEnumerable<FalseAlarm> Alarms(CertifyResult result) =>
        result.Verdicts.Where(v => v.IsFailure).Select(v => new FalseAlarm(v.Case, v.Kind, v.Tier.ToString(), v.Seed, v.Blamed, v.Reason));
}
