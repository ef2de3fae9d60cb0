using System.Reflection;
using System.Runtime.CompilerServices;

namespace Utrace.Adapters.Threaded.Tests;

public sealed class FaultCatalogueTests
{
    [Test]
    public void All_NamesAndIdsAreUnique() =>
        Assert.Multiple(() =>
        {
            Assert.That(Faults.All.Select(f => f.Name), Is.Unique);
            Assert.That(Faults.All.SelectMany(f => f.Ids.Select(id => (id, f.Tier))), Is.Unique, "one id may have a form that held callbacks reach, and one that only pause points show");
            Assert.That(Faults.All, Has.Length.GreaterThanOrEqualTo(80));
        });

    [TestCaseSource(nameof(Names))]
    public void Fault_SaysWhatItIs(string name)
    {
        var fault = Faults.Find(name)!;
        Assert.Multiple(() =>
        {
            Assert.That(fault.Name, Does.Match("^[a-z]+(-[a-z]+)+$"));
            Assert.That(fault.Ids, Is.Not.Empty);
            Assert.That(fault.Breaks, Is.Not.Empty);
            Assert.That(fault.Behaviour, Does.EndWith("."));
            Assert.That(fault.Shows, Does.EndWith("."));
            Assert.That(fault.Decisions, Is.Not.SameAs(Decisions.Right));
            Assert.That(
                fault.Decisions.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
                Has.Length.InRange(1, 2),
                "a fault is a small override of one named decision");
        });
    }

    [Test]
    public void Find_UnknownName_HasANearest() =>
        Assert.Multiple(() =>
        {
            Assert.That(Faults.Find("lost-resum"), Is.Null);
            Assert.That(Faults.NearestTo("lost-resum"), Is.EqualTo("lost-resume"));
        });

    [Test]
    public void Docs_AreMadeFromTheFaults()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "faults.md");
        if (Environment.GetEnvironmentVariable("UTRACE_ACCEPT") is "1")
        {
            File.WriteAllText(path, FaultTable.Render());
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(FaultTable.Render()), "docs/faults.md is stale: run this test once with UTRACE_ACCEPT=1");
    }

    private static IEnumerable<string> Names() => Faults.All.Select(f => f.Name);

    private static string Here([CallerFilePath] string path = "") => path;
}
