using System.Collections.Immutable;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes a scenario of one case's document; what is wrong goes to the defects, and the scenario is then not to be used.</summary>
internal static class ScenarioReader
{
    /// <summary>Reads a document whose parameters are put in.</summary>
    public static Scenario Read(FamilyCase family, string hash, IReadOnlySet<string> known, DefectList defects)
    {
        var document = family.Document;
        ScenarioGrammar.Document.Check(document, "the document", defects);
        var names = new NameTable(document, defects);
        var guarantees = new GuaranteeUses(known, defects);
        var identities = EngineReader.Identities(document, names, defects);
        var steps = new StepReader(names, guarantees, new CallReader(names, identities, defects), defects);

        var threads = new ThreadReader(steps, names, defects).Read(document["threads"]);
        var kernel = threads.Where(t => t.KernelThread).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var engineReader = new EngineReader(steps, identities, kernel, defects);
        ImmutableArray<EngineSpec> engines = [.. document["engines"].Entries()
            .DistinctBy(e => e.Key.Value, StringComparer.Ordinal).Select(e => engineReader.Read(e.Key, e.Value))];
        ImmutableArray<ActorSpec> actors = [.. document["actors"].Entries().Select(e => new ActorSpec(e.Key.Value, steps.Read(e.Value, StepPlaces.Script)))];

        if (!family.Values.IsEmpty)
        {
            engines = [.. AttachLint.TakingPart(engines, [.. threads.Select(t => t.Program), .. engines.SelectMany(e => e.On).Select(r => r.Do), .. actors.Select(a => a.Script)])];
        }

        List<IReadOnlyList<Step>> scripts =
        [
            .. threads.Select(t => t.Program), .. engines.SelectMany(e => e.On).Select(r => r.Do), .. actors.Select(a => a.Script),
        ];
        AttachLint.Check(engines.Where(e => names.Has(e.Name, NameKind.Engine)).ToList(), scripts, names, defects);
        var gates = GateLint.Check(scripts, defects);
        var expect = new ExpectReader(names, guarantees, new PatternLint(names, gates, defects)).Read(document["expect"]);

        var needs = document["needs"].Texts();
        var scenario = new Scenario(
            (document["id"].Text() ?? "") + family.Suffix, document["title"].Text() ?? "", document["why"].Text() ?? "",
            guarantees.UseAll(document["guarantees"]), needs.IsEmpty ? ["core"] : needs, ApiReader.Read(document["api"], guarantees.Used, document.Mark, defects),
            threads, engines, actors, expect, hash, document.Mark)
        {
            Gates = [.. gates],
        };
        NeedsLint.Check(scenario, document, defects);
        return scenario;
    }
}
