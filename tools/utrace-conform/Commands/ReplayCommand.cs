using System.CommandLine;
using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Replaying;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts;
using Utrace.Conformance.Verdicts.Scheduled;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Commands;

/// <summary><c>replay LINE</c>: one schedule of an implementation, again.</summary>
internal static class ReplayCommand
{
    private const string Where = "LINE";

    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var line = new Argument<string[]>("LINE") { Description = "What run --tier T2 printed behind 'utrace-conform replay', quoted", Arity = ArgumentArity.OneOrMore };
        var times = new Option<int>("--times") { Description = "How often", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = CommandContext.JsonOption("replay");
        var command = new ConformCommand("replay", "Run one schedule of an implementation again, exactly as a run at T2 found it")
        {
            Examples =
            [
                ("utrace-conform replay 'resume/after-barrier-held@RESUME on threaded+lost-resume seed 1: T*9 D*6'", "nine steps of T, six of D, then as it comes"),
                ("utrace-conform replay LINE --times 100", "how often it shows the same"),
            ],
            Notes = """
                LINE is CASE [without PART,...] on ADAPTER seed N [hash HASH]: SCHEDULE. The schedule names contexts and how many steps each makes in a row; behind it whoever ran
                last goes on while it can, else the first that can. docs/replay.md has the whole grammar.

                Exit codes: 1 something is wrong again, 0 the schedule fits and nothing is wrong with it any more, 3 the schedule does not fit any more and nothing was wrong on
                the way taken instead, 64 the line is wrong or names what is not there, 69 the implementation has no pause points.
                """,
        };
        command.Add(line);
        command.Add(times);
        command.Add(json);
        command.SetAction(result =>
        {
            var wanted = result.GetValue(times) is > 0 and var n ? n : throw Numbers.NotPositive("--times", result.GetValue(times));
            return Run(context, string.Join(' ', result.GetRequiredValue(line)), wanted, result.GetValue(json), context.RootOf(result));
        });
        return command;
    }

    private static int Run(CommandContext context, string text, int times, bool json, string root)
    {
        var line = Read(text);
        var whole = ScenarioLibrary.Load(root).Single(line.Case, Where);
        var hasChanged = line.Hash is { } hash && !string.Equals(hash, whole.Hash, StringComparison.Ordinal);
        var adapter = Pausable(line.Adapter);
        using var wire = adapter as IDisposable;
        var scenario = Cut(whole, line, hasChanged);
        CheckContexts(scenario, line, hasChanged);
        var model = ModelCache.Normative().Fresh(scenario);
        var options = new CertifyOptions(DeadlineUnit.Calibrate()) { Seed = line.Seed };
        var result = ReplayRun.Run(model, adapter, line.Steps, options, times, context.Host.Cancel);
        result = result with { Verdict = result.Verdict with { Repeat = line.ToCommand() } };
        if (json)
        {
            context.PrintJson(result);
        }
        else
        {
            ReplayText.Print(new Page(context.Host.Out), result, scenario, line.Without, hasChanged ? line.Hash : null);
        }

        return result.ExitCode;
    }

    private static ReplayLine Read(string text)
    {
        try
        {
            return ReplayLine.Read(text);
        }
        catch (ReplayLineException e)
        {
            throw new UserError(
                ExitCode.Usage, e.Message, FormattableString.Invariant($"{Where}, column {e.Column}"), e.Expected, "paste the whole line that run --tier T2 printed, in quotes");
        }
    }

    private static IPausableAdapter Pausable(string name)
    {
        var adapter = AdapterRegistry.Resolve([name], null)[0];
        return adapter is { Identity.Tier: ControlTier.T2 } and IPausableAdapter pausable ? pausable : throw new UserError(
            ExitCode.AdapterUnavailable, $"{name} has no pause points, so no schedule of it can be chosen", Where, "an implementation that offers T2",
            $"{ConformCommandLine.ProgramName} list adapters shows what each offers");
    }

    private static Scenario Cut(Scenario whole, ReplayLine line, bool hasChanged)
    {
        if (ScenarioCut.Without(whole, line.Without) is { } scenario)
        {
            return scenario;
        }

        var parts = ScenarioCut.PartsOf(whole);
        var missing = line.Without.First(p => !parts.Contains(p, StringComparer.Ordinal));
        throw new UserError(
            ExitCode.Usage, $"{whole.Id} has no part '{missing}' to leave out{Changed(hasChanged)}", $"{Where}, without", $"actors, engines, their steps and rules: {ParseErrors.Join(parts.Order(StringComparer.Ordinal))}",
            Again(whole, line));
    }

    private static void CheckContexts(Scenario scenario, ReplayLine line, bool hasChanged)
    {
        List<string> contexts = [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name)];
        if (line.Steps.FirstOrDefault(s => !contexts.Contains(s, StringComparer.Ordinal)) is { } unknown)
        {
            throw new UserError(
                ExitCode.Usage, $"the schedule names '{unknown}', which is no thread or actor of {scenario.Id}{Changed(hasChanged)}", $"{Where}, schedule",
                $"one of {ParseErrors.Join(contexts)}", Again(scenario, line));
        }
    }

    private static string Changed(bool hasChanged) => hasChanged ? "; the scenario has changed since the line was printed" : "";

    private static string Again(Scenario scenario, ReplayLine line) =>
        $"find it anew: {ConformCommandLine.ProgramName} run '{scenario.Id}' --adapter {ShellWord.OfAdapter(line.Adapter)} --tier T2";
}
