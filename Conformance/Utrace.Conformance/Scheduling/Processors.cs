using System.Runtime.InteropServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Keeps threads on one processor. Threads of which only one runs at a time lose nothing by it, and waking a thread that sleeps beside costs a fifth of waking another processor.
/// Where the operating system is not Linux, or refuses, threads stay where it puts them.
/// </summary>
internal static class Processors
{
    private const int BitsOfAWord = 64;


    /// <summary>The one that the calling thread is on; it may have left it by now.</summary>
    public static int Here => Thread.GetCurrentProcessorId();

    /// <summary>From now on the calling thread stays on a processor.</summary>
    public static void StayOn(int processor)
    {
        if (OperatingSystem.IsLinux())
        {
            var mask = new ulong[processor / BitsOfAWord + 1];
            mask[^1] = 1UL << (processor % BitsOfAWord);
            _ = SetAffinity(0, mask.Length * sizeof(ulong), mask);
        }
    }

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAffinity(int thread, nint bytes, ulong[] mask);
}
