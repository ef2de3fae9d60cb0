using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>Where a thread is in its program. Guarded by the play's lock.</summary>
internal sealed class TraceeProgram(ThreadSpec spec)
{
    /// <summary>The thread.</summary>
    public ThreadSpec Spec { get; } = spec;

    /// <summary>Index of the next step.</summary>
    public int Next { get; private set; }

    /// <summary>The activity that is driven and not over.</summary>
    public Activity? Current { get; private set; }

    /// <summary>The gate that <see cref="Current"/> opens, where it stands for an open.</summary>
    public string? Opens { get; private set; }

    /// <summary>Whether <see cref="Current"/> left user mode.</summary>
    public bool HasEntered { get; set; }

    /// <summary>Whether the thread's own context is over.</summary>
    public bool IsDead { get; private set; }

    /// <summary>The gate that the next step waits for, or null.</summary>
    public string? Awaits => Current is null && !IsDead && Next < Spec.Program.Length && Spec.Program[Next] is AwaitStep wait ? wait.Gate : null;

    /// <summary>Moves on: the activity to drive now, or null where the program is over or waits.</summary>
    public Activity? Advance(HashSet<string> openGates)
    {
        while (Current is null && !IsDead && Next < Spec.Program.Length)
        {
            switch (Spec.Program[Next])
            {
                case AwaitStep wait when !openGates.Contains(wait.Gate):
                    return null;
                case AwaitStep:
                    Next++;
                    break;
                case OpenStep open:
                    Next++;
                    Opens = open.Gate;
                    return Current = new UserActivity(open.Source);
                case Activity activity:
                    Next++;
                    HasEntered = false;
                    return Current = activity;
                case var other:
                    throw new InvalidOperationException($"{other.Source}: {other.GetType().Name} is no step of a program.");
            }
        }

        return null;
    }

    /// <summary>The present activity is over.</summary>
    public void Finish()
    {
        Current = null;
        Opens = null;
    }

    /// <summary>The thread's own context is over, and with it whatever it was told.</summary>
    public void Die()
    {
        IsDead = true;
        Finish();
    }
}
