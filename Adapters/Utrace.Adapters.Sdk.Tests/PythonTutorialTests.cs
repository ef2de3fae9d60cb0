namespace Utrace.Adapters.Sdk.Tests;

/// <summary>The tutorial shows what is: its code stands in the toy, and its commands print the lines that it shows, in that order.</summary>
[TestFixture]
public sealed class PythonTutorialTests
{
    private static readonly TutorialPage Page = new(Shell.SdkPython);

    private string _mine = "";

    [OneTimeSetUp]
    public void Begin()
    {
        Shell.Need("python3");
        _mine = Directory.CreateTempSubdirectory("utrace-tutorial-").FullName;
        CommandLine.RunIn(_mine, "new", "adapter", "--lang", "python", "--output", "mine", "--root", Shell.Root);
    }

    [OneTimeTearDown]
    public void Clean()
    {
        if (_mine.Length > 0)
        {
            Directory.Delete(_mine, recursive: true);
        }
    }

    [TestCaseSource(nameof(Commands))]
    public void Command_PrintsWhatThePageShows(string command, string[] shown) =>
        TutorialPage.AssertShows(
            _mine,
            Wire.Connections.CommandWords.Split(command).Select(w => w
                .Replace("exec:python3 mine/", $"exec:python3 {_mine}/mine/", StringComparison.Ordinal)
                .Replace("exec:python3 toy/", $"exec:python3 {Shell.SdkPython}/toy/", StringComparison.Ordinal)),
            shown);

    [Test]
    public void Code_StandsInTheToy() => Page.AssertCodeStandsIn(Path.Combine(Shell.SdkPython, "toy"), "python", "*.py");

    private static IEnumerable<TestCaseData> Commands() => Page.Commands;
}
