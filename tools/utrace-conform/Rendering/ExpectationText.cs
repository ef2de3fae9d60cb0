using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Rendering;

/// <summary>What expectation files have to do with a run: first what is no longer true in them, then what fails as they say.</summary>
internal static class ExpectationText
{
    private const int LabelWidth = 12;

    /// <summary>Prints it.</summary>
    public static void Print(Page page, CertifyResult result)
    {
        foreach (var problem in result.Problems)
        {
            Print(page, problem);
            page.Blank();
        }

        foreach (var entry in result.Verdicts.Where(v => v.IsExpectedFailure).GroupBy(v => v.Expectation!))
        {
            page.Line($"expected failure: {Counted.Of(entry.Count(), "case")} on {entry.First().Adapter}, {entry.Key.Reason} ({entry.Key.Link}, {entry.Key.Entry})");
        }
    }

    /// <summary>One problem, in the shape that all of them have.</summary>
    public static void Print(Page page, ExpectationProblem problem)
    {
        page.Line($"EXPECTATION {WordOf(problem.Kind)} {problem.Where}", "bold red");
        page.Field("what", problem.What, 2, LabelWidth);
        page.Field("expected", problem.Expected, 2, LabelWidth);
        page.Field("do", problem.Do, 2, LabelWidth);
    }

    private static string WordOf(ExpectationProblemKind kind) => kind switch
    {
        ExpectationProblemKind.Expired => "expired",
        ExpectationProblemKind.TooWide => "too wide",
        ExpectationProblemKind.Unmatched => "matches nothing",
        ExpectationProblemKind.Overlap => "given twice",
        ExpectationProblemKind.OtherSignature => "other failure",
        _ => "unexpected pass",
    };
}
