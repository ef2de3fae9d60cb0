using System.Collections.Concurrent;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Monitors;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>One <see cref="CaseModel"/> per scenario, made when first asked for. Thread-safe; several workers that ask at once wait for one.</summary>
/// <param name="system">Makes the transition system of a scenario.</param>
/// <param name="monitors">The monitors.</param>
/// <param name="options">Bounds of the explorations.</param>
public sealed class ModelCache(Func<Scenario, ITransitionSystem> system, MonitorCheck monitors, ExplorationOptions? options = null)
{
    private readonly ConcurrentDictionary<(string Id, string Hash), Lazy<CaseModel>> _models = new();

    /// <summary>A fresh cache of what verdicts rest on: the normative model of every scenario, with every monitor.</summary>
    public static ModelCache Normative() => new(s => UtraceModel.Create(s), (s, log, isStuck) => isStuck ? MonitorRun.CheckHung(s, log) : MonitorRun.Check(s, log));

    /// <summary>The model of a scenario that nobody else asks for.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="mostStates">States at most; null: as many as for any other.</param>
    public CaseModel Fresh(Scenario scenario, int? mostStates = null)
    {
        var bounds = options ?? ExplorationOptions.Default;
        return new(scenario, system(scenario), monitors, bounds with { MaxStates = Math.Min(bounds.MaxStates, mostStates ?? bounds.MaxStates) });
    }

    /// <summary>The model of a scenario.</summary>
    public CaseModel Of(Scenario scenario) =>
        _models.GetOrAdd(
            (scenario.Id, scenario.Hash),
            _ => new(() => new CaseModel(scenario, system(scenario), monitors, options ?? ExplorationOptions.Default))).Value;
}
