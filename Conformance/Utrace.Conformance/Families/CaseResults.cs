using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Families;

/// <summary>What the actors' calls and probes of one case came to, outcome by outcome, and the end.</summary>
internal sealed class CaseResults
{
    private const string NotReturned = "...";

    private CaseResults(ImmutableArray<string> places, ImmutableArray<ImmutableArray<string>> rows) => (Places, Rows) = (places, rows);

    /// <summary>
    /// Which result stands where: <c>D1</c> for the only one of an actor, else <c>S control(E, RESUME)</c>, <c>S probe T</c>; the last is the <c>end</c>.
    /// </summary>
    public ImmutableArray<string> Places { get; }

    /// <summary>Per outcome a word per place; <c>...</c> for a call that does not return.</summary>
    public ImmutableArray<ImmutableArray<string>> Rows { get; }

    /// <summary>Reads them from the outcomes.</summary>
    public static CaseResults Of(Scenario scenario, OutcomeSet outcomes)
    {
        var places = ImmutableArray.CreateBuilder<string>();
        var lanes = new List<(int Lane, int Count, ImmutableArray<ImmutableArray<string>> Results)>();
        foreach (var actor in scenario.Actors)
        {
            var names = NamesOf(actor);
            var lane = outcomes.Lanes.IndexOf(actor.Name);
            places.AddRange(names);
            lanes.Add((lane, names.Length, [.. outcomes.Histories[lane].Select(h => ResultsIn(h, actor.Name))]));
        }

        places.Add("end");
        return new CaseResults(
            places.ToImmutable(),
            [.. outcomes.Rows.Select(row => (ImmutableArray<string>)
            [
                .. lanes.SelectMany(l => Enumerable.Range(0, l.Count).Select(n => l.Results[row[l.Lane]] is var r && n < r.Length ? r[n] : NotReturned)),
                outcomes.Ends[row[^1]],
            ])]);
    }

    private static ImmutableArray<string> NamesOf(ActorSpec actor)
    {
        ImmutableArray<string> texts = [.. actor.Script.Select(TextOf).OfType<string>()];
        return texts.Length == 1
            ? [actor.Name]
            : [.. texts.Select((t, n) => $"{actor.Name} {t}{(texts.Take(n).Count(o => string.Equals(o, t, StringComparison.Ordinal)) is > 0 and var before ? $" #{before + 1}" : "")}")];
    }

    private static string? TextOf(Step step) => step switch
    {
        CallStep s => s.Call.ToString(),
        ProbeStep s => $"probe {s.Thread}",
        _ => null,
    };

    /// <summary>What follows the sign of equality of the actor's own results; those of calls inside a callback that runs in its context are not its script's.</summary>
    private static ImmutableArray<string> ResultsIn(ImmutableArray<string> history, string actor)
    {
        var results = ImmutableArray.CreateBuilder<string>();
        var open = 0;
        foreach (var line in history)
        {
            var rest = line.AsSpan(actor.Length + 1);
            open += rest.StartsWith("begin ") ? 1 : rest.StartsWith("end ") ? -1 : 0;
            if (open == 0 && (rest.StartsWith("ret ") || rest.StartsWith("probe ")))
            {
                results.Add(line[(line.LastIndexOf(" = ", StringComparison.Ordinal) + 3)..]);
            }
        }

        return results.ToImmutable();
    }
}
