using Utrace.Conform.Rendering;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Tests;

/// <summary>What a large case says meanwhile; the clock is the test's.</summary>
public sealed class ProgressLinesTests
{
    private readonly Clock _clock = new();
    private readonly List<string> _said = [];
    private Scenario[] _cases = [];

    [OneTimeSetUp]
    public void Load()
    {
        using var repository = new TestRepository();
        _cases = [.. ScenarioLoader.LoadDirectory(Path.Combine(repository.Root, "fixtures", "scenarios")).Scenarios.Take(2)];
    }

    [SetUp]
    public void Clear() => _said.Clear();

    [Test]
    public void ASmallCase_SaysNothing()
    {
        var progress = new ProgressLines(_said.Add, _clock).Of(_cases[0]);
        progress.Report(new ExplorationProgress(1, 0, WithHistories: false));
        _clock.Seconds += 1.9;
        progress.Report(new ExplorationProgress(16_000, 9_000, WithHistories: false));
        Assert.That(_said, Is.Empty);
    }

    [Test]
    public void ALargeCase_SaysStatesRateAndFrontier_EveryTwoSeconds()
    {
        var progress = new ProgressLines(_said.Add, _clock).Of(_cases[0]);
        progress.Report(new ExplorationProgress(1, 0, WithHistories: false));
        _clock.Seconds += 2;
        progress.Report(new ExplorationProgress(500_000, 400_000, WithHistories: false));
        _clock.Seconds += 1;
        progress.Report(new ExplorationProgress(600_000, 500_000, WithHistories: false));
        _clock.Seconds += 1;
        progress.Report(new ExplorationProgress(900_000, 880_000, WithHistories: false));
        Assert.That(_said, Is.EqualTo(new[]
        {
            $"exploring {_cases[0].Id}: 500000 states, 200,000/s, frontier 100000",
            $"exploring {_cases[0].Id}: 900000 states, 220,000/s, frontier 20000",
        }));
    }

    [Test]
    public void Histories_HaveTheirOwnRate()
    {
        var progress = new ProgressLines(_said.Add, _clock).Of(_cases[0]);
        _clock.Seconds += 10;
        progress.Report(new ExplorationProgress(1, 0, WithHistories: true));
        _clock.Seconds += 2;
        progress.Report(new ExplorationProgress(3_000, 2_000, WithHistories: true));
        Assert.That(_said[^1], Is.EqualTo($"exploring {_cases[0].Id} with histories: 3000 states, 1,000/s, frontier 1000"));
    }

    [Test]
    public void OfSeveralCases_EachThatIsLargeSpeaks()
    {
        var lines = new ProgressLines(_said.Add, _clock);
        var (first, second) = (lines.Of(_cases[0]), lines.Of(_cases[1]));
        _clock.Seconds += 2;
        second.Report(new ExplorationProgress(20_000, 10_000, WithHistories: false));
        first.Report(new ExplorationProgress(30_000, 10_000, WithHistories: false));
        Assert.That(_said, Is.EqualTo(new[]
        {
            $"exploring {_cases[1].Id}: 20000 states, 5,000/s, frontier 10000",
            $"exploring {_cases[0].Id}: 30000 states, 5,000/s, frontier 20000",
        }));
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
