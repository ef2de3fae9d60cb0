using Utrace.Bench.Cli;
using Utrace.Bench.Reporting;

namespace Utrace.Bench.Rows;

internal static class SuiteRows
{
    public static IEnumerable<BenchRow> All(BenchContext context) => [];
}
