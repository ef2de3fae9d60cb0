using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// An exploration as canonical text, the content of outcome-set snapshots: LF, no trailing blank, ordinal order, nothing that depends on the machine.
/// One outcome is written out lane by lane. Several share what they have in common; a lane with several histories shows each once under a name
/// (<c>T#2</c>), and an outcome is a row of names, so that a new outcome is one more line in a diff. Very many are counted and digested.
/// </summary>
public static class OutcomeText
{
    private const int MaxRows = 200;
    private const int MaxHistories = 60;

    /// <summary>The text.</summary>
    public static string Of(ExplorationResult result)
    {
        var text = new StringBuilder();
        Line(text, $"scenario: {result.Scenario.Id}");
        Line(text, $"hash: {result.Scenario.Hash}");
        Line(text, $"states: {Number(result.States)}");
        Line(text, $"transitions: {Number(result.Transitions)}");
        if (result.StatesWithHistories != 0 && result.StatesWithHistories != result.States)
        {
            Line(text, $"with histories: {Number(result.StatesWithHistories)} states, {Number(result.TransitionsWithHistories)} transitions");
        }

        Line(text, $"explored: {Completeness(result)}");
        if (result.Outcomes is not { } outcomes)
        {
            Line(text, "outcomes: not tracked");
            return text.ToString();
        }

        Line(text, $"outcomes: {Number(outcomes.Count)}{(result.IsComplete ? "" : " seen")}");
        if (outcomes.Count > 0)
        {
            Write(text, outcomes);
        }

        return text.ToString();
    }

    /// <summary>The digest of a whole outcome set: SHA-256, lower-case hex, of its histories, ends and rows.</summary>
    public static string Digest(OutcomeSet outcomes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in outcomes.Lanes.SelectMany((lane, n) => outcomes.Histories[n].SelectMany(h => h.Prepend(lane))).Concat(outcomes.Ends))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        foreach (var row in outcomes.Rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join(' ', row.Select(r => Number(r))) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Completeness(ExplorationResult result) => result switch
    {
        { Cut: not ExplorationCut.None } => $"cut by the bound on {Bound(result.Cut)}",
        { HistoriesCut: not ExplorationCut.None } => $"states all, histories cut by the bound on {Bound(result.HistoriesCut)}",
        _ => "all",
    };

    private static string Bound(ExplorationCut cut) => cut switch
    {
        ExplorationCut.Bytes => "memory",
        ExplorationCut.Outcomes => "outcomes",
        _ => "states",
    };

    private static void Write(StringBuilder text, OutcomeSet outcomes)
    {
        Line(text, "");
        Line(text, outcomes.Count == 1 ? "outcome 1 of 1" : "common");
        for (var lane = 0; lane < outcomes.Lanes.Length; lane++)
        {
            if (outcomes.Histories[lane].Length == 1 && !outcomes.Histories[lane][0].IsEmpty)
            {
                Block(text, outcomes.Lanes[lane], outcomes.Histories[lane][0]);
            }
        }

        if (outcomes.Ends.Length == 1)
        {
            Line(text, $"  end {outcomes.Ends[0]}");
        }

        if (outcomes.Count > 1)
        {
            WriteSeveral(text, outcomes);
        }
    }

    private static void WriteSeveral(StringBuilder text, OutcomeSet outcomes)
    {
        var varying = Enumerable.Range(0, outcomes.Lanes.Length).Where(lane => outcomes.Histories[lane].Length > 1).ToArray();
        foreach (var lane in varying)
        {
            WriteHistories(text, outcomes, lane);
        }

        Line(text, "");
        if (outcomes.Count > MaxRows)
        {
            Line(text, $"{Number(outcomes.Count)} outcomes, sha256 {Digest(outcomes)}");
            for (var end = 0; outcomes.Ends.Length > 1 && end < outcomes.Ends.Length; end++)
            {
                Line(text, $"  end {outcomes.Ends[end]}: {Number(outcomes.Rows.Count(r => r[^1] == end))}");
            }

            return;
        }

        for (var n = 0; n < outcomes.Count; n++)
        {
            var row = outcomes.Rows[n];
            var names = varying.Select(lane => $"{outcomes.Lanes[lane]}#{Number(row[lane] + 1)}");
            var end = outcomes.Ends.Length > 1 ? $" end {outcomes.Ends[row[^1]]}" : "";
            Line(text, $"outcome {Number(n + 1)} of {Number(outcomes.Count)}: {string.Join(' ', names)}{end}");
        }
    }

    private static void WriteHistories(StringBuilder text, OutcomeSet outcomes, int lane)
    {
        var (name, histories) = (outcomes.Lanes[lane], outcomes.Histories[lane]);
        Line(text, "");
        Line(text, $"{name}: {Number(histories.Length)} histories{(histories.Length > MaxHistories ? $", the first {Number(MaxHistories)}" : "")}");
        for (var n = 0; n < histories.Length && n < MaxHistories; n++)
        {
            var count = outcomes.Count > MaxRows ? $" in {Number(outcomes.Rows.Count(r => r[lane] == n))}" : "";
            Block(text, $"{name}#{Number(n + 1)}{count}", histories[n]);
        }
    }

    private static void Block(StringBuilder text, string head, IEnumerable<string> lines)
    {
        Line(text, $"  {head}");
        foreach (var line in lines)
        {
            Line(text, $"    {line}");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
