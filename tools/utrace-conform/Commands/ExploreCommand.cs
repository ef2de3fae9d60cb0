using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>explore SCENARIO|--all</c>: every interleaving of the model.</summary>
internal static class ExploreCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var globs = new Argument<string[]>("SCENARIO") { Description = "Ids or globs of cases", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every bundled case" };
        var profile = new Option<string>("--profile")
        {
            Description = "Whose behaviour: " + string.Join(", ", Profiles.Names),
            HelpName = "PROFILE",
            DefaultValueFactory = _ => "normative",
        };
        profile.CompletionSources.Add([.. Profiles.Names]);
        var maxStates = new Option<int?>("--max-states") { Description = "Stop a case at so many states", HelpName = "N" };
        var json = CommandContext.JsonOption("explore");
        var command = new ConformCommand("explore", "Look at every interleaving of the model, and show the shortest one that breaks a promise")
        {
            Examples =
            [
                ("utrace-conform explore 'resume/lost-resume*' --profile rhel6", "find the race of 2010 in the model of that kernel"),
                ("utrace-conform explore --all", "prove that the promises hold in the normative model"),
            ],
            Notes = "Exit codes: 0 no breach and nothing cut, 1 a breach, 3 no breach but something was cut, 64 the command line is wrong.",
        };
        command.Add(globs);
        command.Add(all);
        command.Add(profile);
        command.Add(maxStates);
        command.Add(json);
        command.SetAction(result =>
        {
            var wanted = result.GetValue(globs) ?? [];
            if (result.GetValue(all) == (wanted.Length > 0))
            {
                throw new UserError(
                    ExitCode.Usage, "say either which scenarios or --all", "utrace-conform explore", "one or more SCENARIO, or --all",
                    "utrace-conform list scenarios shows the ids");
            }

            var options = ExplorationOptions.Default;
            if (result.GetValue(maxStates) is { } bound)
            {
                options = options with { MaxStates = bound > 0 ? bound : throw Numbers.NotPositive("--max-states", bound) };
            }

            var chosen = Profiles.Get(result.GetValue(profile)!);
            var scenarios = ScenarioLibrary.Load(context.RootOf(result)).Pick(wanted, []);
            return Run(context, scenarios, chosen, options, result.GetValue(json));
        });
        return command;
    }

    private static int Run(CommandContext context, IReadOnlyList<Scenario> scenarios, Profile profile, ExplorationOptions options, bool json)
    {
        var page = new Page(context.Host.Out);
        var explored = new List<(ExplorationResult Result, ITransitionSystem System)>();
        LongJob.Run(context.Host.Error, "exploring", scenarios.Count, step =>
        {
            foreach (var one in scenarios.AsParallel().AsOrdered().WithCancellation(context.Host.Cancel)
                .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(s => Explore(s, profile, options, context.Host.Cancel)))
            {
                explored.Add(one);
                step(one.Result.Scenario.Id);
            }
        });

        var results = explored.ConvertAll(e => e.Result);
        if (json)
        {
            context.PrintJson(ExploreReports.Of(profile, explored));
        }
        else
        {
            results.ForEach(r => ExploreText.Print(page, r, profile));
            context.Line(ExploreText.Verdict(results, profile));
        }

        return results.Exists(r => r.Findings.Length > 0) ? ExitCode.Violation
            : results.TrueForAll(r => r.IsComplete) ? ExitCode.Conformant
            : ExitCode.Inconclusive;
    }

    private static (ExplorationResult Result, ITransitionSystem System) Explore(
        Scenario scenario, Profile profile, ExplorationOptions options, CancellationToken cancel)
    {
        var system = UtraceModel.Create(scenario, profile);
        return (Explorer.Explore(system, scenario, options, progress: null, cancel), system);
    }
}
