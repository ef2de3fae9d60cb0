namespace Utrace.Conform.Cli;

/// <summary>The exit codes as help texts show them.</summary>
internal static class ExitCodeTable
{
    /// <summary>One line each.</summary>
    public const string Text = """
        Exit codes:
          0   conformant
          1   a violation, a hang, a crash or an adapter that breaks the contract
          2   an expectation file is no longer true: a known failure passes or fails otherwise, an entry matches nothing, is too wide or has expired
          3   inconclusive: a bound was reached, or the run was cut (Ctrl-C)
          64  the command line is wrong
          65  a document (scenario, log) is wrong
          66  a file cannot be read or written
          69  an adapter is not available
          70  the kit itself is wrong: please report it
        """;
}
