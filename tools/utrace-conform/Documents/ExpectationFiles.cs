using System.Collections.Immutable;
using Utrace.Conform.Cli;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Documents;

/// <summary>Reads expectation files; what is wrong with them becomes a message.</summary>
internal static class ExpectationFiles
{
    /// <summary>The file; every defect of it at once is one message.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="shown">How messages name it.</param>
    public static ExpectationFile Read(string path, string shown) => Parse(Files.ReadText(path, "--expectations"), shown);

    /// <summary>The file of a text.</summary>
    public static ExpectationFile Parse(string text, string shown)
    {
        var loaded = ExpectationLoader.Load(text, shown);
        return loaded.File ?? throw new UserError(
            ExitCode.BadDocument,
            $"'{shown}' is not an expectation file, {Counted.Of(loaded.Defects.Length, "defect")}:" + string.Concat(loaded.Defects.Select(d => $"\n    {d}")),
            shown, "a document of schema/expectations.schema.json", "correct these lines; docs/expectations.md has the format");
    }

    /// <summary>The files of a run, at most one per implementation, and each about one that is run.</summary>
    public static ImmutableArray<ExpectationFile> Read(IEnumerable<string> names, Func<string, string> fullPath, IReadOnlyCollection<string> adapters)
    {
        var files = names.Select(n => Read(fullPath(n), n)).ToImmutableArray();
        foreach (var file in files)
        {
            if (!adapters.Contains(file.Adapter, StringComparer.Ordinal))
            {
                throw new UserError(
                    ExitCode.Usage, $"expectations of '{file.Adapter}', which is not run", file.AdapterAt.ToString(),
                    $"one of the implementations of this run: {ParseErrors.Join(adapters)}", $"run it with --adapter {file.Adapter}, or leave the file out");
            }
        }

        return files.GroupBy(f => f.Adapter, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new UserError(
                ExitCode.Usage, $"{twice.Count()} expectation files of '{twice.Key}'", twice.Last().AdapterAt.ToString(), "one file for an implementation", "join them into one")
            : files;
    }
}
