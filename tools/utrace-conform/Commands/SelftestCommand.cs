using System.CommandLine;
using Utrace.Adapters.Threaded;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Families;
using Utrace.Conformance.Running;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>selftest</c>: shows that the kit can fail.</summary>
internal static class SelftestCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var glob = new Option<string?>("--fault") { Description = "Only faults whose name matches", HelpName = "GLOB" };
        var variant = new Option<string?>("--variant") { Description = "Only legal variants whose name matches, and no faults unless --fault is given", HelpName = "GLOB" };
        var repeat = new Option<int>("--repeat") { Description = "How often the implementation without a fault is run", HelpName = "N", DefaultValueFactory = _ => 1 };
        var all = new Option<bool>("--matrix") { Description = "Try every case on every fault (default: until a fault is rightly blamed)" };
        var seed = new Option<ulong>("--seed") { Description = "What random choices begin with", HelpName = "N", DefaultValueFactory = _ => 1 };
        var full = new Option<bool>("--full") { Description = "With --json: the whole matrix, not only the five numbers" };
        var json = CommandContext.JsonOption("selftest");
        var command = new ConformCommand("selftest", "Run the suite against every fault, each to be caught and blamed on a guarantee that it breaks, and against every legal variant, none to be caught")
        {
            Examples =
            [
                ("utrace-conform selftest", "the kill matrix"),
                ("utrace-conform selftest --fault 'lost-*' --matrix", "every case on some faults"),
                ("utrace-conform selftest --variant '*' --matrix", "every case on every legal variant: no alarm may be raised"),
                ("utrace-conform selftest --repeat 20", "20 runs without a fault: no alarm may be raised"),
            ],
            Notes = "The tier is the least control that shows the fault every time: T1 with callbacks held open, T2 only under schedules of the implementation's own steps. "
                + "Exit codes: 0 every fault caught and rightly blamed and no false alarm, 1 otherwise, 3 stopped before that could be said, 64 no such fault.",
        };
        foreach (var option in new Option[] { glob, variant, repeat, all, seed, full, json })
        {
            command.Add(option);
        }

        command.SetAction(result =>
        {
            if (result.GetValue(repeat) < 1)
            {
                throw Numbers.NotPositive("--repeat", result.GetValue(repeat));
            }

            var options = new SelftestOptions(new CertifyOptions(DeadlineUnit.Calibrate()) { Seed = result.GetValue(seed), Schedules = SelftestOptions.Schedules })
            {
                All = result.GetValue(all),
                Repeats = result.GetValue(repeat),
                Variants = [.. MatchingVariants(result.GetValue(variant), result.GetValue(glob)).Select(VariantCase.Of)],
            };
            var tested = Run(context, Matching(result.GetValue(glob), result.GetValue(variant)), ScenarioLibrary.Load(context.RootOf(result)).All, ModelCache.Normative(), options);
            if (!result.GetValue(json))
            {
                SelftestText.Print(context.Host.Out, tested);
            }
            else if (result.GetValue(full))
            {
                context.PrintJson(tested);
            }
            else
            {
                context.Line(Json.LineOf(tested.Summary));
            }

            return tested.ExitCode;
        });
        return command;
    }

    /// <summary>Runs it with a progress bar.</summary>
    public static SelftestResult Run(CommandContext context, IReadOnlyList<Fault> faults, IReadOnlyList<Scenario> scenarios, ModelCache models, SelftestOptions options)
    {
        SelftestResult? result = null;
        LongJob.Run(context.Host.Error, "selftest", options.Repeats + faults.Count + options.Variants.Length, step =>
            result = new SelftestRun(models).Run(
                scenarios, [.. faults.Select(FaultCase.Of)], new ThreadedAdapter(), options,
                new Immediate<SelftestProgress>(p => step(p.What)), context.Host.Cancel));
        return result!;
    }

    private static IReadOnlyList<Variant> MatchingVariants(string? glob, string? faults)
    {
        if (glob is null)
        {
            return faults is null ? Variants.All : [];
        }

        var found = Variants.All.Where(v => Glob.IsMatch(glob, v.Name)).ToList();
        return found.Count > 0 ? found : throw new UserError(
            ExitCode.Usage,
            $"no variant matches '{glob}'" + (Variants.NearestTo(glob.Trim('*', '?')) is { } near ? $"; did you mean '{near}'?" : ""),
            "--variant", $"the name of one of the {Variants.All.Length} legal variants, or a glob over them", $"{ConformCommandLine.ProgramName} list variants shows them all");
    }

    private static IReadOnlyList<Fault> Matching(string? glob, string? variants)
    {
        if (glob is null)
        {
            return variants is null ? Faults.All : [];
        }

        var found = Faults.All.Where(f => Glob.IsMatch(glob, f.Name)).ToList();
        return found.Count > 0 ? found : throw new UserError(
            ExitCode.Usage,
            $"no fault matches '{glob}'" + (Faults.NearestTo(glob.Trim('*', '?')) is { } near ? $"; did you mean '{near}'?" : ""),
            "--fault", $"the name of one of the {Faults.All.Length} faults, or a glob over them", $"{ConformCommandLine.ProgramName} list faults shows them all");
    }
}
