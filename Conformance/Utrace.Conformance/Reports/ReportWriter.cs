using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Utrace.Adapters;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Reports;

/// <summary>
/// Writes a report as JSON Lines. Every line is written in one piece and flushed, so that killing the process loses no finished case.
/// Give it to <see cref="Certifier.Certify"/> as the progress; not thread-safe beyond that.
/// </summary>
/// <param name="to">Where to; stays open. Written with LF.</param>
public sealed class ReportWriter(TextWriter to) : IProgress<RunProgress>
{
    /// <summary>Writes the header.</summary>
    /// <param name="scenarios">The scenarios of the plan.</param>
    /// <param name="adapters">The implementations of the plan.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="expectations">The expectation files that it is held against.</param>
    /// <param name="today">The day that their expiry is compared with.</param>
    /// <param name="definitions">What the kit promises and tries; null: left out, and upgrade can tell less.</param>
    public void Begin(
        IReadOnlyList<Scenario> scenarios, IReadOnlyList<IAdapter> adapters, CertifyOptions options,
        IReadOnlyList<ReportExpectations>? expectations = null, DateOnly? today = null, KitDefinitions? definitions = null)
    {
        var mine = options.Shard is { } shard ? ShardPlan.Of(scenarios, shard).Length : scenarios.Count;
        Begin(new ReportHeader
        {
            Kit = KitRelease.Version,
            Scenarios = HashOf(scenarios),
            Adapters = [.. adapters.Select(a => ReportAdapter.Of(a.Identity))],
            Seed = options.Seed,
            Tier = options.Tier,
            Schedules = options.Tier is ControlTier.T2 ? InWords(options) : null,
            UnitMilliseconds = options.Unit.Value.TotalMilliseconds,
            DeadlineUnits = options.DeadlineUnits,
            Expectations = [.. expectations ?? []],
            Today = today,
            Definitions = definitions,
            Shard = options.Shard is { } s ? new ReportShard(s.Index, s.Count, scenarios.Count * adapters.Count) : null,
            Planned = mine * adapters.Count,
        });
    }

    /// <summary>Writes a header that is there already: of a report that is made of others.</summary>
    public void Begin(ReportHeader header) => Write(header);

    /// <inheritdoc/>
    public void Report(RunProgress value) => Write(ReportCase.Of(value.Verdict));

    /// <summary>Writes the footer; a result that is not complete says that it was cut.</summary>
    public void End(CertifyResult result) => Write(new ReportFooter
    {
        Totals = ReportTotals.Of(result),
        Complete = result.IsComplete,
        Cut = !result.IsComplete,
        Problems = result.Problems,
        ExitCode = result.ExitCode,
    });

    /// <summary>Equal hashes are equal scenario sets: 16 lower-case hex digits.</summary>
    public static string HashOf(IEnumerable<Scenario> scenarios)
    {
        var lines = scenarios.Select(s => $"{s.Id} {s.Hash}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];
    }

    private static string InWords(CertifyOptions options)
    {
        var budget = options.Schedules;
        var preemptions = budget.MaxPreemptions is { } most ? FormattableString.Invariant($"at most {most} preemptions") : "any preemptions";
        return FormattableString.Invariant($"{budget.Policy.ToString().ToLowerInvariant()}, {budget.MaxSchedules} schedules of {budget.MaxSteps} steps, {preemptions}, ")
            + (options.GoesOn ? "behind failures too" : "up to a failure") + (options.Minimises ? ", minimised" : "");
    }

    private void Write(ReportLine line)
    {
        to.Write(JsonSerializer.Serialize(line, ReportJson.Lines.ReportLine) + "\n");
        to.Flush();
    }
}
