using System.Collections.Immutable;
using System.Globalization;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Replaying;

/// <summary>
/// A scenario without some of its parts: <c>D2</c> is an actor or an engine with every step that names it, <c>D.3</c> the third step of an actor's script or of a
/// thread's program, <c>E.1</c> the first rule of an engine. Numbers are those of the whole scenario. What the model contradicts of the expectations does not count, as always.
/// </summary>
public static class ScenarioCut
{
    /// <summary>Everything that could be left out: actors, engines, steps, rules; within each what stands last first.</summary>
    public static ImmutableArray<string> PartsOf(Scenario scenario) =>
    [
        .. scenario.Actors.Reverse().Select(a => a.Name),
        .. scenario.Engines.Reverse().Select(e => e.Name).Where(e => !IsContext(scenario, e)),
        .. scenario.Actors.Reverse().SelectMany(a => Numbered(a.Name, a.Script.Length)),
        .. scenario.Threads.Reverse().SelectMany(t => Numbered(t.Name, t.Program.Length)),
        .. scenario.Engines.Reverse().Where(e => !IsContext(scenario, e.Name)).SelectMany(e => Numbered(e.Name, e.On.Length)),
    ];

    /// <summary>The scenario without the parts; null where it has no such part.</summary>
    public static Scenario? Without(Scenario scenario, ImmutableArray<string> parts)
    {
        var all = PartsOf(scenario);
        return parts.All(p => all.Contains(p, StringComparer.Ordinal))
            ? scenario with
            {
                Actors = [.. scenario.Actors.Where(a => !Has(parts, a.Name)).Select(a => a with { Script = Named(Rest(a.Name, a.Script, parts), parts) })],
                Engines = [.. scenario.Engines.Where(e => IsContext(scenario, e.Name) || !Has(parts, e.Name))
                    .Select(e => e with { On = [.. (IsContext(scenario, e.Name) ? e.On : Rest(e.Name, e.On, parts)).Select(r => r with { Do = Named(r.Do, parts) })] })],
                Threads = [.. scenario.Threads.Select(t => t with { Program = Rest(t.Name, t.Program, parts) })],
            }
            : null;
    }

    private static bool IsContext(Scenario scenario, string name) =>
        scenario.Actors.Any(a => string.Equals(a.Name, name, StringComparison.Ordinal)) || scenario.Threads.Any(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>Without the calls that name what is left out.</summary>
    private static ImmutableArray<Step> Named(ImmutableArray<Step> steps, ImmutableArray<string> parts) =>
        [.. steps.Where(s => s is not CallStep { Call: var call } || !(call.Engine is { } engine && Has(parts, engine)) && !(call.Actor is { } actor && Has(parts, actor)))];

    private static ImmutableArray<T> Rest<T>(string name, ImmutableArray<T> steps, ImmutableArray<string> parts) =>
        [.. steps.Where((_, n) => !Has(parts, Number(name, n + 1)))];

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(1, count).Reverse().Select(n => Number(name, n));

    private static string Number(string name, int n) => $"{name}.{n.ToString(CultureInfo.InvariantCulture)}";

    private static bool Has(ImmutableArray<string> parts, string part) => parts.Contains(part, StringComparer.Ordinal);
}
