using Utrace.Spec;

namespace Utrace.Adapters.Smoke.Checks;

/// <summary>reset ends a scenario, whatever is open in it, and nothing of it is left.</summary>
internal static class ResetChecks
{
    public static IEnumerable<SmokeCheck> All =>
    [
        new("reset/twice", "reset, reset", t =>
        {
            SmokeTalk.Expect(t.Reset(), "unreleased", "0");
            return "unreleased: 0";
        }),
        new("reset/names", "spawn T, reset, spawn T", t =>
        {
            t.Spawn("T");
            t.Reset();
            t.Refused("probe", [-32602], ("thread", "T"));
            t.Spawn("T");
            return SmokeTalk.Expect(t.Ask("probe", ("thread", "T")), "state", "running");
        }),
        new("reset/open-wait", "awaitState that never comes, reset", OpenWait),
        new("reset/sleeper", "a thread sleeps in a system call, reset", Sleeper, Capability.Syscall),
        new("reset/held-callback", "hold a callback, barrier waits, reset; the callback is answered late", HeldCallback),
        new("reset/unreleased", "attach E, reset", t =>
        {
            t.Spawn("T");
            t.Attach("E", "T");
            return "unreleased: " + SmokeTalk.Expect(t.Reset(), "unreleased", "1");
        }),
        new("reset/stopped", "stop T, reset", Stopped),
    ];

    private static string OpenWait(SmokeTalk talk)
    {
        talk.Spawn("T");
        var wait = talk.Begin("awaitState", ("context", "P"), ("thread", "T"), ("state", "zombie"));
        talk.Settle();
        talk.Reset();
        return NothingLeft(talk, wait);
    }

    private static string Sleeper(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Ask("drive", ("thread", "T"), ("activity", "syscall"), ("name", "read"), ("sleep", "uninterruptible"));
        talk.Settle();
        talk.Reset();
        return NothingLeft(talk);
    }

    private static string HeldCallback(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        var barrier = talk.Begin("call", ("context", "D"), ("function", "barrier"), ("engine", "E"));
        talk.Settle();
        talk.Reset();
        talk.Connection.Return(callback, action: 0);
        return NothingLeft(talk, barrier);
    }

    private static string Stopped(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        talk.Connection.Return(talk.HoldCallback("E"), action: 0);
        talk.Settle();
        talk.Reset();
        return NothingLeft(talk);
    }

    /// <summary>The next scenario goes its way with the same names, and every line that comes is its own.</summary>
    private static string NothingLeft(SmokeTalk talk, params ReadOnlySpan<long> open)
    {
        var from = talk.Connection.Count;
        talk.Spawn("T");
        talk.Ask("drive", ("thread", "T"), ("activity", "tick"));
        var settled = talk.Settle();
        SmokeTalk.Expect(settled, "blockedCalls", "0");
        SmokeTalk.Expect(settled, "openCallbacks", "0");
        SmokeTalk.Expect(settled, "pendingActivities", "0");
        SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "running");
        var isVoid = open.ToArray();
        var stray = talk.Connection.Since(from).FirstOrDefault(m =>
            m["method"] is not null && !SmokeTalk.IsMethod(m, "ticked") && !SmokeTalk.IsMethod(m, "note") || isVoid.Any(id => SmokeTalk.IsAnswer(m, id)));
        return stray is null ? "nothing of the old scenario"
            : throw new SmokeException(SmokeStatus.Failed, SmokeConnection.Short(stray.ToJsonString()), "nothing of the old scenario", "give each scenario an object of its own, and silence it before reset is answered");
    }
}
