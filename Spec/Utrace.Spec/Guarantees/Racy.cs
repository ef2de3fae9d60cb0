namespace Utrace.Spec.Guarantees;

/// <summary>What it takes to decide a guarantee.</summary>
public enum Racy : byte
{
    /// <summary>A script with callbacks held open decides it every time.</summary>
    No,

    /// <summary>It needs a particular window: deterministic only where the implementation can be paused at a named point.</summary>
    Window,

    /// <summary>Only stress gives evidence.</summary>
    Statistical,
}
