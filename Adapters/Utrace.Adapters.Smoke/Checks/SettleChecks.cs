using Utrace.Spec;

namespace Utrace.Adapters.Smoke.Checks;

/// <summary>settle tells the truth: what was let go counts as moving from that instant on.</summary>
internal static class SettleChecks
{
    /// <summary>A lie is a race: it has to be given chances.</summary>
    private const int Rounds = 50;

    public static IEnumerable<SmokeCheck> All =>
    [
        new("settle/idle", "settle with a thread in user mode", t =>
        {
            t.Spawn("T");
            var settled = t.Settle();
            SmokeTalk.Expect(settled, "pendingActivities", "0");
            SmokeTalk.Expect(settled, "blockedCalls", "0");
            return "settled";
        }),
        new("settle/tick", $"{Rounds} times: drive T tick, settle at once", Tick),
        new("settle/sleep", $"{Rounds} times: a system call sleeps, wake T, settle at once", Sleep, Capability.Syscall),
        new("settle/awaited", $"{Rounds} times: awaitState, kill, settle at once", Awaited),
        new("settle/callback", $"{Rounds} times: answer a callback with STOP, settle at once, probe", Callback),
        new("settle/barrier", $"{Rounds} times: a barrier waits for a callback, answer it, settle at once", Barrier),
        new("settle/dead", "drive a thread that is told to die, settle", t =>
        {
            t.Spawn("T");
            VerbChecks.Errno(t, "kill", ["0"], ("thread", "T"));
            t.Ask("drive", ("thread", "T"), ("activity", "tick"));
            SmokeTalk.Expect(t.Settle(), "pendingActivities", "0");
            return "pendingActivities: 0";
        }),
    ];

    private static string Tick(SmokeTalk talk)
    {
        talk.Spawn("T");
        for (var round = 0; round < Rounds; round++)
        {
            var from = talk.Connection.Count;
            talk.Ask("drive", ("thread", "T"), ("activity", "tick"));
            SmokeTalk.Expect(talk.Settle(), "pendingActivities", "0");
            ExpectBefore(talk, from, m => SmokeTalk.IsMethod(m, "ticked"), "ticked");
        }

        return "ticked came first, each time";
    }

    private static string Sleep(SmokeTalk talk)
    {
        talk.Spawn("T");
        for (var round = 0; round < Rounds; round++)
        {
            talk.Ask("drive", ("thread", "T"), ("activity", "syscall"), ("name", "read"), ("sleep", "interruptible"));
            SmokeTalk.Expect(talk.Settle(), "pendingActivities", "1");
            var from = talk.Connection.Count;
            talk.Ask("wake", ("thread", "T"));
            SmokeTalk.Expect(talk.Settle(), "pendingActivities", "0");
            ExpectBefore(talk, from, m => SmokeTalk.IsMethod(m, "staged") && string.Equals((string?)m["params"]?["stage"], "done", StringComparison.Ordinal), "done");
        }

        return "done came first, each time";
    }

    private static string Awaited(SmokeTalk talk)
    {
        for (var round = 0; round < Rounds; round++)
        {
            talk.Reset();
            talk.Spawn("T");
            var wait = talk.Begin("awaitState", ("context", "P"), ("thread", "T"), ("state", "zombie"));
            SmokeTalk.Expect(talk.Settle(), "blockedCalls", "1");
            var from = talk.Connection.Count;
            VerbChecks.Errno(talk, "kill", ["0"], ("thread", "T"));
            SmokeTalk.Expect(talk.Settle(), "blockedCalls", "0");
            ExpectBefore(talk, from, m => SmokeTalk.IsAnswer(m, wait), "the answer to awaitState");
            ExpectBefore(talk, from, m => SmokeTalk.IsMethod(m, "died"), "died");
            SmokeTalk.Expect(talk.ResultOf(wait, "awaitState"), "seen", "true");
        }

        return "seen and died came first, each time";
    }

    private static string Callback(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        for (var round = 0; round < Rounds; round++)
        {
            talk.Connection.Return(talk.HoldCallback("E"), action: 0);
            SmokeTalk.Expect(talk.Settle(), "openCallbacks", "0");
            SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "tstopped");
            talk.Call("control", ("engine", "E"), ("action", 5));
            talk.Settle();
            SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "running");
        }

        return "stopped when settled, each time";
    }

    private static string Barrier(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        for (var round = 0; round < Rounds; round++)
        {
            var callback = talk.HoldCallback("E");
            var barrier = talk.Begin("call", ("context", "D"), ("function", "barrier"), ("engine", "E"));
            SmokeTalk.Expect(talk.Settle(), "blockedCalls", "1");
            var from = talk.Connection.Count;
            talk.Connection.Return(callback, action: 5);
            SmokeTalk.Expect(talk.Settle(), "blockedCalls", "0");
            ExpectBefore(talk, from, m => SmokeTalk.IsAnswer(m, barrier), "the answer to barrier");
            SmokeTalk.Expect(talk.ResultOf(barrier, "call"), "errno", "0");
        }

        return "the answer came first, each time";
    }

    /// <summary>settle was the last that came; what it waited for must have come before.</summary>
    private static void ExpectBefore(SmokeTalk talk, int from, Func<System.Text.Json.Nodes.JsonObject, bool> what, string name)
    {
        var lines = talk.Connection.Since(from);
        var settled = lines.Index().Last(l => l.Item["result"]?["settled"] is not null).Index;
        if (!lines.Take(settled).Any(what))
        {
            throw new SmokeException(
                SmokeStatus.Failed, $"settled: true before {name}", $"{name}, then settled", "who lets a context go counts it as moving, in the same critical section: docs/protocol.md, settle");
        }
    }
}
