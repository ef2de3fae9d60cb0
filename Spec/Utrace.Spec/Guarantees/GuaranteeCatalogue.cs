using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Utrace.Spec.Guarantees;

/// <summary>
/// Every guarantee and every ruling, read once from the data files in this assembly. Ordered by chapter and number.
/// Immutable and thread-safe.
/// </summary>
public static class GuaranteeCatalogue
{
    private static readonly FrozenDictionary<string, Guarantee> ById;
    private static readonly FrozenDictionary<string, ImmutableArray<Ruling>> RulingsById;

    static GuaranteeCatalogue()
    {
        Areas = [.. GuaranteeData.ReadAreas().OrderBy(a => a.Chapter)];
        All = [.. Areas.SelectMany(a => a.Guarantees)];
        Rulings = GuaranteeData.ReadRulings();
        ById = All.ToFrozenDictionary(g => g.Id, StringComparer.Ordinal);
        RulingsById = Rulings
            .SelectMany(r => r.Affects.Select(id => (id, r)))
            .GroupBy(p => p.id, p => p.r, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The chapters, in order.</summary>
    public static ImmutableArray<GuaranteeArea> Areas { get; }

    /// <summary>Every guarantee, by chapter and number.</summary>
    public static ImmutableArray<Guarantee> All { get; }

    /// <summary>The rulings, by number.</summary>
    public static ImmutableArray<Ruling> Rulings { get; }

    /// <summary>The guarantee of this id; null where there is none.</summary>
    public static Guarantee? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The guarantees of an area, by number; empty where there is no such area.</summary>
    public static ImmutableArray<Guarantee> ByArea(string area) =>
        Areas.FirstOrDefault(a => string.Equals(a.Name, area, StringComparison.Ordinal))?.Guarantees ?? [];

    /// <summary>The rulings that bear on a guarantee; empty where none does.</summary>
    public static ImmutableArray<Ruling> RulingsOn(string id) => RulingsById.GetValueOrDefault(id, []);

    /// <summary>The id that a wrong one was probably meant to be, for messages; null where none is near.</summary>
    public static string? Nearest(string id) => Spec.Nearest.Of(id, All.Select(g => g.Id));
}
