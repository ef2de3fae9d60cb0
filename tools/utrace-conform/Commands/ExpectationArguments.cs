using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary>The options that hold a run against expectation files.</summary>
internal sealed class ExpectationArguments
{
    private readonly Option<string[]> _files = new("--expectations")
    {
        Description = "Known failures of an implementation: what fails as the file says is an expected failure; may be given several times",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _today = TodayOption();

    /// <summary><c>--today DAY</c>.</summary>
    public static Option<string?> TodayOption() => new("--today")
    {
        Description = "The day that expiry is compared with (default: the day on which this kit was released; no clock is read)",
        HelpName = "DAY",
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_today);
    }

    /// <summary>What a command line gives: the names of the files, and the day.</summary>
    public (IReadOnlyList<string> Files, DateOnly? Today) Read(ParseResult result) => (result.GetValue(_files) ?? [], DayOf(result.GetValue(_today)));

    /// <summary>The day of a word.</summary>
    public static DateOnly? DayOf(string? word) => word is null ? null : Expiry.ParseDay(word) ?? throw new UserError(
        ExitCode.Usage, $"'{word}' is no day", "--today", "a day like 2027-03-31", "write --today $(date -I) for the day of this machine, or leave it out");
}
