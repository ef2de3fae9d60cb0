namespace Utrace.Adapters.Threaded;

/// <summary>The statuses of deaths that no exit code explains.</summary>
internal static class ExitStatuses
{
    /// <summary>SIGKILL.</summary>
    public const int Killed = 9;

    /// <summary>SIGTRAP.</summary>
    public const int Trapped = 5;
}
