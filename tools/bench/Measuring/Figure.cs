using System.Globalization;

namespace Utrace.Bench.Measuring;

/// <summary>A measured number: the median of the repetitions, and how far they lie apart.</summary>
internal sealed record Figure(double Median, double Min, double Max, string Unit)
{
    /// <summary>Work in a second of processor time.</summary>
    public static Figure Rate(IEnumerable<Sample> samples, string unit) => Of(samples.Select(s => s.Rate), unit);

    /// <summary>Seconds of processor time.</summary>
    public static Figure Cpu(IEnumerable<Sample> samples) => Of(samples.Select(s => s.Cpu.TotalSeconds), "s CPU");

    /// <summary>Seconds on the clock.</summary>
    public static Figure Wall(IEnumerable<Sample> samples) => Of(samples.Select(s => s.Wall.TotalSeconds), "s wall");

    /// <summary>One number without repetitions: a count.</summary>
    public static Figure Count(double count, string unit) => new(count, count, count, unit);

    /// <summary>The median, the least and the greatest of the numbers.</summary>
    public static Figure Of(IEnumerable<double> numbers, string unit)
    {
        double[] sorted = [.. numbers.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[^1], unit);
    }

    /// <summary>As people read it.</summary>
    public override string ToString()
    {
        var spread = Min.Equals(Max) ? "" : $" ({Text(Min)}-{Text(Max)})";
        return $"{Text(Median)}{spread} {Unit}";
    }

    private static string Text(double number) => number switch
    {
        >= 100_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0} M"),
        >= 1_000_000 when !double.IsInteger(number) => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.00} M"),
        >= 10_000 when !double.IsInteger(number) => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0.0} k"),
        >= 100 => number.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => number.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
