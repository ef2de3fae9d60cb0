using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Utrace.Adapters;
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
    /// <summary>The version of the kit that stands in headers.</summary>
    public static string KitVersion { get; } =
        typeof(ReportWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Writes the header.</summary>
    public void Begin(IReadOnlyList<Scenario> scenarios, IReadOnlyList<IAdapter> adapters, CertifyOptions options) => Write(new ReportHeader
    {
        Kit = KitVersion,
        Scenarios = HashOf(scenarios),
        Adapters =
        [
            .. adapters.Select(a => a.Identity).Select(i => new ReportAdapter(i.Name, i.Version, i.Language, i.ApiVersion, [.. i.Capabilities], i.Tier)),
        ],
        Seed = options.Seed,
        Tier = options.Tier,
        UnitMilliseconds = options.Unit.Value.TotalMilliseconds,
        DeadlineUnits = options.DeadlineUnits,
        Planned = scenarios.Count * adapters.Count,
    });

    /// <inheritdoc/>
    public void Report(RunProgress value) => Write(ReportCase.Of(value.Verdict));

    /// <summary>Writes the footer; a result that is not complete says that it was cut.</summary>
    public void End(CertifyResult result) => Write(new ReportFooter
    {
        Totals = ReportTotals.Of(result),
        Complete = result.IsComplete,
        Cut = !result.IsComplete,
        ExitCode = result.ExitCode,
    });

    /// <summary>Equal hashes are equal scenario sets: 16 lower-case hex digits.</summary>
    public static string HashOf(IEnumerable<Scenario> scenarios)
    {
        var lines = scenarios.Select(s => $"{s.Id} {s.Hash}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];
    }

    private void Write(ReportLine line)
    {
        to.Write(JsonSerializer.Serialize(line, ReportJson.Lines.ReportLine) + "\n");
        to.Flush();
    }
}
