namespace Utrace.Conformance.Verdicts;

/// <summary>What is said of one case on one implementation.</summary>
public enum VerdictKind
{
    /// <summary>The log is one that the model explains, and nothing that the author expects is missing.</summary>
    Pass,

    /// <summary>Not run: the implementation does not claim what the scenario needs, or has another API version.</summary>
    Skipped,

    /// <summary>A bound was reached before an answer. Never a pass.</summary>
    Inconclusive,

    /// <summary>A promise is broken.</summary>
    Violation,

    /// <summary>No progress until the deadline, or progress without end.</summary>
    Hang,

    /// <summary>The implementation threw.</summary>
    Crash,

    /// <summary>The adapter broke the contract; says nothing about the implementation's promises.</summary>
    AdapterError,
}
