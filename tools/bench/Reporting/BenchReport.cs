using System.Runtime.InteropServices;
using System.Text.Json;

namespace Utrace.Bench.Reporting;

/// <summary>What one run of the bench gives.</summary>
/// <param name="System">Operating system and processor family.</param>
/// <param name="Processors">How many processors the bench could use.</param>
/// <param name="Runtime">What ran the kit's side.</param>
/// <param name="Repetitions">How often each contestant was measured.</param>
/// <param name="Rows">The table.</param>
internal sealed record BenchReport(string System, int Processors, string Runtime, int Repetitions, IReadOnlyList<BenchRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A report of this machine.</summary>
    public static BenchReport Of(int repetitions, IReadOnlyList<BenchRow> rows) =>
        new($"{RuntimeInformation.RuntimeIdentifier}", Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, repetitions, rows);

    /// <summary>Writes it as JSON.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
}
