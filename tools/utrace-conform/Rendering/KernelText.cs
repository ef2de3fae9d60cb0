using Spectre.Console;
using Utrace.Conform.Documents;
using Utrace.Conformance.Historic;

namespace Utrace.Conform.Rendering;

/// <summary>What a kernel of the past breaks, as a table.</summary>
internal static class KernelText
{
    private const int ShownUnnamed = 3;

    /// <summary>Prints it.</summary>
    public static void Print(Page page, IAnsiConsole console, KernelBreaks kernel)
    {
        page.Blank();
        page.Heading(
            $"{kernel.Adapter} breaks {Counted.Of(kernel.Broken.Length, "guarantee")}: in {Counted.Of(kernel.Violating, "case")} of {kernel.Cases} some interleaving shows a log that the promises forbid");
        if (!kernel.Broken.IsEmpty)
        {
            page.Line("the case with the shortest log for each: fewest events, then the first name in ordinal order; proof: the log alone, or an expectation of the case, which is mainly about it");
            var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
            foreach (var heading in new[] { "guarantee", "level", "proof", "cases", "events", "shortest" })
            {
                table.AddColumn(new TableColumn(heading) { NoWrap = true, Alignment = heading is "cases" or "events" ? Justify.Right : Justify.Left });
            }

            foreach (var b in kernel.Broken)
            {
                table.AddRow([.. new[] { b.Guarantee, b.Level, b.Proof, FormattableString.Invariant($"{b.Cases}"), FormattableString.Invariant($"{b.Events}"), b.Case }.Select(c => new Text(c))]);
            }

            console.Write(table);
            var profile = kernel.Adapter.Split(':')[^1];
            page.Line($"see one: utrace-conform explore '{kernel.Broken[0].Case}' --profile {profile}   (--json has every log)");
        }

        foreach (var u in kernel.Unnamed.Take(ShownUnnamed))
        {
            page.Line($"forbidden, without proof against a certain guarantee: {u.Case}, line {u.Line} of {u.Events}: {u.Observed}");
        }

        if (kernel.Unnamed.Length > ShownUnnamed)
        {
            page.Line($"and {Counted.Of(kernel.Unnamed.Length - ShownUnnamed, "more case")} like these (--json has them)");
        }

        foreach (var cut in kernel.Cut)
        {
            page.Line($"CUT: {cut}");
        }
    }
}
