namespace Utrace.Conform.Cli;

/// <summary>
/// Something that the user has to put right. Always says what is wrong and what to do, and where and what was expected as far as that helps.
/// </summary>
/// <param name="exitCode">How the program ends.</param>
/// <param name="what">What is wrong, in a line, without a full stop.</param>
/// <param name="where">Which option, file or document.</param>
/// <param name="expected">What would have been right.</param>
/// <param name="todo">What to do next.</param>
internal sealed class UserError(int exitCode, string what, string? where, string? expected, string todo) : Exception(what)
{
    /// <summary>How the program ends.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The lines of the message.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return $"error: {Message}";
            if (where is not null)
            {
                yield return $"  where:    {where}";
            }

            if (expected is not null)
            {
                yield return $"  expected: {expected}";
            }

            yield return $"  do:       {todo}";
        }
    }
}
