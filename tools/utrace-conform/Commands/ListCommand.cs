using System.CommandLine;
using Utrace.Adapters.Threaded;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Commands;

/// <summary><c>list scenarios|guarantees|adapters|faults|variants</c>: what there is, one line each.</summary>
internal static class ListCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var command = new ConformCommand("list", "Show what there is: scenarios, guarantees, adapters, faults or variants")
        {
            Examples =
            [
                ("utrace-conform list scenarios", "every case with the guarantees it tests"),
                ("utrace-conform list guarantees --json", "the catalogue, for a program to read"),
            ],
        };
        command.Add(Of(context, "scenarios", "Every case: id, guarantees, title", Scenarios, i => [i.Id, string.Join(' ', i.Guarantees), i.Title]));
        command.Add(Of(context, "guarantees", "Every guarantee: id, level, tier, statement", _ => Catalogue(), i => [i.Id, i.Level, $"tier {i.Tier}", i.Statement]));
        command.Add(Of(context, "adapters", "Every implementation: name, language, API version, tier, capabilities", _ => Adapters(),
            i => [i.Name, i.Language, $"API {i.ApiVersion}", $"up to {i.Tier}", string.Join(' ', i.Capabilities)]));
        command.Add(Of(context, "faults", "Every fault of the threaded implementation: name, what it breaks, what it does wrong", _ => FaultList(),
            i => [i.Name, i.Tier, string.Join(' ', i.Breaks), i.Behaviour]));
        command.Add(Of(context, "variants", "Every legal variant of the threaded implementation: name, what leaves it open, what it does otherwise", _ => VariantList(),
            i => [i.Name, i.Guarantees.Count == 0 ? "-" : string.Join(' ', i.Guarantees), i.Behaviour]));
        return command;
    }

    private static ConformCommand Of<T>(
        CommandContext context, string name, string description,
        Func<string, IReadOnlyList<T>> items, Func<T, IReadOnlyList<string>> cells)
    {
        var json = CommandContext.JsonOption($"list-{name}");
        var command = new ConformCommand(name, description)
        {
            Examples = [($"utrace-conform list {name}", "one line each"), ($"utrace-conform list {name} --json", "for a program to read")],
        };
        command.Add(json);
        command.SetAction(result =>
        {
            var all = items(context.RootOf(result));
            if (result.GetValue(json))
            {
                context.PrintJson(all);
            }
            else
            {
                foreach (var line in Columns.Table([.. all.Select(cells)]))
                {
                    context.Line(line);
                }
            }

            return ExitCode.Conformant;
        });
        return command;
    }

    private static IReadOnlyList<ScenarioItem> Scenarios(string root) =>
        [.. ScenarioLibrary.Load(root).All.Select(s => new ScenarioItem(s.Id, s.Title, s.Hash, s.Guarantees, s.Needs))];

    private static IReadOnlyList<GuaranteeItem> Catalogue() =>
        [.. GuaranteeCatalogue.All.Select(g => new GuaranteeItem(
            g.Id, g.Area, Guarantees.WordOf(g.Level), (int)g.Tier, Guarantees.WordOf(g.Racy), g.Statement, g.Source))];

    private static IReadOnlyList<AdapterItem> Adapters() =>
        [.. AdapterRegistry.All.Select(a => a.Identity).Select(i =>
            new AdapterItem(i.Name, i.Version, i.Language, i.ApiVersion, i.Tier.ToString(), [.. i.Capabilities]))];

    private static IReadOnlyList<FaultItem> FaultList() =>
        [.. Faults.All.Select(f => new FaultItem(f.Name, f.Ids, f.Behaviour, f.Breaks, f.Tier.ToString(), f.Shows))];

    private static IReadOnlyList<VariantItem> VariantList() =>
        [.. Variants.All.Select(v => new VariantItem(v.Name, v.Behaviour, v.Guarantees, v.ShownBy, v.Gains, v.Loses))];
}
