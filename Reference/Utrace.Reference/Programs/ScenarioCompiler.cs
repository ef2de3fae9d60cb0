using Utrace.Reference.State;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>Turns a scenario into a <see cref="WorldProgram"/>.</summary>
internal static class ScenarioCompiler
{
    /// <exception cref="ScenarioUnfitException">The scenario names something that it does not declare, or is too large for the model.</exception>
    public static WorldProgram Compile(Scenario scenario, Fix fixes, bool open, bool variantB, Departure departures = Departure.None)
    {
        var world = new WorldProgram { Fixes = fixes, Open = open, VariantB = variantB, Departures = departures, Sections = SectionsOf(scenario) };
        foreach (var thread in scenario.Threads)
        {
            world.Contexts.Add(thread.Name);
            world.Threads.Add(ThreadProgram.Of(thread, world.Groups.Add(thread.Group)));
        }

        for (var i = 0; i < world.Threads.Count; i++)
        {
            world.Threads[i].Parent = scenario.Threads[i].Parent is { } parent ? world.Contexts.Require(parent, "thread") : -1;
        }

        foreach (var actor in scenario.Actors)
        {
            world.Contexts.Add(actor.Name);
        }

        foreach (var engine in scenario.Engines)
        {
            world.EngineNames.Add(engine.Name);
        }

        foreach (var engine in scenario.Engines)
        {
            AddEngine(world, engine);
        }

        foreach (var thread in scenario.Threads)
        {
            world.Scripts.Add([.. thread.Program.Select(world.Compile)]);
        }

        foreach (var actor in scenario.Actors)
        {
            world.Scripts.Add([.. actor.Script.Select(world.Compile)]);
        }

        Require(world.Engines.Count <= 64, scenario, $"{world.Engines.Count} engines; the model takes 64");
        Require(world.Gates.Count <= 64, scenario, $"{world.Gates.Count} gates; the model takes 64");
        Require(world.Threads.Count <= 64, scenario, $"{world.Threads.Count} threads; the model takes 64");
        Require(world.Contexts.Count <= 120, scenario, $"{world.Contexts.Count} threads and actors; the model takes 120");
        Require(world.Codes.Count <= 200, scenario, $"{world.Codes.Count} exit codes; the model takes 200");
        world.IdleTurns = new IdleTurns(world);
        return world;
    }

    /// <summary>Adds a declared engine.</summary>
    public static void AddEngine(WorldProgram world, EngineSpec engine)
    {
        var counters = new List<CompiledCounter>();
        var rules = new CompiledRule[engine.On.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = engine.On[i];
            var counter = rule.Occurrences == OccurrenceRange.All ? -1 : Count(counters, rule);
            rules[i] = new CompiledRule(
                rule.Callback,
                rule.Event,
                rule.Occurrences.First,
                rule.Occurrences.Last,
                counter,
                [.. rule.Do.Select(world.Compile)],
                rule.Return,
                rule.ExitCode is { } code ? world.Codes.Add(code) : -1)
            {
                Signal = rule.Signal,
                Disposition = rule.Disposition,
            };
        }

        world.Engines.Add(new EngineProgram
        {
            Thread = world.Contexts.Require(engine.Thread, "thread"),
            Ops = world.Identities.Add(engine.Ops),
            Data = world.Identities.Add(engine.Data),
            Attached = engine.Attached,
            Events = engine.Events & ~UtraceEvents.StopBit,
            Table = engine.Callbacks.Aggregate(0, (table, kind) => table | (1 << (int)kind)),
            Rules = rules,
            Counters = [.. counters],
            FirstCounter = world.CounterCount,
        });
        world.CounterCount += counters.Count;
    }

    private static Sections SectionsOf(Scenario scenario)
    {
        var steps = scenario.Threads.SelectMany(t => t.Program).Concat(scenario.Engines.SelectMany(e => e.On).SelectMany(r => r.Do)).Concat(scenario.Actors.SelectMany(a => a.Script)).ToList();
        var calls = steps.OfType<CallStep>().Select(s => s.Call).ToList();
        var stops = scenario.Engines.SelectMany(e => e.On).Any(r => r.Signal is not null || r.Disposition is not null
            || (r.Callback is Callback.Signal && r.Return.Action is ResumeAction.Stop)
            || (r.Callback is Callback.Signal && (SignalAction)(r.Return.Bits & 0xf0) is SignalAction.Stop or SignalAction.Tstp));
        var parents = scenario.Threads.Any(t => t.Parent is not null);
        var ignored = scenario.Engines.Any(e => (e.Events & UtraceEvents.SignalIgn) != 0) || calls.Exists(c => (c.Events & UtraceEvents.SignalIgn) != 0);
        var signals = stops || (parents && ignored) || (parents && steps.Exists(s => s is SigactionActivity)) || calls.Exists(c => c.Function is ApiFunction.Send)
            || steps.Exists(s => s is SigactionActivity or SigmaskActivity)
            || scenario.Threads.Any(t => !t.Signals.IsEmpty || !t.Blocked.IsEmpty);
        var kin = parents || steps.Exists(s => s is CloneActivity or WaitActivity) || calls.Exists(c => c.Pid is not null)
            || (steps.Exists(s => s is ExecActivity { Fails: false }) && scenario.Threads.GroupBy(t => t.Group, StringComparer.Ordinal)
                .Any(g => g.Skip(1).Any() && g.Any(t => t.Program.Any(s => s is ExecActivity { Fails: false }))));
        return (signals ? Sections.Signals : Sections.None) | (kin ? Sections.Kin : Sections.None)
            | (calls.Exists(c => c.Function is ApiFunction.WakeUp) ? Sections.Wakes : Sections.None);
    }

    private static int Count(List<CompiledCounter> counters, CallbackRule rule)
    {
        var limit = Math.Min(250, rule.Occurrences.Last == int.MaxValue ? rule.Occurrences.First : rule.Occurrences.Last + 1);
        var index = counters.FindIndex(c => c.Kind == rule.Callback && c.Event == rule.Event);
        if (index < 0)
        {
            counters.Add(new CompiledCounter(rule.Callback, rule.Event, limit));
            return counters.Count - 1;
        }

        counters[index] = counters[index] with { Limit = Math.Max(limit, counters[index].Limit) };
        return index;
    }

    private static void Require(bool condition, Scenario scenario, string what)
    {
        if (!condition)
        {
            throw new ScenarioUnfitException(scenario, $"{what}. Split the scenario.");
        }
    }
}
