namespace Utrace.Adapters.Sdk.Tests;

/// <summary>The tutorial shows what is: its code stands in the toy, and its commands print the lines that it shows, in that order.</summary>
[TestFixture]
public sealed class CTutorialTests
{
    private const string Prompt = "$ utrace-conform ";

    private static readonly IReadOnlyList<(string Language, string[] Lines)> Blocks = [.. Read()];

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
    public void Command_PrintsWhatThePageShows(string command, string[] shown)
    {
        var fresh = Path.Combine(_mine, "fresh");
        Directory.CreateDirectory(fresh);
        var words = Wire.Connections.CommandWords.Split(command).Select(w => w
            .Replace("exec:mine/", $"exec:{_mine}/mine/", StringComparison.Ordinal)
            .Replace("exec:t", $"exec:{Shell.SdkC}/t", StringComparison.Ordinal));
        var (_, text, error) = CommandLine.RunIn(fresh, [.. words, "--root", Shell.Root]);
        Directory.Delete(fresh, recursive: true);
        var at = 0;
        var lines = text.Split('\n');
        foreach (var line in shown)
        {
            var found = Array.FindIndex(lines, at, l => Squeeze(l).StartsWith(Squeeze(line), StringComparison.Ordinal));
            Assert.That(found, Is.Not.Negative, $"not there, or not in this order: {line}\n\n{text}\n{error}");
            at = found + 1;
        }
    }

    [Test]
    public void Code_StandsInTheToy()
    {
        var toy = Directory.EnumerateFiles(Path.Combine(Shell.SdkC, "toy"), "*.c").Select(File.ReadAllText).ToList();
        var code = Blocks.Where(b => b.Language is "c").Select(b => string.Join('\n', b.Lines) + "\n").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Has.Count.GreaterThan(5));
            Assert.That(code.Where(c => !toy.Any(t => t.Contains(c, StringComparison.Ordinal))), Is.Empty);
        }
    }

    /// <summary>How wide a table is depends on the paths in it.</summary>
    private static string Squeeze(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<TestCaseData> Commands() => Blocks
        .Where(b => b.Lines.Length > 1 && b.Lines[0].StartsWith(Prompt, StringComparison.Ordinal))
        .Select(b => new TestCaseData(b.Lines[0][Prompt.Length..], b.Lines[1..]).SetArgDisplayNames(b.Lines[0][Prompt.Length..]));

    private static IEnumerable<(string Language, string[] Lines)> Read()
    {
        string? language = null;
        List<string> lines = [];
        foreach (var line in File.ReadLines(Path.Combine(Shell.SdkC, "README.md")))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
            else if (language is null)
            {
                language = line[3..];
                lines = [];
            }
            else
            {
                yield return (language, [.. lines]);
                language = null;
            }
        }
    }
}
