namespace Utrace.Conform.Cli;

/// <summary>Exit codes that only the command line gives; the codes of verdicts come from the runner.</summary>
internal static class ExitCodes
{
    /// <summary>Everything that was asked for holds.</summary>
    public const int Ok = 0;

    /// <summary>An implementation, or the model, breaks a promise.</summary>
    public const int Violation = 1;

    /// <summary>No verdict: cut, interrupted, or a bound was reached.</summary>
    public const int Inconclusive = 3;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>A document is wrong.</summary>
    public const int BadDocument = 65;

    /// <summary>A file cannot be read or written.</summary>
    public const int NoInput = 66;

    /// <summary>An adapter cannot do what is asked of it.</summary>
    public const int Unavailable = 69;

    /// <summary>The program itself is wrong.</summary>
    public const int Internal = 70;

    /// <summary>The table that help texts show.</summary>
    public const string Table = """
        Exit codes:
          0   conformant
          1   a violation, a hang or a crash
          2   an expectation file is stale, or a known failure passes
          3   inconclusive: a bound was reached, or the run was cut (Ctrl-C)
          64  the command line is wrong
          65  a document (scenario, log) is wrong
          66  a file cannot be read or written
          69  an adapter cannot do what is asked of it
          70  the kit itself is wrong: please report it
        """;
}
