using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Cli;

/// <summary>Messages about numbers.</summary>
internal static class Numbers
{
    /// <summary>The number has to be 1 or more.</summary>
    public static UserError NotPositive(string option, long given) => new(
        ExitCode.Usage, FormattableString.Invariant($"{given} is too small"), option, "a whole number from 1", $"give {option} a larger number, or leave it out");
}
