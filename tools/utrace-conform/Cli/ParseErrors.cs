using System.CommandLine;
using System.CommandLine.Parsing;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;

namespace Utrace.Conform.Cli;

/// <summary>Turns what the parser did not understand into a message that names the nearest valid word.</summary>
internal static class ParseErrors
{
    /// <summary>The message for a command line that does not parse.</summary>
    public static UserError Explain(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var help = $"run '{PathOf(result)} --help'";
        if (result.UnmatchedTokens.Count == 0 && command.Subcommands.Count > 0 && command.Action is null)
        {
            return new UserError(
                ExitCode.Usage, "say what to do", PathOf(result), "one of " + Join(command.Subcommands.Select(c => c.Name)), help);
        }

        if (result.UnmatchedTokens is [var token, ..])
        {
            return token.StartsWith('-') ? UnknownOption(command, token, PathOf(result), help)
                : command.Subcommands.Count > 0 ? UnknownVerb(command, token, PathOf(result), help)
                : new UserError(
                    ExitCode.Usage, $"'{token}' is one argument too many", PathOf(result), Arguments(command), help);
        }

        var error = result.Errors[0];
        var what = error.SymbolResult switch
        {
            ArgumentResult { Parent: OptionResult { Tokens.Count: 0 } o } => $"option '{o.Option.Name}' needs a value",
            OptionResult { Tokens.Count: 0 } o => $"option '{o.Option.Name}' needs a value",
            CommandResult or ArgumentResult { Tokens.Count: 0 } => $"'{command.Name}' needs {Join(command.Arguments.Select(a => a.Name))}",
            _ => error.Message.TrimEnd('.'),
        };
        return new UserError(ExitCode.Usage, what, PathOf(result), Arguments(command), help);
    }

    private static UserError UnknownVerb(Command command, string token, string path, string help)
    {
        var verbs = command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).ToList();
        return new UserError(
            ExitCode.Usage,
            $"unknown word '{token}'" + DidYouMean(token, verbs), path, "one of " + Join(verbs), help);
    }

    private static UserError UnknownOption(Command command, string token, string path, string help)
    {
        var options = Options(command).Where(o => !o.Hidden).Select(o => o.Name).Order(StringComparer.Ordinal).ToList();
        return new UserError(
            ExitCode.Usage,
            $"unknown option '{token}'" + DidYouMean(token, options), path, "one of " + Join(options), help);
    }

    /// <summary><c>; did you mean 'x'?</c>, or nothing where no word is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest.Of(word, candidates) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>Words in a line.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(", ", words);

    private static string PathOf(ParseResult result)
    {
        var names = new List<string>();
        for (var r = result.CommandResult; r is not null; r = r.Parent as CommandResult)
        {
            names.Insert(0, r.Command is RootCommand ? ConformCommandLine.ProgramName : r.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(o => o.Recursive));

    private static string? Arguments(Command command) =>
        command.Arguments.Count == 0 ? null : Join(command.Arguments.Select(a => $"<{a.Name}>: {a.Description}"));
}
