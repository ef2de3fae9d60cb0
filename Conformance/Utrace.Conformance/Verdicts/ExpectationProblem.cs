using System.ComponentModel;

namespace Utrace.Conformance.Verdicts;

/// <summary>Something that is no longer true in an expectation file: it makes a run end with <see cref="ExitCode.StaleExpectation"/>.</summary>
/// <param name="Kind">What kind of problem.</param>
/// <param name="Where">The place, <c>file:line:column</c>.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Expected">What was expected instead.</param>
/// <param name="Do">What to do.</param>
public sealed record ExpectationProblem(
    [property: Description("What kind of problem.")] ExpectationProblemKind Kind,
    [property: Description("The place: file:line:column.")] string Where,
    [property: Description("What is wrong.")] string What,
    [property: Description("What was expected.")] string Expected,
    [property: Description("What to do.")] string Do)
{
    /// <summary>All of it in a line.</summary>
    public override string ToString() => $"{Where}: {What}; expected {Expected}; do: {Do}";
}

/// <summary>What can be wrong with an entry.</summary>
public enum ExpectationProblemKind
{
    /// <summary>Its day, or its version of the kit, has come.</summary>
    Expired,

    /// <summary>Its pattern means cases of several areas, or every case.</summary>
    TooWide,

    /// <summary>Its pattern means no case.</summary>
    Unmatched,

    /// <summary>Another entry is about the same case.</summary>
    Overlap,

    /// <summary>A case fails in another way.</summary>
    OtherSignature,

    /// <summary>A case passes.</summary>
    UnexpectedPass,
}
