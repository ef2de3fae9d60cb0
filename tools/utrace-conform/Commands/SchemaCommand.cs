using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>schema [NAME]</c>: the JSON Schema of what the kit reads and prints.</summary>
internal static class SchemaCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "Which schema (default: list their names)", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => SchemaCatalogue.All.Select(s => new System.CommandLine.Completions.CompletionItem(s.Name)));
        var command = new ConformCommand("schema", "Print the JSON Schema of a document or of what --json prints")
        {
            Examples =
            [
                ("utrace-conform schema", "the names of all schemas"),
                ("utrace-conform schema scenario > schema/scenario.schema.json", "what an editor needs to complete a scenario"),
            ],
        };
        command.Add(name);
        command.SetAction(result =>
        {
            if (result.GetValue(name) is { } one)
            {
                context.Line(SchemaCatalogue.Get(one).TrimEnd('\n'));
                return ExitCode.Conformant;
            }

            foreach (var line in Columns.Table([.. SchemaCatalogue.All.Select(s => (IReadOnlyList<string>)[s.Name, s.What])]))
            {
                context.Line(line);
            }

            return ExitCode.Conformant;
        });
        return command;
    }
}
