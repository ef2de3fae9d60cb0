using Utrace.Conformance.Oracle;

namespace Utrace.Conformance.Tests.Oracle;

/// <summary>Sets of states by number.</summary>
[TestFixture]
public sealed class PackedSetsTests
{
    private const int Size = 8;

    [Test]
    public void OrderDoesNotMatter()
    {
        var (sets, work) = (new PackedSets(Size), new WorkingSet(Size));
        var first = Number(sets, work, Enumerable.Range(0, 500));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Number(sets, work, Enumerable.Range(0, 500).Reverse()), Is.EqualTo(first));
            Assert.That(Number(sets, work, Enumerable.Range(0, 499)), Is.Not.EqualTo(first));
            Assert.That(Number(sets, work, Enumerable.Range(1, 500)), Is.Not.EqualTo(first));
            Assert.That(sets.CountOf(first), Is.EqualTo(500));
            Assert.That(sets.States, Is.EqualTo(1499));
        }
    }

    [Test]
    public void AStateIsInASetOnce()
    {
        var (sets, work) = (new PackedSets(Size), new WorkingSet(Size));
        var set = Number(sets, work, [7, 8, 7, 7, 8]);
        Assert.That(sets[set].ToArray(), Is.EqualTo([.. BitConverter.GetBytes(7L), .. BitConverter.GetBytes(8L)]));
    }

    [Test]
    public void WhatWasWorkedOutBeforeIsForgotten()
    {
        var (sets, work) = (new PackedSets(Size), new WorkingSet(Size));
        Number(sets, work, Enumerable.Range(0, 100));
        Assert.That(sets.CountOf(Number(sets, work, [3])), Is.EqualTo(1));
    }

    private static int Number(PackedSets sets, WorkingSet work, IEnumerable<int> states)
    {
        work.Clear();
        foreach (var state in states)
        {
            work.Add(BitConverter.GetBytes((long)state));
        }

        return sets.NumberOf(work);
    }
}
