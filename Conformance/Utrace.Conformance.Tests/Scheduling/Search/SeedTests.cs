using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>A seed stands for the schedules that a strategy draws from it.</summary>
public sealed class SeedTests
{
    private const int Drawn = 40;

    private static readonly (string Name, Func<ulong, IStrategy> Of)[] Strategies =
    [
        ("pct", static seed => new Pct(3, 3, seed)),
        ("pos", static seed => new Pos(3, seed)),
        ("random walk", static seed => new global::Utrace.Conformance.Scheduling.RandomWalk(seed)),
    ];

    [Test]
    public void Draws_of_one_seed_are_the_same_and_of_another_are_not([Range(0, 2)] int strategy)
    {
        var (name, of) = Strategies[strategy];
        var first = Schedules(of(7));
        Assert.That(Schedules(of(7)), Is.EqualTo(first), name);
        Assert.That(Schedules(of(8)), Is.Not.EqualTo(first), name);
        Assert.That(first.Distinct(StringComparer.Ordinal).Count(), Is.GreaterThan(Drawn / 8), $"{name}: draws differ");
    }

    private static List<string> Schedules(IStrategy strategy)
    {
        var program = new CooperativeRun<string>(SharedProgram.Of(1, Enumerable.Range(1, 3).Select(w => SharedProgram.Body((self, p) => p.Read(self, 0), (self, p) => p.Write(self, 0, w), (self, p) => p.Write(self, 0, w)))));
        var schedules = new List<string>();
        for (var n = 0; n < Drawn; n++)
        {
            Assert.That(strategy.Begin());
            var recorder = new Recorder(strategy);
            program.Run(recorder);
            schedules.Add(string.Join(' ', recorder.Choices()));
        }

        return schedules;
    }
}
