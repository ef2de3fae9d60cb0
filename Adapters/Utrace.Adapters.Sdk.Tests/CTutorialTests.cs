namespace Utrace.Adapters.Sdk.Tests;

/// <summary>The tutorial shows what is: its code stands in the toy, and its commands print the lines that it shows, in that order.</summary>
[TestFixture]
public sealed class CTutorialTests
{
    private static readonly TutorialPage Page = new(Shell.SdkC);

    private string _mine = "";

    [OneTimeSetUp]
    public void Build()
    {
        Shell.Need("gcc", "make");
        Shell.Run(Shell.SdkC, "make", "-C", "tutorial", "CC=gcc");
        Shell.Run(Shell.SdkC, "make", "-C", "toy", "CC=gcc");
        _mine = Directory.CreateTempSubdirectory("utrace-tutorial-").FullName;
        CommandLine.RunIn(_mine, "new", "adapter", "--lang", "c", "--output", "mine", "--root", Shell.Root);
        Shell.Run(Path.Combine(_mine, "mine"), "make", "CC=gcc");
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
                .Replace("exec:mine/", $"exec:{_mine}/mine/", StringComparison.Ordinal)
                .Replace("exec:t", $"exec:{Shell.SdkC}/t", StringComparison.Ordinal)),
            shown);

    [Test]
    public void Code_StandsInTheToy() => Page.AssertCodeStandsIn(Path.Combine(Shell.SdkC, "toy"), "c", "*.c");

    private static IEnumerable<TestCaseData> Commands() => Page.Commands;
}
