using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Utrace.Bench.Measuring;

/// <summary>Processor time: what other programs on the machine change least.</summary>
internal static partial class CpuClock
{
    private const int OfChildren = -1;

    /// <summary>Runs something in this process. Collects garbage before, so that nobody pays for another's.</summary>
    public static Sample Measure(Func<double> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var done = work();
        return new Sample(done, Environment.CpuUsage.TotalTime - cpu, clock.Elapsed);
    }

    /// <summary>Runs something that waits for a child process; counts the children's time, not this process's.</summary>
    public static Sample MeasureChildren(Func<double> work)
    {
        var (cpu, clock) = (Children(), Stopwatch.StartNew());
        var done = work();
        var wall = clock.Elapsed;
        return new Sample(done, Children() - cpu, wall);
    }

    /// <summary>Processor time of all children that have ended.</summary>
    private static TimeSpan Children()
    {
        if (GetUsage(OfChildren, out var usage) != 0)
        {
            throw new InvalidOperationException($"The system does not tell the processor time of child processes (getrusage: error {Marshal.GetLastPInvokeError()}).");
        }

        return TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public nint UserSeconds;
        public nint UserMicroseconds;
        public nint SystemSeconds;
        public nint SystemMicroseconds;
        private Rest _rest;
    }

    /// <summary>Fourteen numbers that nobody here asks for.</summary>
    [System.Runtime.CompilerServices.InlineArray(14)]
    private struct Rest
    {
        private nint _first;
    }
}
