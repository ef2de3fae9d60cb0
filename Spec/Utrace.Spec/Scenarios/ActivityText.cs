namespace Utrace.Spec.Scenarios;

/// <summary>What the stages of an activity call it in the log.</summary>
public static class ActivityText
{
    /// <summary>The name: <c>exec</c>, <c>syscall read</c>, <c>exit</c>, <c>exit_group</c>, <c>clone C</c>, <c>sigaction SIGUSR1 handler</c>, <c>sigmask SIGUSR1</c>, <c>wait C</c>, <c>user</c>, <c>tick</c>.</summary>
    public static string Of(Activity activity) => activity switch
    {
        TickActivity => "tick",
        ExecActivity => "exec",
        SyscallActivity a => $"syscall {a.Name}",
        ExitActivity a => a.Group ? "exit_group" : "exit",
        CloneActivity { Child: null } => "clone",
        CloneActivity a => $"clone {a.Child}",
        SigactionActivity a => $"sigaction {Words.Of(a.Signal)} {Words.Of(a.Disposition)}",
        SigmaskActivity a => $"sigmask {a.Blocked}",
        WaitActivity a => $"wait {a.Child}",
        UserActivity => "user",
        _ => throw new ArgumentOutOfRangeException(nameof(activity), activity.GetType().Name, "no such activity"),
    };
}
