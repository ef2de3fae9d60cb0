using Utrace.Conform.Cli;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Documents;

/// <summary>Reads and writes files; what goes wrong becomes a message.</summary>
internal static class Files
{
    /// <summary>The text of a file.</summary>
    public static string ReadText(string path, string where)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                ExitCode.NoInput, $"cannot read '{path}': {Reason(e)}", where, "a file that exists and may be read", "check the name and its permissions");
        }
    }

    /// <summary>Opens a file to write; an old one is replaced.</summary>
    public static StreamWriter Create(string path, string where)
    {
        try
        {
            return new StreamWriter(path) { NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                ExitCode.NoInput, $"cannot write '{path}': {Reason(e)}", where, "a file in a directory that exists and may be written", "name another file");
        }
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or directory",
        UnauthorizedAccessException => "it is a directory, or its permissions forbid it",
        _ => e.Message,
    };
}
