namespace Utrace.Adapters.Smoke.Checks;

/// <summary>Calls overlap, callbacks nest them, and nothing that waits stops anybody else.</summary>
internal static class OverlapChecks
{
    public static IEnumerable<SmokeCheck> All =>
    [
        new("overlap/calls", "awaitState of two actors, then kill", TwoWaits),
        new("overlap/held-callback", "hold a callback; probe, tick another thread, call of another actor", HeldCallback),
        new("overlap/barrier", "hold a callback, barrier(E), probe, answer the callback", Barrier),
        new("overlap/nested-call", "a call inside a held callback", Nested),
        new("overlap/nested-settle", "a call inside a held callback, which is open again afterwards", NestedThenHeld),
    ];

    private static string TwoWaits(SmokeTalk talk)
    {
        talk.Spawn("T");
        var first = talk.Begin("awaitState", ("context", "A"), ("thread", "T"), ("state", "zombie"));
        var second = talk.Begin("awaitState", ("context", "B"), ("thread", "T"), ("state", "zombie"));
        SmokeTalk.Expect(talk.Settle(), "blockedCalls", "2");
        VerbChecks.Errno(talk, "kill", ["0"], ("thread", "T"));
        SmokeTalk.Expect(talk.ResultOf(first, "awaitState"), "seen", "true");
        SmokeTalk.Expect(talk.ResultOf(second, "awaitState"), "seen", "true");
        return "both answered";
    }

    private static string HeldCallback(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Spawn("U");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        SmokeTalk.Expect(talk.Ask("probe", ("thread", "T")), "state", "running");
        var from = talk.Connection.Count;
        talk.Ask("drive", ("thread", "U"), ("activity", "tick"));
        talk.Next("ticked", from);
        SmokeTalk.Expect(talk.Ask("call", ("context", "D2"), ("function", "get"), ("engine", "E")), "errno", "0");
        talk.Connection.Return(callback, action: 5);
        talk.Settle();
        return "all answered";
    }

    private static string Barrier(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        var from = talk.Connection.Count;
        var barrier = talk.Begin("call", ("context", "D"), ("function", "barrier"), ("engine", "E"));
        SmokeTalk.Expect(talk.Settle(), "blockedCalls", "1");
        talk.Ask("probe", ("thread", "T"));
        if (talk.Connection.Since(from).Any(m => SmokeTalk.IsAnswer(m, barrier)))
        {
            throw new SmokeException(SmokeStatus.Failed, "barrier was answered while the callback is open", "no answer before the callback is over", "run each call on a thread of its own, and let barrier wait there");
        }

        talk.Connection.Return(callback, action: 5);
        SmokeTalk.Expect(talk.ResultOf(barrier, "call"), "errno", "0");
        return "answered when the callback was";
    }

    private static string Nested(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        // The engine's own thread is inside: barrier answers at once.
        var nested = talk.Ask("call", ("context", "T"), ("callback", callback), ("function", "barrier"), ("engine", "E"));
        SmokeTalk.Expect(nested, "errno", "0");
        talk.Connection.Return(callback, action: 5);
        talk.Settle();
        return "barrier on itself: 0";
    }

    private static string NestedThenHeld(SmokeTalk talk)
    {
        talk.Spawn("T");
        talk.Attach("E", "T");
        var callback = talk.HoldCallback("E");
        talk.Ask("call", ("context", "T"), ("callback", callback), ("function", "get"), ("engine", "E"));
        talk.Ask("call", ("context", "T"), ("callback", callback), ("function", "put"), ("engine", "E"));
        var settled = talk.Settle();
        SmokeTalk.Expect(settled, "openCallbacks", "1");
        SmokeTalk.Expect(settled, "blockedCalls", "0");
        talk.Connection.Return(callback, action: 5);
        talk.Settle();
        return "openCallbacks: 1, blockedCalls: 0";
    }
}
