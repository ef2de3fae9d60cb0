using System.Text.Json.Nodes;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class ReplayTests : ConformTest
{
    private const string Case = "resume/after-barrier-held@RESUME";

    [Test]
    public void Run_AtT2_PrintsALineThatReplayReproducesAHundredTimes()
    {
        var (run, line) = Found();
        var replay = Run("replay", line, "--times", "100");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(1));
            Assert.That(run.Out, Does.StartWith($"VIOLATION {Case} on threaded+lost-resume (T2)\n"));
            Assert.That(run.Out, Does.Match(@"\n  found by    \w+.*, schedule \d+\n  minimised   from \d+ steps, \d+ preemptions?, 2 contexts to \d+ steps, \d+ preemptions?, 2 contexts"));
            Assert.That(run.Out, Does.Match(@"\nschedules: \d+ schedules? of 1 case on threaded\+lost-resume \(T2, strategy auto\), \d+ distinct logs?; exhausted: 0 of 1 \(-v lists them\)\n"));
            Assert.That(replay.Code, Is.EqualTo(1));
            Assert.That(replay.Out, Does.StartWith($"VIOLATION {Case} on threaded+lost-resume (T2)\n"));
            Assert.That(replay.Out, Does.Match(@"\n    >> +\d+ end T=tstopped"));
            Assert.That(replay.Out, Does.Match(@"\nreplay: reproduced 100 of 100, breaks [A-Z0-9, -]*RESUME-03[A-Z0-9, -]*$"));
        }
    }

    [Test]
    public void Replay_TheWholePrintedLineInQuotes_IsUnderstood()
    {
        var (_, line) = Found();
        Assert.That(Run("replay", $"utrace-conform replay '{line}'").Out, Does.Contain("\nreplay: reproduced 1 of 1, breaks "));
    }

    [Test]
    public void Replay_Json_HasVerdictAndCounts()
    {
        var (_, line) = Found();
        var result = Run("replay", line, "--times", "3", "--json");
        var json = JsonNode.Parse(result.Out)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(((int)json["runs"]!, (int)json["reproduced"]!, (int)json["logs"]!, (int)json["exitCode"]!), Is.EqualTo((3, 3, 1, 1)));
            Assert.That((string?)json["verdict"]!["kind"], Is.EqualTo("violation"));
            Assert.That((string?)json["verdict"]!["repeat"], Is.EqualTo($"utrace-conform replay '{line}'"));
        }
    }

    [Test]
    public void Run_Json_HasTheSchedules()
    {
        var json = JsonNode.Parse(Run("run", Case, "--adapter", "threaded", "--tier", "T2", "--strategy", "dfs", "--json").Out)!;
        var schedules = json["schedules"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)schedules["adapter"], Is.EqualTo("threaded"));
            Assert.That((string?)schedules["strategy"], Is.EqualTo("Systematic"));
            Assert.That((long)schedules["schedules"]!, Is.Positive);
            Assert.That(((int)schedules["cases"]!, schedules["exhausted"]!.AsArray().Single()!.ToString()), Is.EqualTo((1, Case)));
        }
    }

    [Test]
    public void Run_Verbose_ListsTheCases() =>
        Assert.That(Run("run", Case, "--adapter", "threaded", "--tier", "T2", "-v").Out, Does.Match(@$"; exhausted: 1 of 1\n  {Case}  exhausted  \d+ schedules?  \d+ logs?  \d+ outcomes?\n"));

    [Test]
    public void Replay_TheImplementationWasPutRight_SaysThatNothingIsWrong()
    {
        var (_, line) = Found();
        var result = Run("replay", line.Replace("threaded+lost-resume", "threaded", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Does.EndWith("replay: NOT reproduced, 0 of 1: the schedule fits, and nothing is wrong with it"));
        }
    }

    [Test]
    public void Replay_ScheduleThatDoesNotFit_SaysAtWhichStepAndDecidesNothing()
    {
        var result = Run("replay", $"{Case} on threaded seed 1: D*40");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(3));
            Assert.That(result.Out, Does.Match(@"\nmisfit: at step \d+ the schedule wants D, but only T could go on; from there on it was not followed\n"));
            Assert.That(result.Out, Does.EndWith("replay: NOT reproduced, the schedule does not fit any more; nothing is wrong with what was run instead, which decides nothing"));
        }
    }

    [Test]
    public void Replay_ScheduleThatDoesNotFitAndAFailureAllTheSame_SaysBoth()
    {
        var result = Run("replay", $"{Case} on threaded+lost-resume seed 1: D*40");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(1));
            Assert.That(result.Out, Does.Contain("\nmisfit: at step "));
            Assert.That(result.Out, Does.Contain("\nreplay: NOT reproduced, the schedule does not fit any more; what was run instead is wrong as well, breaks "));
        }
    }

    [Test]
    public void Replay_TheScenarioHasChanged_IsAWarning()
    {
        var (_, line) = Found();
        Repository.Write($"fixtures/scenarios/{TestRepository.HeldId}.yaml", TestRepository.Held.Replace("title: An action", "title: Some action", StringComparison.Ordinal));
        Assert.That(Run("replay", line).Out, Does.Match("^warning: the line was made with version [0-9a-f]{16} of the scenario, and is run with version [0-9a-f]{16}\nVIOLATION "));
    }

    [Test]
    public void Replay_TheScenarioHasLostAnActor_SaysSo() => Run("replay", $"{Case} on threaded seed 1 hash 0000000000000000: D*3 P").IsError(64, $"""
        error: the schedule names 'P', which is no thread or actor of {Case}; the scenario has changed since the line was printed
          where:    LINE, schedule
          expected: one of T, D
          do:       find it anew: utrace-conform run '{Case}' --adapter threaded --tier T2
        """);

    [Test]
    public void Replay_UnknownContext_NamesThem() => Run("replay", $"{Case} on threaded seed 1: D*3 P").IsError(64, $"""
        error: the schedule names 'P', which is no thread or actor of {Case}
          where:    LINE, schedule
          expected: one of T, D
          do:       find it anew: utrace-conform run '{Case}' --adapter threaded --tier T2
        """);

    [Test]
    public void Replay_UnknownPart_NamesThem() => Run("replay", $"{Case} without D.9 on threaded seed 1: T").IsError(64, $"""
        error: {Case} has no part 'D.9' to leave out
          where:    LINE, without
          expected: actors, engines, their steps and rules: D, D.1, D.2, D.3, D.4, D.5, E, E.1, F, F.1, T.1, T.2
          do:       find it anew: utrace-conform run '{Case}' --adapter threaded --tier T2
        """);

    [Test]
    public void Replay_NotALine_ShowsTheGrammar() => Run("replay", "after-barrier-held").IsError(64, """
        error: the line has no ':' and so no schedule
          where:    LINE, column 19
          expected: CASE [without PART,...] on ADAPTER seed N [hash HASH]: SCHEDULE, as run --tier T2 prints it
          do:       paste the whole line that run --tier T2 printed, in quotes
        """);

    [Test]
    public void Replay_UnknownCase_ListsNearMatches() => Run("replay", "resume/after-barier-held on threaded seed 1: T").IsError(64, """
        error: no scenario matches 'resume/after-barier-held'
          where:    LINE
          expected: the id of one of the 3 cases, or a glob over them (* any run of characters, ? one)
          do:       did you mean resume/after-barrier-held?
        """);

    [Test]
    public void Replay_ImplementationWithoutPausePoints_SaysSo() => Run("replay", $"{Case} on reference seed 1: T").IsError(69, """
        error: reference has no pause points, so no schedule of it can be chosen
          where:    LINE
          expected: an implementation that offers T2
          do:       utrace-conform list adapters shows what each offers
        """);

    [Test]
    public void Replay_NoTimes_IsTooFew() => Run("replay", "a", "--times", "0").IsError(64, """
        error: 0 is too small
          where:    --times
          expected: a whole number from 1
          do:       give --times a larger number, or leave it out
        """);

    [Test]
    public void Run_ScheduleOptionsWithoutT2_AreRefused([Values("--schedules", "--preemptions")] string option) => Run("run", option, "3").IsError(64, $"""
        error: {option} without --tier T2
          where:    {option}
          expected: --tier T2: only there the kit chooses schedules
          do:       add --tier T2, or leave {option} out
        """);

    [Test]
    public void Run_UnknownStrategy_NamesTheNearest() => Run("run", "--tier", "T2", "--strategy", "pcr").IsError(64, """
        error: unknown strategy 'pcr'; did you mean 'pct'?
          where:    --strategy
          expected: one of auto, dfs, all, bounded, portfolio, random, pct, pos
          do:       utrace-conform run --help says what each does
        """);

    [Test]
    public void Run_PreemptionsWithASampler_IsRefused() => Run("run", "--tier", "T2", "--strategy", "pct", "--preemptions", "1").IsError(64, """
        error: --preemptions does not go with --strategy pct
          where:    --preemptions with --strategy
          expected: --strategy bounded, the only one that counts preemptions
          do:       leave one of them out
        """);

    [Test]
    public void Run_NegativePreemptions_AreTooFew() => Run("run", "--tier", "T2", "--preemptions", "-1").IsError(64, """
        error: -1 is too small
          where:    --preemptions
          expected: a whole number from 0
          do:       give --preemptions a larger number, or leave it out
        """);

    [Test]
    public void Run_NoSchedules_AreTooFew() => Run("run", "--tier", "T2", "--schedules", "0").IsError(64, """
        error: 0 is too small
          where:    --schedules
          expected: a whole number from 1
          do:       give --schedules a larger number, or leave it out
        """);

    private (Result Run, string Line) Found()
    {
        var run = Run("run", Case, "--adapter", "threaded", "--fault", "lost-resume", "--tier", "T2");
        var line = run.Out.Split('\n').Single(l => l.StartsWith("utrace-conform replay '", StringComparison.Ordinal));
        return (run, line["utrace-conform replay '".Length..^1]);
    }
}
