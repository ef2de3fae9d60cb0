using Spectre.Console.Testing;
using Utrace.Conform.Cli;

namespace Utrace.Conform.Tests;

/// <summary>Runs command lines in a repository of the test's own.</summary>
public abstract class ConformTest
{
    private const int Width = 200;

    private TestRepository? _repository;

    internal TestRepository Repository => _repository ?? throw new InvalidOperationException("set up by NUnit");

    [SetUp]
    public void MakeRepository() => _repository = new TestRepository();

    [TearDown]
    public void DropRepository() => _repository?.Dispose();

    internal Result Run(params string[] args) => RunWith(new(StringComparer.Ordinal), args);

    internal Result RunInterrupted(params string[] args) => RunWith(new(StringComparer.Ordinal), isInterrupted: true, args);

    internal Result RunWith(Dictionary<string, string> variables, params string[] args) => RunWith(variables, isInterrupted: false, args);

    private Result RunWith(Dictionary<string, string> variables, bool isInterrupted, string[] args)
    {
        using var output = new TestConsole().Width(Width);
        using var error = new TestConsole().Width(Width);
        using var host = new Host(output, error, Repository.Root, name => variables.GetValueOrDefault(name));
        if (isInterrupted)
        {
            host.Interrupt();
        }

        var code = ConformCommandLine.Run(args, host);
        return new Result(code, Clean(output.Output), Clean(error.Output));
    }

    private static string Clean(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim('\n');

    internal sealed record Result(int Code, string Out, string Error)
    {
        public void IsError(int code, string text)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Error, Is.EqualTo(text.ReplaceLineEndings("\n")));
                Assert.That(Code, Is.EqualTo(code));
            }
        }
    }
}
