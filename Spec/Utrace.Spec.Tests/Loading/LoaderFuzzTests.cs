using CsCheck;
using Utrace.Spec.Loading;

namespace Utrace.Spec.Tests.Loading;

/// <summary>Whatever a text is, the loader gives scenarios or defects, never an exception. A failure prints the seed that repeats it.</summary>
public sealed class LoaderFuzzTests
{
    private static readonly string[] Lines = Documents.Seed.Split('\n');

    private static readonly string[] Pieces = [.. Documents.Seed.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal), "[", "{}", "~", "\"", "&a", "*a", "!t", "\t", "${x.y}", "${pass}", "-"];

    [Test]
    public void LoadText_WordsReplaced_GivesScenariosOrDefects() =>
        Gen.Select(Gen.Int[0, Documents.Seed.Length - 1], Gen.Int[0, 12], Gen.OneOf(Pieces)).Array[1, 3].Sample(cuts =>
            Check(cuts.Aggregate(Documents.Seed, (text, c) => Splice(text, Math.Min(c.Item1, text.Length), c.Item2, c.Item3))), iter: 1000);

    [Test]
    public void LoadText_LinesMoved_GivesScenariosOrDefects() =>
        Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, Lines.Length - 1]).Array[1, 3].Sample(swaps =>
        {
            string[] lines = [.. Lines];
            foreach (var (from, to) in swaps)
            {
                lines[to] = lines[from];
            }

            Check(string.Join('\n', lines));
        }, iter: 1000);

    private static string Splice(string text, int at, int length, string piece) =>
        text[..at] + piece + text[Math.Min(text.Length, at + length)..];

    private static void Check(string text)
    {
        var result = ScenarioLoader.LoadText(text, "fuzz.yaml", null);
        Assert.That(result.Scenarios.IsEmpty, Is.EqualTo(result.Defects.Length > 0));
        Assert.That(result.Defects, Is.Ordered.Using((Defect a, Defect b) => (a.Mark.Line, a.Mark.Column).CompareTo((b.Mark.Line, b.Mark.Column))));
    }
}
