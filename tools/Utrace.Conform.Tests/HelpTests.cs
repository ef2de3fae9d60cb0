using System.CommandLine;
using Spectre.Console.Testing;
using Utrace.Conform.Cli;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class HelpTests : ConformTest
{
    [Test]
    public void Help_EveryVerb_ShowsAnExample([ValueSource(nameof(Verbs))] string path)
    {
        var result = Run([.. path.Split(' '), "--help"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.Contain("Examples:\n  utrace-conform " + path.Split(' ')[0]));
        }
    }

    private static IEnumerable<string> Verbs()
    {
        using var console = new TestConsole();
        using var host = new Host(console, console, Environment.CurrentDirectory, _ => null);
        return [.. Paths(ConformCommandLine.Build(host), "")];
    }

    private static IEnumerable<string> Paths(Command command, string prefix) =>
        command.Subcommands.SelectMany(c => Paths(c, prefix + c.Name + " ").Prepend(prefix + c.Name));
}
