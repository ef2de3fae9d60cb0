namespace Utrace.Adapters.Sdk.Tests;

/// <summary>A tutorial, read: its code stands in the toy, and its commands print the lines that it shows, in that order.</summary>
internal sealed class TutorialPage
{
    private const string Prompt = "$ utrace-conform ";

    private readonly IReadOnlyList<(string Language, string[] Lines)> _blocks;

    public TutorialPage(string sdk)
    {
        _blocks = [.. Read(Path.Combine(sdk, "README.md"))];
        Commands = [.. _blocks
            .Where(b => b.Lines.Length > 1 && b.Lines[0].StartsWith(Prompt, StringComparison.Ordinal))
            .Select(b => new TestCaseData(b.Lines[0][Prompt.Length..], b.Lines[1..]).SetArgDisplayNames(b.Lines[0][Prompt.Length..]))];
    }

    /// <summary>The command lines, each with the lines that the page shows of its output.</summary>
    public IReadOnlyList<TestCaseData> Commands { get; }

    /// <summary>Runs a command in a directory of its own, below one that holds the skeleton of step 1.</summary>
    public static void AssertShows(string skeleton, IEnumerable<string> words, string[] shown)
    {
        var fresh = Path.Combine(skeleton, "fresh");
        Directory.CreateDirectory(fresh);
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

    /// <summary>Every block of code stands in a file of the toy as it is.</summary>
    public void AssertCodeStandsIn(string toy, string language, string pattern)
    {
        var files = Directory.EnumerateFiles(toy, pattern).Select(File.ReadAllText).ToList();
        var code = _blocks.Where(b => string.Equals(b.Language, language, StringComparison.Ordinal)).Select(b => string.Join('\n', b.Lines) + "\n").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Has.Count.GreaterThan(5));
            Assert.That(code.Where(c => !files.Any(t => t.Contains(c, StringComparison.Ordinal))), Is.Empty);
        }
    }

    /// <summary>How wide a table is depends on the paths in it.</summary>
    private static string Squeeze(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string Language, string[] Lines)> Read(string page)
    {
        string? language = null;
        List<string> lines = [];
        foreach (var line in File.ReadLines(page))
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
