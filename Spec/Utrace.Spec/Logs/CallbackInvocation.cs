using System.Globalization;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Logs;

/// <summary>A callback with the arguments that the log shows.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Callback">Which callback.</param>
/// <param name="Action">The action word; default for report_death and report_reap, which have none.</param>
/// <param name="Event">report_quiesce and report_signal: the event in progress, None for 0.</param>
/// <param name="OriginalCode">report_exit: the untouched code.</param>
/// <param name="Code">report_exit: the code as earlier engines left it.</param>
public readonly record struct CallbackInvocation(
    string Engine,
    Callback Callback,
    ActionWord Action = default,
    UtraceEvents Event = UtraceEvents.None,
    int OriginalCode = 0,
    int Code = 0)
{
    /// <summary>Log notation, e.g. <c>E.report_quiesce(RESUME, EXEC)</c>.</summary>
    public override string ToString() => $"{Engine}.{Words.Of(Callback)}({Arguments})";

    private string Arguments => Callback switch
    {
        Callback.Death or Callback.Reap => "",
        Callback.Quiesce or Callback.Signal => $"{Words.Of(Action, Callback)}, {Words.Of(Event)}",
        Callback.Exit => string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Action, Callback)}, {OriginalCode}, {Code}"),
        _ => Words.Of(Action, Callback),
    };
}
