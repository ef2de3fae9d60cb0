using System.Collections.Immutable;

namespace Utrace.Adapters;

/// <summary>The names of the pause points: the steps of the algorithm between which an outside observer sees nothing (steps 6.13).</summary>
public static class PausePoints
{
    /// <summary>Before a critical section of the record, or any other access that others can notice.</summary>
    public const string Lock = "lock";

    /// <summary>A turn has begun: the engine is marked as reporting, its mask is not read yet.</summary>
    public const string T1 = "T1";

    /// <summary>The mask and the table are read, no callback is made yet.</summary>
    public const string T3 = "T3";

    /// <summary>Between report_quiesce and the specific callback of the same turn.</summary>
    public const string T4Gap = "T4-gap";

    /// <summary>Between the end of a callback and the application of its result (before P7).</summary>
    public const string Apply = "APPLY";

    /// <summary>The pass is over; its request is not recorded yet (N2/N3).</summary>
    public const string N2 = "N2/N3";

    /// <summary>The request is recorded and the list cleaned up; the stop has not begun (N4-S1).</summary>
    public const string N4 = "N4-S1";

    /// <summary>The decision to stop is made; the thread is not in the stop yet (S3-S5).</summary>
    public const string S3 = "S3-S5";

    /// <summary>The thread was let out of the stop, and has done nothing yet.</summary>
    public const string S7 = "S7";

    /// <summary>The thread is a zombie; whether a death report is due was not looked at (X1-X2).</summary>
    public const string X1 = "X1-X2";

    /// <summary>A death report is due; it has not begun (X2-X3).</summary>
    public const string X2 = "X2-X3";

    /// <summary>The thread is marked as reaped; the reap hook has not taken the lock (Y0-Y1).</summary>
    public const string Y0 = "Y0-Y1";

    /// <summary>The thread's first engine has marked the union; the death was not looked at yet.</summary>
    public const string A6 = "A6";

    /// <summary>The notify hook has taken the request; its flag is not cleared yet.</summary>
    public const string H0 = "H0-H2";

    /// <summary>control is between two changes of one action.</summary>
    public const string C8 = "C8";

    /// <summary>set_events has seen that the thread lives; the union is not extended yet.</summary>
    public const string E5 = "E5";

    /// <summary>All of them, in the order of the algorithm.</summary>
    public static ImmutableArray<string> All { get; } = [Lock, T1, T3, T4Gap, Apply, N2, N4, S3, S7, X1, X2, Y0, A6, H0, C8, E5];
}
