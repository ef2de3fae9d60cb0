using System.Collections.Immutable;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>An engine's rules and how often each was met. Guarded by the play's lock.</summary>
internal sealed class RuleBook(EngineSpec engine)
{
    private readonly int[] _met = new int[engine.On.Length];

    /// <summary>The engine.</summary>
    public EngineSpec Engine { get; } = engine;

    /// <summary>The first rule that applies to this call, or null; counts the call for every rule that fits callback and event.</summary>
    public CallbackRule? Take(CallbackInvocation invocation)
    {
        CallbackRule? taken = null;
        for (var i = 0; i < Engine.On.Length; i++)
        {
            var rule = Engine.On[i];
            if (rule.Callback == invocation.Callback && (rule.Event is null || rule.Event == invocation.Event)
                && rule.Occurrences.Contains(++_met[i]))
            {
                taken ??= rule;
            }
        }

        return taken;
    }

    /// <summary>The books of a scenario's engines.</summary>
    public static Dictionary<string, RuleBook> Of(ImmutableArray<EngineSpec> engines) =>
        engines.ToDictionary(e => e.Name, e => new RuleBook(e), StringComparer.Ordinal);
}
