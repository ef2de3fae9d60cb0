using System.Collections.Immutable;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>Makes a document that fails small: leaves out one part after another, as long as it still fails, until no part can go.</summary>
internal static class DocumentReducer
{
    /// <summary>The smallest document found. Every part of it is needed.</summary>
    /// <param name="document">A document that fails.</param>
    /// <param name="fails">Whether a document fails; never asked for one that the language does not allow.</param>
    public static GeneratedDocument Reduce(GeneratedDocument document, Func<GeneratedDocument, bool> fails)
    {
        while (Smaller(document).FirstOrDefault(d => d.Size < document.Size && d.Load() is not null && fails(d)) is { } smaller)
        {
            document = smaller;
        }

        return document;
    }

    /// <summary>Every document with one part less, large parts first.</summary>
    private static IEnumerable<GeneratedDocument> Smaller(GeneratedDocument d) =>
    [
        .. d.Actors.Select(a => d with { Actors = d.Actors.Remove(a) }).Select(w => w.WithoutSteps(s => Names(s, "interrupt", d.Actors.Except(w.Actors).Single().Name))),
        .. d.Engines.Select(e => (d with { Engines = d.Engines.Remove(e) }).WithoutSteps(s => NamesEngine(s, e.Name))),
        .. d.Threads.Where(t => d.Threads.Length > 1).Select(t => WithoutThread(d, t)),
        .. d.Engines.SelectMany(e => e.Rules.Select(r => d with { Engines = d.Engines.Replace(e, e with { Rules = e.Rules.Remove(r) }) })),
        .. d.Actors.SelectMany(a => Rests(a.Steps).Select(s => d with { Actors = s.IsEmpty ? d.Actors.Remove(a) : d.Actors.Replace(a, a with { Steps = s }) })),
        .. d.Threads.SelectMany(t => Rests(t.Steps).Select(s => d with { Threads = d.Threads.Replace(t, t with { Steps = s }) })),
        .. d.Engines.SelectMany(e => e.Rules.SelectMany(r => Rests(r.Do).Select(s => d with { Engines = d.Engines.Replace(e, e with { Rules = e.Rules.Replace(r, r with { Do = s }) }) }))),
    ];

    private static GeneratedDocument WithoutThread(GeneratedDocument d, GeneratedPart thread)
    {
        var engines = d.Engines.Where(e => string.Equals(e.Thread, thread.Name, StringComparison.Ordinal)).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        return (d with { Threads = d.Threads.Remove(thread), Engines = d.Engines.RemoveAll(e => engines.Contains(e.Name)) }).WithoutSteps(s =>
            engines.Any(e => NamesEngine(s, e)) || s.Contains($"thread: {thread.Name},", StringComparison.Ordinal) || s.Contains($"pid: {thread.Name} ", StringComparison.Ordinal)
            || Names(s, "kill", thread.Name) || Names(s, "reap", thread.Name) || Names(s, "probe", thread.Name) || Names(s, "wait", thread.Name)
            || Names(s, "clone", thread.Name) || s.Contains($"child: {thread.Name},", StringComparison.Ordinal));
    }

    private static IEnumerable<ImmutableArray<string>> Rests(ImmutableArray<string> steps) => steps.Select((_, i) => steps.RemoveAt(i));

    private static bool NamesEngine(string step, string engine) =>
        step.Contains($"engine: {engine},", StringComparison.Ordinal)
        || step.EndsWith($": {engine}", StringComparison.Ordinal) && !step.StartsWith("kill", StringComparison.Ordinal);

    private static bool Names(string step, string verb, string name) => string.Equals(step, $"{verb}: {name}", StringComparison.Ordinal);
}
