using Utrace.Spec.Loading;
using Utrace.Spec.Logs;

namespace Utrace.Spec.Tests.Loading;

/// <summary>Every document below fixtures/bad has exactly the defects that stand beside it.</summary>
public sealed class BadDocuments
{
    private const string Expected = ".expected.txt";

    public static IEnumerable<TestCaseData> Documents => Of(Fixtures.Bad, "*.yaml");

    public static IEnumerable<TestCaseData> Logs => Of(Path.Combine(Fixtures.Bad, "logs"), "*.log");

    [TestCaseSource(nameof(Documents))]
    public void Document_HasExactlyItsDefects(string path)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var result = ScenarioLoader.LoadText(File.ReadAllText(path), Path.GetFileName(path), id);
        Assert.That(result.Scenarios, Is.Empty);
        Check(path, result.Defects);
    }

    [TestCaseSource(nameof(Logs))]
    public void Log_HasExactlyItsDefects(string path)
    {
        var (log, defects) = LogParser.Parse(File.ReadAllText(path), Path.GetFileName(path));
        Assert.That(log, Is.Null);
        Check(path, defects);
    }

    [Test]
    public void EveryExpectedText_HasItsDocument()
    {
        var orphans = Directory.EnumerateFiles(Fixtures.Bad, "*" + Expected, SearchOption.AllDirectories)
            .Select(f => f[..^Expected.Length]).Where(f => !File.Exists(f + ".yaml") && !File.Exists(f + ".log"));
        Assert.That(orphans, Is.Empty);
    }

    [Test]
    public void Documents_AreManyAndSomeHaveSeveralDefects()
    {
        var counts = Directory.EnumerateFiles(Fixtures.Bad, "*" + Expected).Select(f => File.ReadAllLines(f).Length).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.Count.AtLeast(42));
            Assert.That(counts.Count(n => n >= 3), Is.AtLeast(3));
        });
    }

    private static void Check(string path, IEnumerable<Defect> defects) =>
        Accept.AssertIs(Path.ChangeExtension(path, null) + Expected, string.Concat(defects.Select(d => d + "\n")));

    private static IEnumerable<TestCaseData> Of(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Order(StringComparer.Ordinal).Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileNameWithoutExtension(f)));
}
