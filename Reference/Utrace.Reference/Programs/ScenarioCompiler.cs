using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Programs;

/// <summary>Turns a scenario into a <see cref="WorldProgram"/>.</summary>
internal static class ScenarioCompiler
{
    /// <exception cref="ScenarioUnfitException">The scenario names something that it does not declare, or is too large for the model.</exception>
    public static WorldProgram Compile(Scenario scenario, Fix fixes, bool open, bool variantB)
    {
        var world = new WorldProgram { Fixes = fixes, Open = open, VariantB = variantB };
        foreach (var thread in scenario.Threads)
        {
            world.Contexts.Add(thread.Name);
            world.Threads.Add(new ThreadProgram
            {
                Group = world.Groups.Add(thread.Group),
                SelfReap = thread.SelfReap,
                KernelThread = thread.KernelThread,
            });
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
                rule.ExitCode is { } code ? world.Codes.Add(code) : -1);
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
