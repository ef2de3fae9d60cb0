using Utrace.Bench.Cli;
using Utrace.Bench.Reporting;

namespace Utrace.Bench.Rows;

internal static class ExplorerRows
{
    public static IEnumerable<BenchRow> All(BenchContext context) => [];
}
