using System.Collections.Concurrent;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Monitors;
using Utrace.Reference;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>
/// One <see cref="CaseModel"/> per scenario and what is promised of it, made when first asked for. Thread-safe; several workers that ask at once wait for one.
/// </summary>
/// <param name="system">Makes the transition system of a scenario.</param>
/// <param name="monitors">The monitors.</param>
/// <param name="options">Bounds of the explorations.</param>
public sealed class ModelCache(Func<Scenario, ITransitionSystem> system, MonitorCheck monitors, ExplorationOptions? options = null)
{
    private readonly ConcurrentDictionary<(string Id, string Hash, Profile Promises), Lazy<CaseModel>> _models = new();

    /// <summary>Makes the transition system of what later API versions promise; null: as of the first.</summary>
    public Func<Scenario, Profile, ITransitionSystem>? Later { get; init; }

    /// <summary>A fresh cache of what verdicts rest on: the model of the promises of every scenario, with every monitor.</summary>
    public static ModelCache Normative() =>
        new(s => UtraceModel.Create(s), (s, log, isStuck) => isStuck ? MonitorRun.CheckHung(s, log) : MonitorRun.Check(s, log)) { Later = (s, promises) => UtraceModel.Create(s, promises) };

    /// <summary>The model of a scenario that nobody else asks for.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="mostStates">States at most; null: as many as for any other.</param>
    public CaseModel Fresh(Scenario scenario, int? mostStates = null)
    {
        var bounds = options ?? ExplorationOptions.Default;
        return new(scenario, system(scenario), monitors, bounds with { MaxStates = Math.Min(bounds.MaxStates, mostStates ?? bounds.MaxStates) });
    }

    /// <summary>The model of a scenario.</summary>
    public CaseModel Of(Scenario scenario) => Of(scenario, Profile.Normative);

    /// <summary>The model of a scenario by what is promised to users of an API version.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="api">The API number of the implementation that is judged.</param>
    public CaseModel Of(Scenario scenario, int api) => Of(scenario, Later is null ? Profile.Normative : ProfileFixes.PromisesOf(api));

    private CaseModel Of(Scenario scenario, Profile promises) =>
        _models.GetOrAdd(
            (scenario.Id, scenario.Hash, promises),
            _ => new(() => promises is Profile.Normative
                ? new CaseModel(scenario, system(scenario), monitors, options ?? ExplorationOptions.Default)
                : new CaseModel(scenario, Later!(scenario, promises), Promised(promises), options ?? ExplorationOptions.Default))).Value;

    /// <summary>The monitors of what a later version promises.</summary>
    private MonitorCheck Promised(Profile promises)
    {
        var api = ApiVersions.All.Last(v => ProfileFixes.PromisesOf(v.Number) == promises).Number;
        return (scenario, log, isStuck) => [.. monitors(scenario, log, isStuck).Where(f => GuaranteeCatalogue.Find(f.Guarantee)?.Api.Contains(api) is not false)];
    }
}
