using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;
using Utrace.Conformance.Verdicts.Scheduled;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Rendering;

/// <summary>What a replay shows: the verdict, whether the schedule fits, and one line to look for.</summary>
internal static class ReplayText
{
    private const int LabelWidth = 12;

    /// <summary>Prints it all.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="scenario">The scenario as it was run.</param>
    /// <param name="without">The parts that it lacks.</param>
    /// <param name="oldHash">The hash that the line names, where the scenario has another now.</param>
    public static void Print(Page page, ReplayResult result, Scenario scenario, IReadOnlyCollection<string> without, string? oldHash)
    {
        if (oldHash is not null)
        {
            page.Line($"warning: the line was made with version {oldHash} of the scenario, and is run with version {scenario.Hash}");
        }

        if (result.Verdict.Kind is not VerdictKind.Pass)
        {
            VerdictText.Print(page, result.Verdict, scenario);
        }

        page.Field("schedule", $"{Counted.Of(result.Size.Steps, "step")}, {Counted.Of(result.Size.Preemptions, "preemption")}, {Counted.Of(result.Size.Contexts, "context")}", 2, LabelWidth);
        ScheduleText.PrintWithout(page, without, LabelWidth);
        ScheduleText.PrintWindows(page, result.Windows, LabelWidth);
        if (result.Misfit is { } misfit)
        {
            page.Line(FormattableString.Invariant(
                $"misfit: at step {misfit.Step} the schedule wants {misfit.Wanted}, but only {string.Join(" or ", misfit.Enabled)} could go on; from there on it was not followed"));
        }

        if (result.Logs > 1)
        {
            page.Line($"warning: {Counted.Of(result.Logs, "different log")} in {Counted.Of(result.Runs, "run")}: {ScheduledCase.NotDeterministic}");
        }

        page.Line($"replay: {Said(result)}", result.ExitCode == ExitCode.Conformant ? "green" : "bold red");
    }

    private static string Said(ReplayResult result)
    {
        var cut = result.Runs < result.Asked ? FormattableString.Invariant($", of {result.Asked} asked for") : "";
        var times = FormattableString.Invariant($"{result.Reproduced} of {result.Runs}{cut}");
        return result switch
        {
            { Misfit: not null, Verdict.IsFailure: true } => $"NOT reproduced, the schedule does not fit any more; what was run instead is wrong as well, breaks {Broken(result)}",
            { Misfit: not null } => "NOT reproduced, the schedule does not fit any more; nothing is wrong with what was run instead, which decides nothing",
            { Verdict.IsFailure: true } => $"reproduced {times}, breaks {Broken(result)}",
            { Verdict.Kind: VerdictKind.Inconclusive } => $"inconclusive, {result.Verdict.Reason}",
            _ => $"NOT reproduced, {times}: the schedule fits, and nothing is wrong with it",
        };
    }

    private static string Broken(ReplayResult result) =>
        result.Verdict.Blamed.IsEmpty ? "the contract" : string.Join(", ", result.Verdict.Blamed);
}
