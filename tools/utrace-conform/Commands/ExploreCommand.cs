using System.CommandLine;
using System.Diagnostics;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Output;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;
using Utrace.Spec.Scenarios;
using static Spectre.Console.AnsiConsoleExtensions;

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
        var maxBytes = new Option<int?>("--max-megabytes") { Description = "Stop a case at so much memory", HelpName = "N" };
        var reduction = new Option<string>("--reduction")
        {
            Description = "Whether interleavings that differ in the order of local steps alone are looked at once: off, on, auto (off up to a million states, then on)",
            HelpName = "WHEN",
            DefaultValueFactory = _ => "auto",
        };
        reduction.AcceptOnlyFromAmong("off", "on", "auto");
        var symmetry = new Option<string>("--symmetry")
        {
            Description = "Whether interleavings that differ in the names of interchangeable actors alone are looked at once: off, on, auto (off up to a million states, then on)",
            HelpName = "WHEN",
            DefaultValueFactory = _ => "auto",
        };
        symmetry.AcceptOnlyFromAmong("off", "on", "auto");
        var shard = ShardArgument.Option();
        var stats = new Option<bool>("--stats") { Description = "What each case took, how much reduction saves, and the rules that never fired" };
        var json = CommandContext.JsonOption("explore");
        var command = new ConformCommand("explore", "Look at every interleaving of the model, and show the shortest one that breaks a promise")
        {
            Examples =
            [
                ("utrace-conform explore 'resume/lost-resume*' --profile rhel6", "find the race of 2010 in the model of that kernel"),
                ("utrace-conform explore 'race/**' --stats", "how large the cases are, and what reduction saves"),
                ("utrace-conform explore --all --shard 1/4 --json > explored-1.json", "a quarter of it; merge puts the quarters together"),
                ("utrace-conform explore --all", "prove that the promises hold in the normative model"),
            ],
            Notes = "Exit codes: 0 no breach and nothing cut, 1 a breach, 3 no breach but something was cut, 64 the command line is wrong.",
        };
        command.Add(globs);
        command.Add(all);
        command.Add(profile);
        command.Add(maxStates);
        command.Add(maxBytes);
        command.Add(reduction);
        command.Add(symmetry);
        command.Add(shard);
        command.Add(stats);
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

            if (result.GetValue(maxBytes) is { } megabytes)
            {
                options = options with { MaxBytes = megabytes > 0 ? (long)megabytes << 20 : throw Numbers.NotPositive("--max-megabytes", megabytes) };
            }

            options = options with { Reduction = Enum.Parse<Reduction>(result.GetValue(reduction)!, ignoreCase: true) };
            options = options with { Symmetry = Enum.Parse<Symmetry>(result.GetValue(symmetry)!, ignoreCase: true) };
            var chosen = Profiles.Get(result.GetValue(profile)!);
            var picked = ScenarioLibrary.Load(context.RootOf(result)).Pick(wanted, []);
            var part = ShardArgument.Read(result.GetValue(shard));
            var origin = new ExploreOrigin(
                KitRelease.Version, ReportWriter.HashOf(picked), picked.Length, options.MaxStates, options.MaxBytes >> 20, result.GetValue(reduction)!, result.GetValue(symmetry)!, part?.ToString());
            IReadOnlyList<Scenario> scenarios = part is { } p ? [.. ShardPlan.Of(picked, p).Select(i => picked[i])] : picked;
            return Run(context, scenarios, chosen, origin, options, result.GetValue(stats), result.GetValue(json));
        });
        return command;
    }

    private static int Run(CommandContext context, IReadOnlyList<Scenario> scenarios, Profile profile, ExploreOrigin origin, ExplorationOptions options, bool stats, bool json)
    {
        var page = new Page(context.Host.Out);
        var explored = new List<Explored>();
        var lines = new ProgressLines(line => context.Host.Error.WriteLine(line), TimeProvider.System);
        var clock = Stopwatch.StartNew();

        // Several cases run side by side; one alone has both workers.
        options = options with { Workers = scenarios.Count == 1 ? Math.Min(2, Environment.ProcessorCount) : 1 };
        LongJob.Run(context.Host.Error, "exploring", scenarios.Count, step =>
        {
            foreach (var one in scenarios.AsParallel().AsOrdered().WithCancellation(context.Host.Cancel)
                .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(s => Explored.Of(s, profile, options, stats, lines.Of(s), context.Host.Cancel)))
            {
                explored.Add(one);
                step(one.Result.Scenario.Id);
            }
        });

        var report = ExploreReports.Of(profile, origin, explored);
        context.Host.Error.WriteLine(ExploreText.Pace(explored.Sum(e => (long)e.Result.States + e.Result.StatesWithHistories), clock.Elapsed.TotalSeconds));
        if (json)
        {
            context.PrintJson(report);
        }
        else
        {
            explored.ForEach(e => ExploreText.Print(page, e, profile));
            if (report.Stats is { } totals)
            {
                ExploreText.Print(page, totals);
            }

            context.Line(ExploreText.Verdict(report));
        }

        return ExploreReports.ExitCodeOf(report);
    }
}
