using System.Text.Json.Nodes;

namespace Utrace.Adapters.Smoke.Checks;

/// <summary>Under control (T2) exactly the one that is chosen runs, and the same choices give the same steps.</summary>
internal static class ControlChecks
{
    private const int MostSteps = 2000;
    private const int Walks = 5;

    public static IEnumerable<SmokeCheck> All =>
    [
        new("control/silence", "spawn T, drive T tick, and no go", t =>
        {
            t.Spawn("T");
            var from = t.Connection.Count;
            t.Ask("drive", ("thread", "T"), ("activity", "tick"));
            SmokeTalk.Expect(t.ResultOf(t.Begin("settle", ("milliseconds", 1)), "settle"), "settled", "false");
            t.Ask("probe", ("thread", "T"));
            return t.Connection.Since(from).Any(m => SmokeTalk.IsMethod(m, "ticked"))
                ? throw new SmokeException(SmokeStatus.Failed, "ticked", "nothing: T was not chosen", "let no context run but by go")
                : "nothing";
        }) { IsControlled = true },
        new("control/go", "go T until it ticks", t =>
        {
            t.Spawn("T");
            var steps = Walk(t, new Random(1), withEngine: false);
            return FormattableString.Invariant($"{steps.Count} steps");
        }) { IsControlled = true },
        new("control/unknown-choice", "go with a context that is none", t =>
        {
            t.Spawn("T");
            return t.Refused("go", [-32003], ("choices", new JsonArray("nobody")));
        }) { IsControlled = true },
        new("control/determinism", FormattableString.Invariant($"{Walks} schedules, each walked twice"), Determinism) { IsControlled = true },
        new("control/lists", "the choices of a schedule, as long lists", Lists) { IsControlled = true },
    ];

    private static string Determinism(SmokeTalk talk)
    {
        var steps = 0;
        for (var seed = 1; seed <= Walks; seed++)
        {
            var first = Walk(talk, new Random(seed), withEngine: true);
            talk.Reset(control: true);
            var second = Walk(talk, new Random(seed), withEngine: true);
            talk.Reset(control: true);
            ExpectSame(first, second);
            steps += first.Count;
        }

        return FormattableString.Invariant($"the same {steps} steps");
    }

    private static string Lists(SmokeTalk talk)
    {
        var one = Walk(talk, new Random(7), withEngine: true);
        talk.Reset(control: true);
        var lists = Walk(talk, new Random(7), withEngine: true, one);
        ExpectSame(one, lists);
        return FormattableString.Invariant($"the same {one.Count} steps");
    }

    private static void ExpectSame(List<string> first, List<string> second)
    {
        var at = first.Zip(second).TakeWhile(p => string.Equals(p.First, p.Second, StringComparison.Ordinal)).Count();
        if (at < first.Count || at < second.Count)
        {
            throw new SmokeException(
                SmokeStatus.Failed, FormattableString.Invariant($"step {at + 1}: {(at < second.Count ? second[at] : "none")}"), at < first.Count ? first[at] : "no further step",
                "the same choices must give the same steps: no chance, no time, no order of a hash table");
        }
    }

    /// <summary>Lets ready contexts go in random order until none is; callbacks are answered at once, the first one with STOP.</summary>
    private static List<string> Walk(SmokeTalk talk, Random random, bool withEngine, List<string>? known = null)
    {
        SortedSet<string> ready = new(StringComparer.Ordinal);
        List<string> steps = [];
        Queue<(string Context, string Function, (string, JsonNode?)[] Members)> script = new();
        long? open = null;
        var answered = 0;
        var from = talk.Connection.Count;
        if (withEngine)
        {
            talk.Spawn("T");
            talk.Declare("E", "T");
            script.Enqueue(("setup", "attach", [("thread", "T"), ("engine", "E"), ("flags", 16), ("ops", "ops-E"), ("data", "data-E")]));
            script.Enqueue(("setup", "set_events", [("engine", "E"), ("events", 1)]));
            script.Enqueue(("D", "control", [("engine", "E"), ("action", 2)]));
            script.Enqueue(("D", "barrier", [("engine", "E")]));
            script.Enqueue(("D", "control", [("engine", "E"), ("action", 5)]));
        }

        ready.Add("T");
        Note(ready, talk.Ask("drive", ("thread", "T"), ("activity", "tick")));
        while (steps.Count < MostSteps)
        {
            foreach (var line in talk.Connection.Since(from))
            {
                from++;
                if (SmokeTalk.IsMethod(line, "callback"))
                {
                    talk.Connection.Return(line["id"]!.GetValue<long>(), answered++ == 0 ? 0 : 5);
                    ready.Add((string)line["params"]!["context"]!);
                }
                else if (open is { } id && SmokeTalk.IsAnswer(line, id))
                {
                    open = null;
                }
            }

            if (open is null && script.TryDequeue(out var call))
            {
                open = talk.Begin("call", [("context", call.Context), ("function", call.Function), .. call.Members]);
                ready.Add(call.Context);
            }

            if (ready.Count == 0)
            {
                return steps;
            }

            var choice = ready.ElementAt(random.Next(ready.Count));
            var made = talk.Ask("go", ("choices", Choices(known, steps.Count, choice)))["steps"]!.AsArray();
            for (var i = 0; i < made.Count; i++)
            {
                var step = made[i]!.AsObject();
                steps.Add(step.ToJsonString());
                Note(ready, step);
                if ((string?)step["at"] is not ("point" or "told"))
                {
                    ready.Remove((string)step["context"]!);
                }

                if (i > 0)
                {
                    random.Next(ready.Count); // A list makes the choices that one by one would have been made here.
                }
            }
        }

        throw new SmokeException(SmokeStatus.Failed, FormattableString.Invariant($"{MostSteps} steps, and contexts that still can go on"), "an end", "a context that has nothing to do must be blocked, not ready");
    }

    /// <summary>The one choice, or with a known schedule the contexts of it up to the kit's next turn.</summary>
    private static JsonArray Choices(List<string>? known, int at, string choice)
    {
        if (known is null)
        {
            return new JsonArray(choice);
        }

        var list = new JsonArray();
        foreach (var step in known.Skip(at).Select(s => JsonNode.Parse(s)!))
        {
            list.Add((string)step["context"]!);
            if ((string?)step["at"] is not ("point" or "blocked"))
            {
                break;
            }
        }

        return list.Count > 0 ? list : new JsonArray(choice);
    }

    private static void Note(SortedSet<string> ready, JsonObject answer)
    {
        foreach (var context in answer["ready"]?.AsArray() ?? [])
        {
            ready.Add((string)context!);
        }
    }
}
