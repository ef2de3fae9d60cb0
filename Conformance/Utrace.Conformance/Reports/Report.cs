using System.Collections.Immutable;
using System.Text.Json;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>A report that was read. Immutable.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Cases">Its cases, in plan order.</param>
/// <param name="Footer">Its footer; null where it was cut before it.</param>
/// <param name="Cut">Why the report is not whole; null where it is.</param>
public sealed record Report(ReportHeader Header, ImmutableArray<ReportCase> Cases, ReportFooter? Footer, string? Cut)
{
    /// <summary>Whether it was cut: its cases count, but not as a certification.</summary>
    public bool IsCut => Cut is not null;

    /// <summary>Reads a report. A torn last line or a missing footer is a cut, not an error.</summary>
    /// <exception cref="ReportFormatException">It is no report.</exception>
    public static Report Read(TextReader from)
    {
        var text = from.ReadToEnd();
        var isTorn = text.Length > 0 && text[^1] != '\n';
        var lines = text.Split('\n', StringSplitOptions.None)[..^1];
        var parsed = lines.Select((line, i) => Parse(line, i + 1)).ToArray();
        if (parsed.Length == 0 || parsed[0] is not ReportHeader header)
        {
            throw new ReportFormatException(1, "is no header", "a line with \"type\":\"header\", which every report begins with");
        }

        if (header.Schema != 1)
        {
            throw new ReportFormatException(1, $"has schema {header.Schema}", "schema 1; a newer kit reads newer reports");
        }

        var cases = new SortedDictionary<int, ReportCase>();
        ReportFooter? footer = null;
        for (var i = 1; i < parsed.Length; i++)
        {
            if (footer is not null)
            {
                throw new ReportFormatException(i + 1, "comes behind the footer", "nothing: the footer is the last line");
            }

            switch (parsed[i])
            {
                case ReportCase line when !cases.TryAdd(line.Index, line):
                    throw new ReportFormatException(i + 1, $"is the second case with index {line.Index}", "one result for every planned case");
                case ReportHeader:
                    throw new ReportFormatException(i + 1, "is a second header", "a case or the footer");
                case ReportFooter last:
                    footer = last;
                    break;
            }
        }

        return new Report(header, [.. cases.Values], footer, WhyCut(isTorn, footer, cases.Count, header.Planned));
    }

    /// <summary>The verdicts as a result, for whoever renders or counts it.</summary>
    public CertifyResult ToResult() => new([.. Cases.Select(c => c.ToVerdict())], Header.Planned)
    {
        Problems = Footer?.Problems ?? [],
        Shard = Header.Shard is { } s ? new Shard(s.Index, s.Count) : null,
    };

    private static string? WhyCut(bool isTorn, ReportFooter? footer, int cases, int planned) =>
        isTorn ? $"cut: the last line is torn; {cases} of {planned} cases are whole"
        : footer is null ? $"cut: there is no footer; {cases} of {planned} cases are there"
        : footer.Cut || cases != planned ? $"cut: the run was ended early; {cases} of {planned} cases are there"
        : null;

    private static ReportLine Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReportJson.Lines.ReportLine) ?? throw new ReportFormatException(number, "is null", "a header, case or footer");
        }
        catch (JsonException e)
        {
            throw new ReportFormatException(number, $"cannot be read ({e.Message})", "one JSON object of schema/report.schema.json a line");
        }
    }
}

/// <summary>A document is not a report (exit code 65).</summary>
public sealed class ReportFormatException(int line, string what, string expected)
    : Exception(FormattableString.Invariant($"line {line} {what}; expected {expected}"));
