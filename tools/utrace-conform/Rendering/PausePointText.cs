using Utrace.Adapters;

namespace Utrace.Conform.Rendering;

/// <summary>What a context at a pause point has done and what not, in words.</summary>
internal static class PausePointText
{
    /// <summary>The words; null for a name that is not one of <see cref="PausePoints.All"/>.</summary>
    public static string? Of(string point) => point switch
    {
        PausePoints.Lock => "before a critical section of the record",
        PausePoints.T1 => "the engine is marked as reporting, its mask is not read yet",
        PausePoints.T3 => "mask and table are read, no callback is made yet",
        PausePoints.T4Gap => "between report_quiesce and the specific callback of the same turn",
        PausePoints.Apply => "the callback has returned, its result is not applied yet",
        PausePoints.N2 => "the pass is over, its request is not recorded yet",
        PausePoints.N4 => "the request is recorded and the list cleaned up, the stop has not begun",
        PausePoints.S3 => "it is decided to stop, the thread is not in the stop yet",
        PausePoints.S7 => "let out of the stop, nothing done since",
        PausePoints.X1 => "a zombie; whether a death report is due was not looked at yet",
        PausePoints.X2 => "a death report is due and has not begun",
        PausePoints.Y0 => "marked as reaped, the reap hook has not taken the lock",
        PausePoints.A6 => "the first engine has marked the union, the death was not looked at yet",
        "H0-H2" => "the notify hook has taken the request, its flag is not cleared yet",
        "C8" => "between two changes of one control action",
        "E5" => "set_events has seen that the thread lives, the union is not extended yet",
        _ => null,
    };
}
