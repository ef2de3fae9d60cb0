using System.ComponentModel;

namespace Utrace.Conformance.Verdicts;

/// <summary>What an expectation file says of a verdict.</summary>
/// <param name="Match">How the verdict and the entry go together.</param>
/// <param name="Entry">The place of the entry, <c>file:line:column</c>.</param>
/// <param name="Reason">The entry's reason.</param>
/// <param name="Link">The entry's link.</param>
public sealed record CaseExpectation(
    [property: Description("How the verdict and the entry go together.")] ExpectationMatch Match,
    [property: Description("The place of the entry: file:line:column.")] string Entry,
    [property: Description("Why the failure is known.")] string Reason,
    [property: Description("Where the defect is tracked.")] string Link);

/// <summary>How a verdict and the entry that is about its case go together.</summary>
public enum ExpectationMatch
{
    /// <summary>It fails as the entry says.</summary>
    ExpectedFailure,

    /// <summary>It fails in another way.</summary>
    OtherSignature,

    /// <summary>It passes.</summary>
    UnexpectedPass,
}
