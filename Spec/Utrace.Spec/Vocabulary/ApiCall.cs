namespace Utrace.Spec;

/// <summary>One call with its arguments. Immutable; equality is by value.</summary>
/// <param name="Function">What is called.</param>
/// <param name="Thread">The thread: attach, kill, reap; for calls on an engine the engine's thread is meant and this is null.</param>
/// <param name="Engine">The engine: every call on an engine; for attach with CREATE the name that the new engine gets; else null.</param>
/// <param name="Flags">attach.</param>
/// <param name="Ops">attach: the identity of the callback table; null means no table (ATTACH-11) or not given.</param>
/// <param name="Data">attach: the identity of the data pointer; null where not given.</param>
/// <param name="Events">set_events.</param>
/// <param name="Action">control: the raw action word, normally a <see cref="ResumeAction"/> (RESUME-08 tries others).</param>
/// <param name="Actor">interrupt: the actor that gets the signal.</param>
/// <param name="Pid">attach, set_events, control, barrier: the call by pid, namely the one that this thread began with (PID-01, PID-02); null: by thread.</param>
/// <param name="Signal">send: which signal.</param>
/// <param name="ToGroup">send: to the thread's group, not to it alone.</param>
/// <param name="Gate">wake_up: the gate.</param>
public sealed record ApiCall(
    ApiFunction Function,
    string? Thread = null,
    string? Engine = null,
    AttachFlags Flags = AttachFlags.None,
    string? Ops = null,
    string? Data = null,
    UtraceEvents Events = UtraceEvents.None,
    uint Action = 0,
    string? Actor = null,
    string? Pid = null,
    SignalNumber Signal = SignalNumber.None,
    bool ToGroup = false,
    string? Gate = null)
{
    /// <summary>The call in log notation, e.g. <c>control(E, STOP)</c>.</summary>
    public override string ToString() => Function switch
    {
        ApiFunction.Attach => $"attach({(Pid is null ? Thread : $"pid={Pid}")}, {Words.Of(Flags)}{Given("as", Engine)}{Given("ops", Ops)}{Given("data", Data)})",
        ApiFunction.SetEvents => $"set_events({Engine}, {Words.Of(Events)}{Given("pid", Pid)})",
        ApiFunction.Control => $"control({Engine}, {Words.OfControl(Action)}{Given("pid", Pid)})",
        ApiFunction.Kill or ApiFunction.Reap => $"{Words.Of(Function)}({Thread})",
        ApiFunction.Interrupt => $"interrupt({Actor})",
        ApiFunction.Send => $"send({Thread}, {Words.Of(Signal)}{(ToGroup ? ", group" : "")})",
        ApiFunction.WakeUp => $"wake_up({Gate})",
        ApiFunction.Barrier => $"barrier({Engine}{Given("pid", Pid)})",
        _ => $"{Words.Of(Function)}({Engine})",
    };

    private static string Given(string name, string? value) => value is null ? "" : $", {name}={value}";
}
