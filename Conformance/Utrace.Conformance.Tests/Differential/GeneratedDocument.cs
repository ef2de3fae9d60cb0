using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>A scenario document that was generated: its steps are lines of YAML, so that any of them can be left out.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Needs">The capabilities that it may use.</param>
/// <param name="Threads">The threads.</param>
/// <param name="Engines">The engines.</param>
/// <param name="Actors">The actors.</param>
internal sealed partial record GeneratedDocument(
    string Id, ImmutableArray<string> Needs, ImmutableArray<GeneratedPart> Threads, ImmutableArray<GeneratedEngine> Engines, ImmutableArray<GeneratedPart> Actors)
{
    /// <summary>How many lines of scripts, programs and rules it has.</summary>
    public int Size => Threads.Sum(t => 1 + t.Steps.Length) + Actors.Sum(a => 1 + a.Steps.Length) + Engines.Sum(e => 1 + e.Rules.Sum(r => 1 + r.Do.Length));

    /// <summary>The scenario; null where the language does not allow the document.</summary>
    public Scenario? Load() => ScenarioLoader.LoadText(Render(), $"{Id}.yaml", Id) is { Defects.IsEmpty: true } loaded ? loaded.Scenarios.Single() : null;

    /// <summary>Why the language does not allow it.</summary>
    public string Defects() => string.Join('\n', ScenarioLoader.LoadText(Render(), $"{Id}.yaml", Id).Defects);

    /// <summary>The document. Gates that nobody opens, or nobody waits for, are left out with their steps.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        text.Append($"""
            # yaml-language-server: $schema=../../../schema/scenario.schema.json
            schema: 1
            id: {Id}
            title: A generated scenario on which model and implementation disagree
            why: One of the two is wrong.
            guarantees: [STOP-13]
            needs: [{string.Join(", ", Needs)}]
            threads:

            """.ReplaceLineEndings("\n"));
        var whole = WithoutLooseGates();
        whole.Threads.ToList().ForEach(t => Part(text, t, "program"));
        if (!whole.Engines.IsEmpty)
        {
            text.Append("engines:\n");
            whole.Engines.ToList().ForEach(e => Engine(text, e));
        }

        if (!whole.Actors.IsEmpty)
        {
            text.Append("actors:\n");
            foreach (var actor in whole.Actors)
            {
                text.Append(null, $"  {actor.Name}:\n");
                Steps(text, actor.Steps, "    ");
            }
        }

        return text.ToString();
    }

    /// <summary>The document without an engine, or another thing that steps name.</summary>
    public GeneratedDocument WithoutSteps(Func<string, bool> isLeftOut) => this with
    {
        Threads = [.. Threads.Select(t => t with { Steps = [.. t.Steps.Where(s => !isLeftOut(s))] })],
        Engines = [.. Engines.Select(e => e with { Rules = [.. e.Rules.Select(r => r with { Do = [.. r.Do.Where(s => !isLeftOut(s))] })] })],
        Actors = [.. Actors.Select(a => a with { Steps = [.. a.Steps.Where(s => !isLeftOut(s))] }).Where(a => !a.Steps.IsEmpty)],
    };

    private GeneratedDocument WithoutLooseGates()
    {
        var all = Threads.SelectMany(t => t.Steps).Concat(Engines.SelectMany(e => e.Rules).SelectMany(r => r.Do)).Concat(Actors.SelectMany(a => a.Steps)).ToArray();
        var opened = all.Select(s => Opens().Match(s)).Where(m => m.Success).Select(m => m.Groups["gate"].Value).ToHashSet(StringComparer.Ordinal);
        var awaited = all.Select(s => Awaits().Match(s)).Where(m => m.Success).Select(m => m.Groups["gate"].Value).ToHashSet(StringComparer.Ordinal);
        bool IsLoose(string step) => Opens().Match(step) is { Success: true } o && !awaited.Contains(o.Groups["gate"].Value) || Awaits().Match(step) is { Success: true } a && !opened.Contains(a.Groups["gate"].Value);
        return all.Any(IsLoose) ? WithoutSteps(IsLoose).WithoutLooseGates() : this;
    }

    private static void Part(StringBuilder text, GeneratedPart part, string steps)
    {
        if (part.Steps.IsEmpty && part.Properties.IsEmpty)
        {
            text.Append(null, $"  {part.Name}: {{}}\n");
            return;
        }

        text.Append(null, $"  {part.Name}:\n");
        part.Properties.ToList().ForEach(p => text.Append(null, $"    {p}\n"));
        if (!part.Steps.IsEmpty)
        {
            text.Append(null, $"    {steps}:\n");
            Steps(text, part.Steps, "      ");
        }
    }

    private static void Engine(StringBuilder text, GeneratedEngine engine)
    {
        text.Append(null, $"  {engine.Name}:\n    thread: {engine.Thread}\n");
        text.Append(engine.Attached ? $"    events: [{string.Join(", ", engine.Events)}]\n" : "    attached: false\n");
        if (engine.Rules.IsEmpty)
        {
            return;
        }

        text.Append("    on:\n");
        foreach (var rule in engine.Rules)
        {
            text.Append(null, $"      - callback: {rule.Callback}\n");
            rule.Properties.ToList().ForEach(p => text.Append(null, $"        {p}\n"));
            if (!rule.Do.IsEmpty)
            {
                text.Append("        do:\n");
                Steps(text, rule.Do, "          ");
            }
        }
    }

    private static void Steps(StringBuilder text, ImmutableArray<string> steps, string indent) => steps.ToList().ForEach(s => text.Append(null, $"{indent}- {s}\n"));

    [GeneratedRegex(@"^(open|wake_up): (?<gate>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opens();

    [GeneratedRegex(@"(^await: |until: )(?<gate>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Awaits();
}

/// <summary>A thread or actor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Properties">Lines that it has beside its steps.</param>
/// <param name="Steps">Its steps, a line each.</param>
internal sealed record GeneratedPart(string Name, ImmutableArray<string> Properties, ImmutableArray<string> Steps);

/// <summary>An engine.</summary>
internal sealed record GeneratedEngine(string Name, string Thread, bool Attached, ImmutableArray<string> Events, ImmutableArray<GeneratedRule> Rules);

/// <summary>What a callback does.</summary>
/// <param name="Callback">Which.</param>
/// <param name="Properties">Lines that the rule has beside its steps: what it returns, which occurrences.</param>
/// <param name="Do">Its steps, a line each.</param>
internal sealed record GeneratedRule(string Callback, ImmutableArray<string> Properties, ImmutableArray<string> Do);
