using Utrace.Spec;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>Calls, written short.</summary>
internal static class CallOf
{
    public static ApiCall Attach(string thread, string engine, AttachFlags flags = AttachFlags.Create, string? ops = null, string? data = null) =>
        new(ApiFunction.Attach, thread, engine, flags | AttachFlags.Create, ops ?? "ops-" + engine, data ?? "data-" + engine);

    public static ApiCall LookUp(string thread, AttachFlags flags = AttachFlags.None, string? ops = null, string? data = null) =>
        new(ApiFunction.Attach, thread, null, flags, ops, data);

    public static ApiCall SetEvents(string engine, UtraceEvents events) => new(ApiFunction.SetEvents, Engine: engine, Events: events);

    public static ApiCall Control(string engine, ResumeAction action) => new(ApiFunction.Control, Engine: engine, Action: (uint)action);

    public static ApiCall Barrier(string engine) => new(ApiFunction.Barrier, Engine: engine);

    public static ApiCall On(ApiFunction function, string engine) => new(function, Engine: engine);

    public static ApiCall Kill(string thread) => new(ApiFunction.Kill, thread);

    public static ApiCall Reap(string thread) => new(ApiFunction.Reap, thread);

    public static ApiCall Send(string thread, SignalNumber signal, bool group = false) => new(ApiFunction.Send, thread, Signal: signal, ToGroup: group);

    public static ApiCall Interrupt(string actor) => new(ApiFunction.Interrupt, Actor: actor);
}
