using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>new adapter --lang LANGUAGE --output DIR</c>: a skeleton that builds, and says honestly what it lacks.</summary>
internal static class NewCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var language = new Option<string>("--lang") { Description = "The language: " + ParseErrors.Join(TemplateStore.Languages), HelpName = "LANGUAGE", Required = true };
        var output = new Option<string>("--output") { Description = "The directory to make", HelpName = "DIR", Required = true };
        var name = new Option<string?>("--name") { Description = "The implementation's name (default: the directory's)", HelpName = "NAME" };
        language.CompletionSources.Add([.. TemplateStore.Languages]);
        var adapter = new ConformCommand("adapter", "Write the skeleton of an adapter: it builds at once, smoke passes, and the first verdict says what is missing")
        {
            Examples =
            [
                ("utrace-conform new adapter --lang c --output mine", "a skeleton in C, in the directory mine"),
                ("utrace-conform new adapter --lang csharp --output mine --name xtrace", "one in C#, which calls itself xtrace"),
            ],
            Notes = "Nothing that exists is written over. The README in the directory has the steps that follow.",
        };
        adapter.Add(language);
        adapter.Add(output);
        adapter.Add(name);
        adapter.SetAction(result => Write(context, result.GetValue(language)!, result.GetValue(output)!, result.GetValue(name), context.RootOf(result)));
        var command = new ConformCommand("new", "Begin something: an adapter")
        {
            Examples = [("utrace-conform new adapter --lang c --output mine", "the skeleton of an adapter in C")],
        };
        command.Add(adapter);
        return command;
    }

    private static int Write(CommandContext context, string language, string output, string? givenName, string root)
    {
        if (!TemplateStore.Languages.Contains(language, StringComparer.Ordinal))
        {
            throw new UserError(
                ExitCode.Usage, $"there is no skeleton in '{language}'" + ParseErrors.DidYouMean(language, TemplateStore.Languages), "--lang",
                "one of " + ParseErrors.Join(TemplateStore.Languages), "choose one of them, or answer the lines of docs/protocol.md in your language");
        }

        var directory = context.FullPath(output);
        var name = givenName ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));
        if (!IsName(name))
        {
            throw new UserError(
                ExitCode.Usage, $"'{name}' is no name of an implementation", givenName is null ? "--output" : "--name",
                "a letter, then letters, digits, '-' and '_'", "give another one with --name NAME");
        }

        if (File.Exists(directory) || Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new UserError(ExitCode.NoInput, $"'{output}' exists already", "--output", "a directory that is empty, or not there yet", "name another one, or empty it");
        }

        var values = new TemplateValues(name, output, root);
        foreach (var (path, text) in TemplateStore.Files(language, values))
        {
            var file = Path.Combine(directory, path);
            MakeDirectory(Path.GetDirectoryName(file)!);
            using var writer = Files.Create(file, "--output");
            writer.Write(text);
            context.Line($"wrote {Path.Combine(output, path)}");
        }

        context.Line();
        context.Line("next:");
        foreach (var step in TemplateStore.Next(language, values))
        {
            context.Line($"  {step}");
        }

        return ExitCode.Conformant;
    }

    private static void MakeDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(ExitCode.NoInput, $"cannot make '{directory}': {e.Message}", "--output", "a directory that may be made", "name another one");
        }
    }

    private static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
