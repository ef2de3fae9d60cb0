using System.Diagnostics;
using System.Globalization;

namespace Utrace.Conformance.Running;

/// <summary>
/// The unit of every deadline: how long a hand-over between two threads takes on this machine now, times a safety factor.
/// A fixed number of seconds would be a hang on a slow machine and a wasted minute on a fast one.
/// </summary>
/// <param name="Value">Never under <see cref="Least"/>.</param>
public readonly record struct DeadlineUnit(TimeSpan Value)
{
    private const int HandOvers = 200;
    private const int SafetyFactor = 20;

    /// <summary>The smallest unit that <see cref="Calibrate"/> gives.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The largest: a machine this slow gets warnings rather than hour-long hangs.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures the slowest of a few hundred hand-overs between two threads.</summary>
    public static DeadlineUnit Calibrate()
    {
        using var there = new SemaphoreSlim(0);
        using var back = new SemaphoreSlim(0);
        var partner = new Thread(() => Answer(there, back), 128 * 1024) { IsBackground = true, Name = "calibration" };
        partner.Start();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < HandOvers; i++)
        {
            var began = Stopwatch.GetTimestamp();
            there.Release();
            back.Wait();
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
        }

        partner.Join();
        return FromHandOver(slowest);
    }

    /// <summary>The unit for a machine whose slowest hand-over took so long.</summary>
    public static DeadlineUnit FromHandOver(TimeSpan slowest)
    {
        var unit = slowest * SafetyFactor;
        return new(unit < Least ? Least : unit > Most ? Most : unit);
    }

    /// <summary>So many units.</summary>
    public TimeSpan Times(int count) => Value * count;

    /// <summary><c>10 ms</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value.TotalMilliseconds:0} ms");

    private static void Answer(SemaphoreSlim there, SemaphoreSlim back)
    {
        for (var i = 0; i < HandOvers; i++)
        {
            there.Wait();
            back.Release();
        }
    }
}
