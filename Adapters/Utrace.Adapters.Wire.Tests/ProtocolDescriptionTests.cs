using System.Runtime.CompilerServices;
using Utrace.Adapters.Wire.Description;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>The page and the schema say what the code does.</summary>
public sealed class ProtocolDescriptionTests
{
    [Test]
    public void The_checked_in_schema_is_the_one_of_the_types() =>
        Compare(Path.Combine("schema", "protocol", "protocol.schema.json"), _ => ProtocolSchema.Text());

    [Test]
    public void The_page_shows_every_message() => Compare(Path.Combine("docs", "protocol.md"), ProtocolPage.Renew);

    private static void Compare(string file, Func<string, string> renew)
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", file);
        var present = File.Exists(path) ? File.ReadAllText(path) : "";
        var wanted = renew(present);
        if (string.Equals(Environment.GetEnvironmentVariable("UTRACE_ACCEPT"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, wanted);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(wanted), $"{file} is stale: run this test once with UTRACE_ACCEPT=1");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
