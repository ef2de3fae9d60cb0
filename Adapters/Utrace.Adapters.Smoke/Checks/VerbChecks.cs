using System.Text.Json.Nodes;
using Utrace.Spec;

namespace Utrace.Adapters.Smoke.Checks;

/// <summary>Every verb once, in a legal way.</summary>
internal static class VerbChecks
{
    public static IEnumerable<SmokeCheck> All =>
    [
        new("verb/spawn", "spawn T, probe T", t =>
        {
            t.Spawn("T");
            return SmokeTalk.Expect(t.Ask("probe", ("thread", "T")), "state", "running");
        }),
        new("verb/drive-tick", "drive T tick", t => Drive(t, "tick", "ticked", null)),
        new("verb/drive-user", "drive T user", t => Drive(t, "user", "staged", "user")),
        new("verb/drive-exec", "drive T exec", t => Drive(t, "exec", "staged", "exec")),
        new("verb/drive-exec-fails", "drive T exec that fails", t => DriveWith(t, "exec", ["enter", "fail", "done"], ("fails", true))),
        new("verb/drive-syscall", "drive T syscall read", t => DriveWith(t, "syscall", ["enter", "body", "done"], ("name", "read")), Capability.Syscall),
        new("verb/wake", "drive T syscall that sleeps, wake T", Wake, Capability.Syscall),
        new("verb/drive-exit", "drive T exit 3, reap T", Exit),
        new("verb/awaitState", "awaitState T zombie, then kill T", AwaitState),
        new("verb/describeWaits", "awaitState T zombie, describeWaits", DescribeWaits),
        new("verb/declare", "declare E", t =>
        {
            t.Spawn("T");
            t.Declare("E", "T");
            return "answered";
        }),
        new("verb/kill", "kill T", t =>
        {
            t.Spawn("T");
            return Errno(t, "kill", ["0"], ("thread", "T"));
        }),
        new("verb/interrupt", "interrupt D2", t => Errno(t, "interrupt", ["0"], ("actor", "D2"))),
        new("verb/attach", "attach E to T with CREATE", t =>
        {
            t.Spawn("T");
            t.Attach("E", "T");
            return "errno: 0";
        }),
        new("verb/attach-look-up", "attach E, look it up by its table, and another that is not there", LookUp),
        On("set_events", ["0"], ("events", 1)),
        On("control", ["0"], ("action", 5)),
        On("barrier", ["0"]),
        On("get", ["0"]),
        On("put", ["0"]),
        On("prepare_examine", ["EINVAL"], Capability.Examine),
        On("finish_examine", ["EINVAL"], Capability.Examine),
        new("verb/callback", "control(E, REPORT) with QUIESCE asked for", Callback),
        new("verb/released", "attach E, control(E, DETACH), put E", Released),
    ];

    /// <summary>A call that is answered with one of these error codes.</summary>
    public static string Errno(SmokeTalk talk, string function, ReadOnlySpan<string> expected, params ReadOnlySpan<(string Key, JsonNode? Value)> members) =>
        "errno: " + SmokeTalk.Expect(talk.Ask("call", [("context", "D"), ("function", function), .. members]), "errno", expected);

    private static SmokeCheck On(string function, string[] expected, (string Key, JsonNode? Value)? member = null, string needs = Capability.Core) =>
        new($"verb/{function}", $"attach E, {function}(E)", t =>
        {
            t.Spawn("T");
            t.Attach("E", "T");
            return member is { } given ? Errno(t, function, expected, ("engine", "E"), (given.Key, given.Value?.DeepClone())) : Errno(t, function, expected, ("engine", "E"));
        }, needs);

    private static SmokeCheck On(string function, string[] expected, string needs) => On(function, expected, member: null, needs);

    private static string Drive(SmokeTalk talk, string activity, string method, string? what)
    {
        talk.Spawn("T");
        var from = talk.Connection.Count;
        talk.Ask("drive", ("thread", "T"), ("activity", activity));
        talk.Next(method, from, p => what is null || string.Equals((string?)p["stage"], "done", StringComparison.Ordinal) && string.Equals((string?)p["what"], what, StringComparison.Ordinal));
        SmokeTalk.Expect(talk.Settle(), "pendingActivities", "0");
        return what is null ? "ticked" : $"done {what}";
    }

    private static string DriveWith(SmokeTalk talk, string activity, string[] stages, (string Key, JsonNode? Value) member)
    {
        talk.Spawn("T");
        var from = talk.Connection.Count;
        talk.Ask("drive", ("thread", "T"), ("activity", activity), member);
        talk.Settle();
        return ExpectStages(talk, from, stages);
    }

    private static string ExpectStages(SmokeTalk talk, int from, string[] stages)
    {
        var came = talk.Connection.Since(from).Where(m => SmokeTalk.IsMethod(m, "staged")).Select(m => (string?)m["params"]?["stage"] ?? "").ToArray();
        return came.SequenceEqual(stages, StringComparer.Ordinal) ? string.Join(", ", came)
            : throw new SmokeException(SmokeStatus.Failed, came.Length == 0 ? "no stage" : string.Join(", ", came), string.Join(", ", stages), "tell every stage before settle is answered; docs/semantics.md has their order");
    }

    private static string Wake(SmokeTalk talk)
    {
        talk.Spawn("T");
        var from = talk.Connection.Count;
        talk.Ask("drive", ("thread", "T"), ("activity", "syscall"), ("name", "read"), ("sleep", "interruptible"));
        SmokeTalk.Expect(talk.Settle(), "pendingActivities", "1");
        SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "sleeping");
        talk.Ask("wake", ("thread", "T"));
        talk.Settle();
        return ExpectStages(talk, from, ["enter", "body", "done"]);
    }

    private static string Exit(SmokeTalk talk)
    {
        talk.Spawn("T");
        var from = talk.Connection.Count;
        talk.Ask("drive", ("thread", "T"), ("activity", "exit"), ("code", 3));
        talk.Next("died", from);
        SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "zombie");
        var reap = talk.Ask("call", ("context", "D"), ("function", "reap"), ("thread", "T"));
        SmokeTalk.Expect(reap, "errno", "0");
        SmokeTalk.Expect(reap, "value", "3");
        SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "reaped");
        return "died, reap: 3, reaped";
    }

    private static string AwaitState(SmokeTalk talk)
    {
        talk.Spawn("T");
        var wait = talk.Begin("awaitState", ("context", "P"), ("thread", "T"), ("state", "zombie"));
        SmokeTalk.Expect(talk.Settle(), "blockedCalls", "1");
        Errno(talk, "kill", ["0"], ("thread", "T"));
        return "seen: " + SmokeTalk.Expect(talk.ResultOf(wait, "awaitState"), "seen", "true");
    }

    private static string DescribeWaits(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Begin("awaitState", ("context", "P"), ("thread", "T"), ("state", "zombie"));
        talk.Settle();
        return talk.Ask("describeWaits")["waits"] is JsonArray { Count: > 0 } waits ? $"{waits[0]}"
            : throw new SmokeException(SmokeStatus.Failed, "no line", "a line that says what P or T waits for", "describe every context that is blocked: it is the material for the message of a hang");
    }

    private static string LookUp(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var found = talk.Ask("call", ("context", "D"), ("function", "attach"), ("thread", "T"), ("flags", 1), ("ops", "ops-E"));
        SmokeTalk.Expect(found, "errno", "0");
        SmokeTalk.Expect(found, "engine", "E");
        return "E, then " + Errno(talk, "attach", ["ENOENT"], ("thread", "T"), ("flags", 1), ("ops", "other"));
    }

    private static string Callback(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        SmokeTalk.Expect(talk.Settle(), "openCallbacks", "1");
        talk.Connection.Return(callback, action: 5);
        SmokeTalk.Expect(talk.Settle(), "openCallbacks", "0");
        return "report_quiesce, answered";
    }

    private static string Released(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var from = talk.Connection.Count;
        talk.Call("control", ("engine", "E"), ("action", 6));
        talk.Call("put", ("engine", "E"));
        talk.Settle();
        talk.Next("released", from, p => string.Equals((string?)p["engine"], "E", StringComparison.Ordinal));
        return "released E";
    }
}
