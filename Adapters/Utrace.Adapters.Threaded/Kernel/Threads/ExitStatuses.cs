using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The statuses of deaths that no exit code explains.</summary>
internal static class ExitStatuses
{
    /// <summary>SIGKILL.</summary>
    public const int Killed = (int)SignalNumber.SIGKILL;

    /// <summary>Death by a signal: its number, core or not; SIGTRAP where an engine asked for a death without a number (SIGNAL-07).</summary>
    public static int Of(SignalNumber signal) => (int)(signal is SignalNumber.None ? SignalNumber.SIGTRAP : signal);
}
