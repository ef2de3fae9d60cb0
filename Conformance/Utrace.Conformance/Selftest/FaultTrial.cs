using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Families;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Selftest;

/// <summary>Looks for the least control that shows one fault: held callbacks first, then schedules of the implementation's own steps.</summary>
/// <param name="certifier">Runs cases.</param>
/// <param name="fault">The fault.</param>
/// <param name="options">How.</param>
/// <param name="cancel">Ends it early.</param>
internal sealed class FaultTrial(Certifier certifier, FaultCase fault, SelftestOptions options, CancellationToken cancel)
{
    /// <summary>A race can be met by chance where nobody controls it: what counts is met every time.</summary>
    private const int Repetitions = 3;

    private FaultRow _row = new(fault.Name, fault.Behaviour, fault.Breaks, [], 0);

    /// <summary>The tier at which a race inside an implementation is looked for: without pause points only chance shows it.</summary>
    public static ControlTier TierOfWindows(IAdapter adapter) => adapter is IPausableAdapter ? adapter.Identity.Tier : ControlTier.T0;

    /// <summary>
    /// Tries the cases: what tests a broken guarantee comes first, so that most faults are done after a few. Hundreds of cases alike come last, and only to tell
    /// that a fault was met: their actors race, so what they blame depends on who comes first.
    /// </summary>
    /// <param name="scenarios">The cases.</param>
    /// <param name="scheduled">Takes those that were tried at T2.</param>
    public FaultRow Try(IReadOnlyList<Scenario> scenarios, ISet<Scenario> scheduled)
    {
        Scenario[] order = [.. scenarios.OrderBy(Place)];
        var large = Family.Of(scenarios).Where(f => f.HasOneSnapshot).SelectMany(f => f.Cases).ToHashSet(ReferenceEqualityComparer.Instance);
        TryWithoutSchedules([.. order.Where(s => !large.Contains(s))]);
        if (!_row.IsBlamedRight && options.Certify.Tier is not ControlTier.T0)
        {
            Scenario[] near = [.. order.Where(s => Place(s) < int.MaxValue && !large.Contains(s))];
            var tier = TierOfWindows(fault.Adapter);
            Add(certifier.Certify(near, [fault.Adapter], Asked with { Tier = tier, Minimises = false }, null, cancel));
            if (tier is ControlTier.T2)
            {
                scheduled.UnionWith(near);
            }
        }

        if (!_row.IsBlamedRight || options.All)
        {
            TryWithoutSchedules([.. order.Where(large.Contains)], isRaced: true);
        }

        return _row;
    }

    private CertifyOptions Asked => options.Certify with { StopAfter = options.All ? null : v => IsKill(v) && IsRight(v) };

    private void TryWithoutSchedules(IReadOnlyList<Scenario> cases, bool isRaced = false)
    {
        while (cases.Count > 0 && !cancel.IsCancellationRequested)
        {
            var result = certifier.Certify(cases, [fault.Adapter], Asked, null, cancel);
            var byChance = options.Certify.Tier is ControlTier.T0 ? [] : ByChance(result, cases);
            Add(result with { Verdicts = [.. result.Verdicts.Where(v => !byChance.Contains(v.Case))] }, isRaced);
            if (_row.KilledBy.Any(k => k.Right) || options.All)
            {
                return;
            }

            var tried = result.Verdicts.Select(v => v.Case).ToHashSet(StringComparer.Ordinal);
            cases = [.. cases.Where(s => !tried.Contains(s.Id))];
        }
    }

    /// <summary>Cases that caught the fault once, or blamed it rightly once, and not every time; as far as the first that is certain.</summary>
    private HashSet<string> ByChance(CertifyResult result, IReadOnlyList<Scenario> cases)
    {
        var byChance = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kill in result.Verdicts.Where(v => IsKill(v) && IsRight(v)))
        {
            var again = Enumerable.Repeat(cases.First(s => string.Equals(s.Id, kill.Case, StringComparison.Ordinal)), Repetitions - 1).ToArray();
            if (certifier.Certify(again, [fault.Adapter], options.Certify, null, cancel).Verdicts.All(v => IsKill(v) && IsRight(v)))
            {
                break;
            }

            byChance.Add(kill.Case);
        }

        return byChance;
    }

    private void Add(CertifyResult result, bool isRaced = false) => _row = _row with
    {
        Tried = _row.Tried + result.Verdicts.Count(v => v.Kind is not VerdictKind.Skipped),
        KilledBy = _row.KilledBy.AddRange(
            result.Verdicts.Where(IsKill).Select(v => new Kill(v.Case, v.Kind, v.Tier.ToString(), v.Blamed, IsRight(v), v.Reason) { IsRaced = isRaced })),
    };

    private int Place(Scenario scenario)
    {
        var place = scenario.Guarantees.IndexOf(scenario.Guarantees.FirstOrDefault(g => fault.Breaks.Contains(g, StringComparer.Ordinal)) ?? "");
        return place < 0 ? int.MaxValue : place;
    }

    /// <summary>An adapter error says nothing about promises, so it catches nothing.</summary>
    private static bool IsKill(CaseVerdict verdict) => verdict.Kind is VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash;

    private bool IsRight(CaseVerdict verdict) => verdict.Blamed.Intersect(fault.Breaks, StringComparer.Ordinal).Any();
}
