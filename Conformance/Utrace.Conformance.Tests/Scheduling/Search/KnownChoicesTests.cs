using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>What is known of a schedule before it begins.</summary>
public sealed class KnownChoicesTests
{
    private static readonly (string Name, Func<IStrategy> Of, bool Knows)[] Strategies =
    [
        ("depth first", static () => new DepthFirst(3), true),
        ("by preemptions", static () => new DepthFirst(3, preemptions: 1), true),
        ("reduced", static () => new Dpor(3), true),
        ("random walk", static () => new global::Utrace.Conformance.Scheduling.RandomWalk(1), false),
    ];

    [Test]
    public void Is_what_is_then_chosen([Range(0, 3)] int strategy)
    {
        var (name, of, knows) = Strategies[strategy];
        var schedules = Schedules(of());
        Assert.That(schedules, Has.Count.GreaterThan(5), name);
        foreach (var (before, known, choices, _) in schedules)
        {
            Assert.That(choices.Take(known.Count), Is.EqualTo(known), name);
        }

        Assert.That(schedules.Any(s => s.Known.Count > 1), Is.EqualTo(knows), name);
    }

    [Test]
    public void A_baton_repeats_what_is_known_and_was_so_in_the_schedule_before([Range(0, 3)] int strategy)
    {
        var (name, of, knows) = Strategies[strategy];
        var schedules = Schedules(of());
        foreach (var (before, known, _, repeated) in schedules)
        {
            Assert.That(repeated, Is.EqualTo(before.Zip(known).TakeWhile(p => p.First == p.Second).Count()), name);
        }

        Assert.That(schedules[0].Repeated, Is.Zero, name);
        Assert.That(schedules.Any(s => s.Repeated > 1), Is.EqualTo(knows), name);
    }

    [Test]
    public void A_replay_repeats_itself()
    {
        var program = Program();
        var first = Run(program, new Replay([0, 1, 2, 0]));
        Assert.That(first.Repeated, Is.Zero);
        Assert.That(Run(program, new Replay([.. first.Choices])).Repeated, Is.EqualTo(first.Choices.Count));
        Assert.That(Run(program, new Replay([.. first.Choices[..2], 0])).Repeated, Is.EqualTo(2), "the third differs");
    }

    [Test]
    public void A_program_that_ends_early_the_second_time_is_told_so([Values(SearchPolicy.Systematic, SearchPolicy.Unreduced)] SearchPolicy policy)
    {
        var bodies = 0;
        var program = new BatonProgram([.. Enumerable.Repeat<Action<BatonContext>>(
            c =>
            {
                if (Interlocked.Increment(ref bodies) <= 2)
                {
                    c.Write("x", 1);
                    c.Pause();
                    c.Write("x", 2);
                }
            },
            2)]);
        var said = Assert.Throws<InvalidOperationException>(() => Searches.Run(program, policy))!;
        Assert.That(said.Message, Does.Contain("everything that a context does has to follow from the choices alone").And.Match("The run ended at step [0-9]+, where|At step [0-9]+ contexts"));
    }

    /// <summary>Every schedule, up to a hundred: what was chosen before it, known of it, chosen in it, and what the baton says is repeated.</summary>
    private static List<(List<int> Before, List<int> Known, List<int> Choices, int Repeated)> Schedules(IStrategy strategy)
    {
        var program = Program();
        List<(List<int>, List<int>, List<int>, int)> schedules = [];
        List<int> before = [];
        while (schedules.Count < 100 && strategy.Begin())
        {
            List<int> known = [.. strategy.Known];
            var (choices, repeated) = Run(program, strategy);
            schedules.Add((before, known, choices, repeated));
            before = choices;
        }

        return schedules;
    }

    private static (List<int> Choices, int Repeated) Run(BatonProgram program, IStrategy strategy)
    {
        var recorder = new Recorder(strategy);
        program.Run(recorder);
        return ([.. recorder.Choices()], program.Repeated);
    }

    private static BatonProgram Program() => new([.. Enumerable.Repeat<Action<BatonContext>>(
        c =>
        {
            c.Write("x", c.Number);
            c.Pause();
            c.Read("x");
        },
        3)]);
}
