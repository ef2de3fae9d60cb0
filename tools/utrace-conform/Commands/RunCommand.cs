using System.CommandLine;
using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Running;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>run</c>: certifies implementations.</summary>
internal static class RunCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var o = new RunArguments();
        var command = new ConformCommand("run", "Certify implementations: every case is played, and its log judged against the model")
        {
            Examples =
            [
                ("utrace-conform run", "every case on the reference and on the threaded implementation"),
                ("utrace-conform run --guarantee BARRIER-02", "what tests one guarantee"),
                ("utrace-conform run 'resume/*' --adapter threaded --fault lost-resume", "see a violation"),
                ("utrace-conform run --adapter exec:./mine --validate", "an implementation in any language (docs/protocol.md)"),
                ("utrace-conform run --adapter mine --expectations mine.yaml --today $(date -I)", "known failures are no news; everything else is"),
                ("utrace-conform run --shard 1/4 --report jsonl=shard-1.jsonl", "a quarter of it; merge puts the quarters together"),
                ("utrace-conform run --tier T0 --seed 7 --report junit=result.xml", "stress, with a report for a CI server"),
                ("utrace-conform run 'resume/*' --adapter threaded --tier T2", "many schedules of every case, chosen by the kit"),
                ("utrace-conform run 'race/*' --adapter threaded --tier T2 --strategy dfs --schedules 100000", "every interleaving, if that many schedules are enough"),
            ],
            Notes = ScheduleArguments.Notes + "\n\n"
                + "A kernel of the past (reference:rhel6, reference:upstream-2010-10) is also looked at over every interleaving: the table of the guarantees that it breaks names the case with the\n"
                + "shortest log for each: fewest events, then the first name in ordinal order.\n\n" + ExitCodeTable.Text + "\n\nCtrl-C lets the cases under way finish, keeps every finished one, marks the reports as cut and exits with 3.",
        };
        o.AddTo(command);
        command.SetAction(result => Run(context, o.Read(result, context.FullPath), context.RootOf(result)));
        return command;
    }

    private static int Run(CommandContext context, RunRequest request, string root)
    {
        using var trace = request.Wire.Trace;
        var adapters = AdapterRegistry.Resolve(request.Adapters, request.Fault, request.Wire, request.Variant);
        try
        {
            return Run(context, request, root, adapters);
        }
        finally
        {
            AdapterRegistry.Close(adapters);
        }
    }

    private static int Run(CommandContext context, RunRequest request, string root, IReadOnlyList<IAdapter> adapters)
    {
        CheckTier(adapters, request.Tier);
        request.Schedules.Check(request.Tier);
        var library = ScenarioLibrary.Load(root);
        var scenarios = library.Pick(request.Scenarios, request.Guarantees);
        var expected = ExpectedRun.Of(request, library, adapters, context.FullPath);
        var options = request.Schedules.Apply(
            new CertifyOptions(DeadlineUnit.Calibrate()) { Tier = request.Tier, Seed = request.Seed, Jobs = request.Jobs, Shard = request.Shard });
        using var reports = new ReportFiles(request.Reports, context.FullPath);
        reports.Begin(scenarios, adapters, options, expected, new Lazy<KitDefinitions>(() => KitDefinitions.Of(GuaranteeCatalogue.All, library.All)));
        var result = expected.Apply(Certify(context, scenarios, adapters, options, expected, reports), ranAll: request.Shard is null && library.IsWhole(scenarios));
        reports.End(result);
        var scopes = AdapterScope.Of(result, adapters.DistinctBy(a => a.Identity.Name, StringComparer.Ordinal).ToDictionary(a => a.Identity.Name, a => a.Identity.ApiVersion, StringComparer.Ordinal));
        var kernels = KernelSearch.Of(context, adapters, scenarios, request.Shard);
        if (request.Json)
        {
            context.PrintJson(RunSummary.Of(result) with { Scopes = scopes, Kernels = kernels });
        }
        else
        {
            RunText.Print(context.Host.Out, result, scenarios.ToDictionary(s => s.Id, StringComparer.Ordinal), request.Seed, request.Verbose, scopes, kernels);
        }

        return result.ExitCode;
    }

    private static CertifyResult Certify(
        CommandContext context, IReadOnlyList<Scenario> scenarios, IReadOnlyList<IAdapter> adapters, CertifyOptions options, ExpectedRun expected, ReportFiles reports)
    {
        var result = new CertifyResult([], 0);
        var failures = 0;
        var planned = (options.Shard is { } shard ? ShardPlan.Of(scenarios, shard).Length : scenarios.Count) * adapters.Count;
        LongJob.Run(context.Host.Error, "run", planned, step =>
        {
            var progress = new Immediate<RunProgress>(p =>
            {
                var verdict = expected.Mark(p.Verdict);
                reports.Report(p with { Verdict = verdict });
                failures += verdict is { IsFailure: true, IsExpectedFailure: false } ? 1 : 0;
                step(failures == 0 ? "no failure" : Counted.Of(failures, "failure"));
            });
            result = new Certifier(ModelCache.Normative()).Certify(scenarios, adapters, options, progress, context.Host.Cancel);
        });
        return result;
    }

    private static void CheckTier(IReadOnlyList<IAdapter> adapters, ControlTier? tier)
    {
        if (adapters.FirstOrDefault(a => a.Identity.Tier < tier) is { Identity: var weak })
        {
            throw new UserError(
                ExitCode.Usage, $"{weak.Name} cannot be run at {tier}", "--tier", $"{weak.Name} offers T0 to {weak.Tier}",
                $"ask for {weak.Tier}, or leave --tier out");
        }
    }
}
