using System.Collections.Immutable;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Every outcome that a scenario can have, sorted. Held as the distinct histories of each lane (sorted ordinally) and, per outcome, which of them
/// each lane shows: sets of a hundred thousand outcomes stay small.
/// </summary>
public sealed class OutcomeSet
{
    private readonly HashSet<Row> _rows;
    private readonly Dictionary<string, int>[] _ranks;

    private OutcomeSet(ImmutableArray<string> lanes, ImmutableArray<ImmutableArray<ImmutableArray<string>>> histories, ImmutableArray<string> ends, Row[] rows)
    {
        Lanes = lanes;
        Histories = histories;
        Ends = ends;
        Rows = [.. rows.Select(r => ImmutableArray.Create(r.Ranks))];
        _rows = [.. rows];
        _ranks = [.. histories.Select(h => h.Select((lines, rank) => (lines, rank)).ToDictionary(p => Join(p.lines), p => p.rank, StringComparer.Ordinal))];
    }

    /// <summary>The lanes: contexts in declaration order, then <c>*</c>.</summary>
    public ImmutableArray<string> Lanes { get; }

    /// <summary>Per lane its distinct histories, sorted.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<string>>> Histories { get; }

    /// <summary>The distinct ends, sorted.</summary>
    public ImmutableArray<string> Ends { get; }

    /// <summary>Per outcome: per lane the index of its history, and last the index of its end. Sorted.</summary>
    public ImmutableArray<ImmutableArray<int>> Rows { get; }

    /// <summary>How many outcomes there are.</summary>
    public int Count => Rows.Length;

    /// <summary>The nth outcome.</summary>
    public Outcome this[int n] => new([.. Lanes.Select((_, lane) => Histories[lane][Rows[n][lane]])], Ends[Rows[n][^1]]);

    /// <summary>Whether an outcome is one of these.</summary>
    public bool Contains(Outcome outcome)
    {
        if (outcome.Lanes.Length != Lanes.Length)
        {
            return false;
        }

        var ranks = new int[Lanes.Length + 1];
        for (var lane = 0; lane < Lanes.Length; lane++)
        {
            if (!_ranks[lane].TryGetValue(Join(outcome.Lanes[lane]), out ranks[lane]))
            {
                return false;
            }
        }

        ranks[^1] = Ends.BinarySearch(outcome.End, StringComparer.Ordinal);
        return _rows.Contains(new Row(ranks));
    }

    /// <summary>The set of some outcomes, e.g. of observed logs.</summary>
    public static OutcomeSet Of(ImmutableArray<string> lanes, IEnumerable<Outcome> outcomes)
    {
        var numbers = lanes.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)).ToArray();
        var histories = lanes.Select(_ => new List<ImmutableArray<string>>()).ToArray();
        var rows = new List<(int[] Histories, string End)>();
        foreach (var outcome in outcomes)
        {
            var row = new int[lanes.Length];
            for (var lane = 0; lane < row.Length; lane++)
            {
                var key = Join(outcome.Lanes[lane]);
                if (!numbers[lane].TryGetValue(key, out row[lane]))
                {
                    row[lane] = histories[lane].Count;
                    numbers[lane].Add(key, row[lane]);
                    histories[lane].Add(outcome.Lanes[lane]);
                }
            }

            rows.Add((row, outcome.End));
        }

        return Of(lanes, [.. histories.Select(h => h.ToImmutableArray())], rows);
    }

    /// <summary>The set, from each lane's histories in any order and rows of indices into them.</summary>
    internal static OutcomeSet Of(ImmutableArray<string> lanes, ImmutableArray<ImmutableArray<string>>[] histories, IReadOnlyCollection<(int[] Histories, string End)> rows)
    {
        var sorted = new ImmutableArray<ImmutableArray<string>>[lanes.Length];
        var rankOf = new int[lanes.Length][];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var order = Enumerable.Range(0, histories[lane].Length).ToArray();
            var all = histories[lane];
            Array.Sort(order, (a, b) => Compare(all[a], all[b]));
            rankOf[lane] = new int[order.Length];
            for (var rank = 0; rank < order.Length; rank++)
            {
                rankOf[lane][order[rank]] = rank;
            }

            sorted[lane] = [.. order.Select(h => all[h])];
        }

        ImmutableArray<string> ends = [.. rows.Select(r => r.End).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var ranked = rows
            .Select(r => new Row([.. r.Histories.Select((h, lane) => rankOf[lane][h]), ends.BinarySearch(r.End, StringComparer.Ordinal)]))
            .Distinct()
            .ToArray();
        Array.Sort(ranked, (a, b) => a.Ranks.AsSpan().SequenceCompareTo(b.Ranks));
        return new OutcomeSet(lanes, [.. sorted], ends, ranked);
    }

    private static int Compare(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        for (var n = 0; n < a.Length && n < b.Length; n++)
        {
            if (string.CompareOrdinal(a[n], b[n]) is not 0 and var order)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static string Join(ImmutableArray<string> lines) => string.Join('\n', lines);

    private readonly struct Row(int[] ranks) : IEquatable<Row>
    {
        public int[] Ranks { get; } = ranks;

        public bool Equals(Row other) => Ranks.AsSpan().SequenceEqual(other.Ranks);

        public override bool Equals(object? obj) => obj is Row other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var rank in Ranks)
            {
                hash.Add(rank);
            }

            return hash.ToHashCode();
        }
    }
}
