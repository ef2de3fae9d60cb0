using System.Reflection;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class VariantCatalogueTests
{
    [Test]
    public void All_NamesAreUnique_AlsoAmongFaults() =>
        Assert.Multiple(() =>
        {
            Assert.That(Variants.All.Select(v => v.Name).Concat(Faults.All.Select(f => f.Name)), Is.Unique);
            Assert.That(Variants.All, Has.Length.GreaterThanOrEqualTo(12));
        });

    [TestCaseSource(nameof(Names))]
    public void Variant_SaysWhatItIs(string name)
    {
        var variant = Variants.Find(name)!;
        Assert.Multiple(() =>
        {
            Assert.That(variant.Name, Does.Match("^[a-z]+(-[a-z]+)+$"));
            Assert.That(variant.Behaviour, Does.EndWith("."));
            Assert.That(variant.Decisions, Is.Not.SameAs(Decisions.Right));
            Assert.That(variant.ShownBy is null, Is.EqualTo(variant.Gains is null && variant.Loses is null), "a case that shows it, and how");
            Assert.That(variant.ShownBy is null, Is.EqualTo(variant.Decisions.Pace is not Pace.Free), "only paces may leave every log as it is");
            Assert.That(
                variant.Decisions.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
                Has.Length.InRange(1, 2),
                "a variant is a small override of one named decision");
        });
    }

    [Test]
    public void Find_UnknownName_HasANearest() =>
        Assert.Multiple(() =>
        {
            Assert.That(Variants.Find("slow-thread"), Is.Null);
            Assert.That(Variants.NearestTo("slow-thread"), Is.EqualTo("slow-threads"));
        });

    private static IEnumerable<string> Names() => Variants.All.Select(v => v.Name);
}
