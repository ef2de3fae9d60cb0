using System.Text;
using VerifyTests;

namespace Utrace.Snapshots.Tests;

/// <summary>Gives every test a directory and process settings of its own.</summary>
[NonParallelizable]
public abstract class SnapshotFixture
{
    private static readonly UTF8Encoding NoBom = new(encoderShouldEmitUTF8Identifier: false);
    private ProcessSettings _outer = null!;

    protected string Folder { get; private set; } = null!;

    [SetUp]
    public void Enter()
    {
        _outer = VerifierSettings.Current;
        VerifierSettings.Current = new ProcessSettings();
        VerifierSettings.UseUtf8NoBom();
        Folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    }

    [TearDown]
    public void Leave()
    {
        VerifierSettings.Current = _outer;
        Directory.Delete(Folder, recursive: true);
    }

    protected VerifySettings Settings(string? fileName = "case")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Folder);
        if (fileName is not null)
        {
            settings.UseFileName(fileName);
        }

        return settings;
    }

    protected void Have(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text, NoBom);

    protected byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    protected string Text(string name) => NoBom.GetString(Bytes(name));

    protected IEnumerable<string> Files() => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    protected static VerifyException Failure(SettingsTask task) => Assert.Throws<VerifyException>(() => task.GetAwaiter().GetResult())!;
}
