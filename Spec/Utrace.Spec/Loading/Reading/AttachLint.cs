using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Engines that nobody attaches, and events that are asked for without a callback.</summary>
internal static class AttachLint
{
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
                const string Expected = "'attached: true', or an attach with CREATE";
                defects.Add(names.MarkOf(engine.Name), $"nobody attaches the engine '{engine.Name}'", Expected);
                foreach (var call in mine)
                {
                    defects.Add(call.Source, $"{Words.Of(call.Call.Function)} on the engine '{engine.Name}', which nobody attaches", Expected);
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
