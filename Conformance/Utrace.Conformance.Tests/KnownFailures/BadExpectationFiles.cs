using Utrace.Conformance.KnownFailures;
using Utrace.Spec.Tests;

namespace Utrace.Conformance.Tests.KnownFailures;

/// <summary>Every document below fixtures/bad/expectations has exactly the defects that stand beside it.</summary>
public sealed class BadExpectationFiles
{
    private const int Floor = 14;

    public static IEnumerable<TestCaseData> Documents => Directory.EnumerateFiles(Folder, "*.yaml")
        .Order(StringComparer.Ordinal).Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileNameWithoutExtension(f)));

    private static string Folder => Path.Combine(Fixtures.Bad, "expectations");

    [TestCaseSource(nameof(Documents))]
    public void Document_HasExactlyItsDefects(string path)
    {
        var loaded = ExpectationLoader.Load(File.ReadAllText(path), Path.GetFileName(path));
        Assert.That(loaded.File, Is.Null);
        Accept.AssertIs(Path.ChangeExtension(path, ".expected.txt"), string.Concat(loaded.Defects.Select(d => d + "\n")));
    }

    [Test]
    public void Documents_AreMany() => Assert.That(Documents.Count(), Is.AtLeast(Floor));

    [Test]
    public void Schema_IsWhatIsCheckedIn() =>
        Accept.AssertIs(Path.Combine(Fixtures.Repository, "schema", "expectations.schema.json"), ExpectationSchema.Generate());
}
