namespace Utrace.Spec.Tests;

/// <summary>Compares a generated text with the file that is checked in; <c>UTRACE_ACCEPT=1</c> writes the file instead.</summary>
internal static class Accept
{
    public static void AssertIs(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("UTRACE_ACCEPT") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.That(actual, Is.EqualTo(expected), $"{path} is not what is made now; if the new text is right, run the test again with UTRACE_ACCEPT=1");
    }
}
