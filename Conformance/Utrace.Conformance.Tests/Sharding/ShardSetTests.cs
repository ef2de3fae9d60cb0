using System.Collections.Immutable;
using Utrace.Conformance.Reports.Merging;
using Utrace.Conformance.Sharding;

namespace Utrace.Conformance.Tests.Sharding;

public sealed class ShardSetTests
{
    private static readonly ShardPart[] Whole = [Part(1), Part(2), Part(3)];

    [Test]
    public void EveryShardOnce_HasNoDefect() => Assert.That(ShardSet.DefectsOf([Whole[2], Whole[0], Whole[1]]), Is.Empty);

    [Test]
    public void Missing_IsAGap() => Check(
        [Whole[1]], "gap: 2 of 3 shards are missing, 1/3, 3/3; expected all of them: name their files too, or run them");

    [Test]
    public void Twice_IsAnOverlap() => Check(
        [.. Whole, Whole[1] with { Name = "again.jsonl" }], "overlap: shard 2/3 is there 2 times, in s2.jsonl and again.jsonl; expected each shard once: leave one out");

    [Test]
    public void OtherCounts_AreMixed() => Check(
        [.. Whole[..2], Part(3) with { Shard = new Shard(3, 4) }],
        "mixed: s1.jsonl is shard 1/3, s3.jsonl is shard 3/4; expected parts of one count: run every shard with one n in --shard i/n");

    [Test]
    public void OtherKit_IsMixed() => Check(
        [.. Whole[..2], Part(3) with { Kit = "0.2.0" }],
        "mixed: s1.jsonl and s3.jsonl differ in the version of the kit, 0.1.0 and 0.2.0; expected one for all: run every shard with one version");

    [Test]
    public void OtherScenarios_AreMixed() => Check(
        [.. Whole[..2], Part(3) with { Scenarios = "fedcba9876543210" }],
        "mixed: s1.jsonl and s3.jsonl differ in the scenario set, 0123456789abcdef and fedcba9876543210; expected one for all: run every shard with the same scenarios and the same globs");

    [Test]
    public void OtherAdapters_AreMixed() => Check(
        [.. Whole[..2], Part(3) with { Adapters = "mine 1.5 (API 20091216, core)" }],
        "mixed: s1.jsonl and s3.jsonl differ in the implementations, mine 1.4 (API 20091216, core) and mine 1.5 (API 20091216, core); "
        + "expected one for all: run every shard on the same implementations, of the same version");

    [Test]
    public void OtherOptions_AreMixed() => Check(
        [.. Whole[..2], Part(3) with { Options = ImmutableSortedDictionary<string, string>.Empty.Add("seed", "7") }],
        "mixed: s1.jsonl and s3.jsonl differ in the option 'seed', 1 and 7; expected one for all: run every shard with the same options");

    [Test]
    public void Cut_SaysWhichToRunAgain() => Check(
        [.. Whole[..2], Part(3) with { Cut = "cut: there is no footer; 2 of 9 cases are there" }],
        "s3.jsonl is cut: there is no footer; 2 of 9 cases are there; expected a shard that was run to its end: run --shard 3/3 again");

    [Test]
    public void WholeRun_IsNoShard() => Check(
        [Part(1) with { Shard = null }],
        "s1.jsonl is no shard: it has no 'shard' in its header, so it is of a whole run; expected reports of run --shard i/n");

    [Test]
    public void EveryDefect_IsToldAtOnce() => Assert.That(
        ShardSet.DefectsOf([Part(1), Part(1) with { Kit = "0.2.0", Cut = "cut: x" }]).Select(d => d.Split(':')[0].Split(' ')[0]), Is.EqualTo(new[] { "s1.jsonl", "mixed", "overlap", "gap" }));

    private static void Check(ShardPart[] parts, string defect) => Assert.That(ShardSet.DefectsOf(parts), Is.EqualTo(new[] { defect }));

    private static ShardPart Part(int index) => new(
        $"s{index}.jsonl", new Shard(index, 3), null, "0.1.0", "0123456789abcdef", "mine 1.4 (API 20091216, core)", ImmutableSortedDictionary<string, string>.Empty.Add("seed", "1"));
}
