using System.Text.Json.Nodes;
using Utrace.Spec;

namespace Utrace.Adapters.Smoke.Checks;

/// <summary>What the kit would never send is refused with the right code, and the connection goes on.</summary>
internal static class ErrorChecks
{
    private const int NoJson = -32700;
    private const int NoRequest = -32600;
    private const int NoMethod = -32601;
    private const int WrongMember = -32602;
    private const int WrongState = -32003;

    public static IEnumerable<SmokeCheck> All =>
    [
        new("error/no-json", "a line that is no JSON", t => RefusedLine(t, "{\"jsonrpc\":", [NoJson])),
        new("error/no-request", "a line without jsonrpc", t => RefusedLine(t, "{\"id\":900000,\"method\":\"probe\"}", [NoRequest])),
        new("error/unknown-method", "a method that is none", t => GoesOn(t, t.Refused("fly", [NoMethod]))),
        new("error/unknown-thread", "probe of a thread that was not spawned", t => GoesOn(t, t.Refused("probe", [WrongMember], ("thread", "nobody")))),
        new("error/unknown-engine", "get of an engine that was not declared", t => GoesOn(t, t.Refused("call", [WrongMember], ("context", "D"), ("function", "get"), ("engine", "nobody")))),
        new("error/missing-member", "probe without a thread", t => GoesOn(t, t.Refused("probe", [WrongMember]))),
        new("error/wrong-type", "probe of a thread that is a number", t => GoesOn(t, t.Refused("probe", [WrongMember], ("thread", 5)))),
        new("error/unknown-word", "drive T with an activity that is none", t =>
        {
            t.Spawn("T");
            return GoesOn(t, t.Refused("drive", [WrongMember], ("thread", "T"), ("activity", "fly")));
        }),
        new("error/second-activity", "drive T while it sleeps in a system call", t =>
        {
            t.Spawn("T");
            t.Ask("drive", ("thread", "T"), ("activity", "syscall"), ("name", "read"), ("sleep", "uninterruptible"));
            t.Settle();
            return GoesOn(t, t.Refused("drive", [WrongState], ("thread", "T"), ("activity", "tick")));
        }, Capability.Syscall),
        new("error/callback-not-open", "a call inside a callback that is not open", t =>
        {
            t.Spawn("T");
            return GoesOn(t, t.Refused("call", [WrongState], ("context", "T"), ("callback", 77), ("function", "kill"), ("thread", "T")));
        }),
        new("error/go-without-control", "go in a scenario that is not under control", t =>
        {
            t.Spawn("T");
            return GoesOn(t, t.Refused("go", [WrongState, NoMethod, -32001], ("choices", new JsonArray("T"))));
        }),
        new("error/unknown-member", "probe with a member of a later version", t =>
        {
            t.Spawn("T");
            return SmokeTalk.Expect(t.Ask("probe", ("thread", "T"), ("colour", "green")), "state", "running");
        }),
        new("error/second-hello", "hello once more", t => GoesOn(t, t.Refused("hello", [WrongState, NoRequest, WrongMember, NoMethod], ("protocolMin", 1), ("protocolMax", 1), ("kit", "smoke"), ("kitVersion", "1")))),
    ];

    private static string RefusedLine(SmokeTalk talk, string line, ReadOnlySpan<int> codes)
    {
        var from = talk.Connection.Count;
        talk.Connection.SendLine(line);
        var answer = talk.Connection.WaitFor(m => m["error"] is not null, talk.Connection.Deadline, from)
            ?? throw new SmokeException(SmokeStatus.Failed, talk.Connection.Silence(talk.Connection.Deadline), "an error", "answer it with id null, and read on");
        return GoesOn(talk, SmokeTalk.ExpectError(answer, codes));
    }

    private static string GoesOn(SmokeTalk talk, string came)
    {
        talk.Ask("describeWaits");
        return came;
    }
}
