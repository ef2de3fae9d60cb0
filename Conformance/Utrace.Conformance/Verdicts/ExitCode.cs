namespace Utrace.Conformance.Verdicts;

/// <summary>The exit codes of every verb, in one place; no two meanings share one.</summary>
public static class ExitCode
{
    /// <summary>Conformant.</summary>
    public const int Conformant = 0;

    /// <summary>A violation, hang, crash or adapter error.</summary>
    public const int Violation = 1;

    /// <summary>An entry of an expectation file is no longer true: it passes, fails otherwise, matches nothing, is too wide or has expired.</summary>
    public const int StaleExpectation = 2;

    /// <summary>Something could not be decided, or the run was cut before it was complete.</summary>
    public const int Inconclusive = 3;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>A document is wrong.</summary>
    public const int BadDocument = 65;

    /// <summary>A file cannot be read or written.</summary>
    public const int NoInput = 66;

    /// <summary>An adapter is not available.</summary>
    public const int AdapterUnavailable = 69;

    /// <summary>The kit itself is wrong.</summary>
    public const int Internal = 70;

    /// <summary>The code of a run: a failure outweighs what was not decided.</summary>
    /// <param name="verdicts">What is known.</param>
    /// <param name="isComplete">Whether every planned case has a verdict.</param>
    public static int Of(IEnumerable<VerdictKind> verdicts, bool isComplete)
    {
        var code = isComplete ? Conformant : Inconclusive;
        foreach (var kind in verdicts)
        {
            switch (kind)
            {
                case VerdictKind.Violation or VerdictKind.Hang or VerdictKind.Crash or VerdictKind.AdapterError:
                    return Violation;
                case VerdictKind.Inconclusive:
                    code = Inconclusive;
                    break;
            }
        }

        return code;
    }
}
