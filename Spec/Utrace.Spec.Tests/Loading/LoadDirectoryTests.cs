using Utrace.Spec.Loading;

namespace Utrace.Spec.Tests.Loading;

public sealed class LoadDirectoryTests
{
    private string _root = "";

    [SetUp]
    public void MakeFolder() => _root = Directory.CreateTempSubdirectory("utrace-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void LoadDirectory_CopiedDocument_NamesTheFirst()
    {
        Write("resume/later-callback-held.yaml", Documents.Seed);
        Write("resume/the-copy.yaml", Documents.Seed);
        var result = ScenarioLoader.LoadDirectory(_root);
        Assert.Multiple(() =>
        {
            Assert.That(result.Scenarios, Has.Length.EqualTo(4));
            Assert.That(Texts(result), Is.EqualTo((string[])
            [
                "resume/the-copy.yaml:2:5: the id 'resume/later-callback-held' is not the path of the file; expected 'resume/the-copy'",
                "resume/the-copy.yaml:2:5: the id 'resume/later-callback-held' is also that of resume/later-callback-held.yaml; expected an id of its own",
            ]));
        });
    }

    [Test]
    public void LoadDirectory_OtherExtension_IsReported()
    {
        Write("forgotten.yml", Documents.Seed);
        Assert.That(Texts(ScenarioLoader.LoadDirectory(_root)), Is.EqualTo((string[])["forgotten.yml:1:1: the file is not read: its extension is .yml; expected .yaml"]));
    }

    [Test]
    public void LoadDirectory_NoFolder_IsReported() =>
        Assert.That(ScenarioLoader.LoadDirectory(Path.Combine(_root, "none")).Defects.Single().Message, Is.EqualTo("there is no such folder"));

    [Test]
    public void Load_NoFile_IsReported() =>
        Assert.That(ScenarioLoader.Load(Path.Combine(_root, "none.yaml"), _root).Defects.Single().Message, Does.StartWith("the file cannot be read: "));

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private IEnumerable<string> Texts(LoadResult result) => result.Defects.Select(d => d.ToString().Replace(_root + "/", "", StringComparison.Ordinal));
}
