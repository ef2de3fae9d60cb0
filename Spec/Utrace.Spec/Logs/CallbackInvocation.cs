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
    /// <summary>report_signal: the signal in info; None where it holds none.</summary>
    public SignalNumber Signal { get; init; }

    /// <summary>report_signal with a signal: orig_ka, the disposition before any engine intervened; null in a pass that began without a signal (SIGNAL-05).</summary>
    public Disposition? Original { get; init; }

    /// <summary>report_signal with a signal: return_ka, as earlier engines left it.</summary>
    public Disposition Disposition { get; init; }

    /// <summary>report_clone: what was made.</summary>
    public CloneKind CloneKind { get; init; }

    /// <summary>report_clone: the child; null for others.</summary>
    public string? Child { get; init; }

    /// <summary>report_jctl: Stopped or Continued.</summary>
    public JctlType Type { get; init; }

    /// <summary>report_jctl: what the parent is going to be told; None for nothing.</summary>
    public JctlType Notify { get; init; }

    /// <summary>What of it the log shows: the arguments that the callback has.</summary>
    public CallbackInvocation Shown => Callback switch
    {
        Callback.Death or Callback.Reap => new(Engine, Callback),
        Callback.Quiesce => new(Engine, Callback, Action, Event),
        Callback.Signal when Signal is SignalNumber.None => new(Engine, Callback, Action, Event),
        Callback.Signal => new(Engine, Callback, Action, Event) { Signal = Signal, Original = Original, Disposition = Disposition },
        Callback.Exit => new(Engine, Callback, Action, OriginalCode: OriginalCode, Code: Code),
        Callback.Clone => new(Engine, Callback, Action) { CloneKind = CloneKind, Child = Child },
        Callback.Jctl => new(Engine, Callback, Action) { Type = Type, Notify = Notify },
        _ => new(Engine, Callback, Action),
    };

    /// <summary>Log notation, e.g. <c>E.report_quiesce(RESUME, EXEC)</c>.</summary>
    public override string ToString() => $"{Engine}.{Words.Of(Callback)}({Arguments})";

    private string Arguments => Callback switch
    {
        Callback.Death or Callback.Reap => "",
        Callback.Signal when Signal is not SignalNumber.None =>
            $"{Words.Of(Action, Callback)}, {Words.Of(Event)}, {Words.Of(Signal)}, {(Original is { } original ? Words.Of(original) : "none")}, {Words.Of(Disposition)}",
        Callback.Quiesce or Callback.Signal => $"{Words.Of(Action, Callback)}, {Words.Of(Event)}",
        Callback.Clone => $"{Words.Of(Action, Callback)}, {Words.Of(CloneKind)}, {Child}",
        Callback.Jctl => $"{Words.Of(Action, Callback)}, {Words.Of(Type)}, {Words.Of(Notify)}",
        Callback.Exit => string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Action, Callback)}, {OriginalCode}, {Code}"),
        _ => Words.Of(Action, Callback),
    };
}
