using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Engines that nobody attaches, and events that are asked for without a callback.</summary>
internal static class AttachLint
{
    private const string Attaching = "'attached: true', or an attach with CREATE";

    /// <summary>
    /// The engines that take part in a case of a family: without those that nothing in this case attaches or calls, because another value's step does.
    /// </summary>
    public static IEnumerable<EngineSpec> TakingPart(IEnumerable<EngineSpec> engines, IReadOnlyList<IReadOnlyList<Step>> scripts)
    {
        var called = scripts.SelectMany(s => s).OfType<CallStep>().Select(c => c.Call.Engine).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return engines.Where(e => e.Attached || called.Contains(e.Name));
    }

    /// <summary>Reports the engines of a family that take part in none of its cases.</summary>
    public static void CheckFamily(YamlMap document, IReadOnlyList<Scenario> cases, DefectList defects)
    {
        var known = cases.SelectMany(c => c.Engines).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, _) in document["engines"].Entries().Where(e => !known.Contains(e.Key.Value)))
        {
            defects.Add(key.Mark, $"nobody attaches the engine '{key.Value}'", Attaching);
        }
    }

    /// <summary>Reports the defects.</summary>
    public static void Check(IReadOnlyList<EngineSpec> engines, IReadOnlyList<IReadOnlyList<Step>> scripts, NameTable names, DefectList defects)
    {
        var calls = scripts.SelectMany(s => s).OfType<CallStep>().ToList();
        var created = calls.Where(c => c.Call.Function is ApiFunction.Attach && c.Call.Engine is not null).Select(c => c.Call.Engine!)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var engine in engines)
        {
            var mine = calls.Where(c => c.Call.Function is not ApiFunction.Attach && string.Equals(c.Call.Engine, engine.Name, StringComparison.Ordinal)).ToList();
            if (!engine.Attached && !created.Contains(engine.Name))
            {
                defects.Add(names.MarkOf(engine.Name), $"nobody attaches the engine '{engine.Name}'", Attaching);
                foreach (var call in mine)
                {
                    defects.Add(call.Source, $"{Words.Of(call.Call.Function)} on the engine '{engine.Name}', which nobody attaches", Attaching);
                }
            }

            foreach (var call in mine.Where(c => c.Call.Function is ApiFunction.SetEvents))
            {
                foreach (var e in Enum.GetValues<UtraceEvents>().Where(e => e is not UtraceEvents.None && (call.Call.Events & e) != 0))
                {
                    if (EventTable.Missing(e, engine.Callbacks) is { } missing)
                    {
                        defects.Add(call.Source, $"set_events asks for {Words.Of(e)} without a callback for it", $"{missing} among the callbacks of '{engine.Name}'");
                    }
                }
            }
        }
    }
}
