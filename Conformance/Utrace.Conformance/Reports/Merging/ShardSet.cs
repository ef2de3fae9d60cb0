using System.Collections.Immutable;
using Utrace.Conformance.Sharding;

namespace Utrace.Conformance.Reports.Merging;

/// <summary>What merging asks of a part, whatever it holds.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Shard">Which part it is; null where it is none.</param>
/// <param name="Cut">Why it is not whole; null where it is.</param>
/// <param name="Kit">The version of the kit.</param>
/// <param name="Scenarios">Hash of the scenario set.</param>
/// <param name="Adapters">The implementations, with everything that they claim, in words.</param>
/// <param name="Options">Every option that a result depends on, by name.</param>
public sealed record ShardPart(
    string Name, Shard? Shard, string? Cut, string Kit, string Scenarios, string Adapters, ImmutableSortedDictionary<string, string> Options);

/// <summary>Whether some parts are the parts of one run: all of them, each once, of one kit, scenario set, implementation and set of options. Stateless.</summary>
public static class ShardSet
{
    private const int Named = 8;

    /// <summary>Every reason why they cannot be merged; empty where they can.</summary>
    public static ImmutableArray<string> DefectsOf(IReadOnlyList<ShardPart> parts)
    {
        var defects = ImmutableArray.CreateBuilder<string>();
        foreach (var part in parts)
        {
            if (part.Shard is null)
            {
                defects.Add($"{part.Name} is no shard: it has no 'shard' in its header, so it is of a whole run; expected reports of run --shard i/n");
            }

            if (part.Cut is { } why)
            {
                defects.Add($"{part.Name} is {why}; expected a shard that was run to its end: run {(part.Shard is { } s ? $"--shard {s} " : "it ")}again");
            }
        }

        Mixed(defects, parts, p => p.Kit, "version of the kit", "run every shard with one version");
        Mixed(defects, parts, p => p.Scenarios, "scenario set", "run every shard with the same scenarios and the same globs");
        Mixed(defects, parts, p => p.Adapters, "implementations", "run every shard on the same implementations, of the same version");
        foreach (var option in parts.SelectMany(p => p.Options.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Mixed(defects, parts, p => p.Options.GetValueOrDefault(option, "not given"), $"option '{option}'", "run every shard with the same options");
        }

        Numbers(defects, [.. parts.Where(p => p.Shard is not null)]);
        return defects.ToImmutable();
    }

    private static void Mixed(ImmutableArray<string>.Builder defects, IReadOnlyList<ShardPart> parts, Func<ShardPart, string> value, string what, string todo)
    {
        if (parts.FirstOrDefault(p => !string.Equals(value(p), value(parts[0]), StringComparison.Ordinal)) is { } other)
        {
            defects.Add($"mixed: {parts[0].Name} and {other.Name} differ in the {what}, {value(parts[0])} and {value(other)}; expected one for all: {todo}");
        }
    }

    private static void Numbers(ImmutableArray<string>.Builder defects, ImmutableArray<ShardPart> parts)
    {
        if (parts.IsEmpty)
        {
            return;
        }

        var count = parts[0].Shard!.Value.Count;
        if (parts.FirstOrDefault(p => p.Shard!.Value.Count != count) is { } other)
        {
            defects.Add($"mixed: {parts[0].Name} is shard {parts[0].Shard}, {other.Name} is shard {other.Shard}; expected parts of one count: run every shard with one n in --shard i/n");
            return;
        }

        foreach (var twice in parts.GroupBy(p => p.Shard!.Value.Index).Where(g => g.Count() > 1))
        {
            defects.Add($"overlap: shard {twice.First().Shard} is there {twice.Count()} times, in {string.Join(" and ", twice.Select(p => p.Name))}; expected each shard once: leave one out");
        }

        var missing = Enumerable.Range(1, count).Except(parts.Select(p => p.Shard!.Value.Index)).ToList();
        if (missing.Count > 0)
        {
            var shown = string.Join(", ", missing.Take(Named).Select(i => new Shard(i, count).ToString())) + (missing.Count > Named ? ", ..." : "");
            defects.Add(FormattableString.Invariant($"gap: {missing.Count} of {count} shards {(missing.Count == 1 ? "is" : "are")} missing, {shown}; expected all of them: name their files too, or run them"));
        }
    }
}
