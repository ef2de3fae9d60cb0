using Utrace.Conform.Documents;
using Utrace.Conformance.Exploration;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Rendering;

/// <summary>Now and then a line about each case that takes long: its states, their rate, the frontier. Cases may run side by side.</summary>
internal sealed class ProgressLines(Action<string> write, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>How long a case is silent, and then between lines.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The lines about one case, which begins now.</summary>
    public IProgress<ExplorationProgress> Of(Scenario scenario)
    {
        var (said, phase, histories) = (time.GetTimestamp(), time.GetTimestamp(), false);
        return new Immediate<ExplorationProgress>(p =>
        {
            // Histories begin anew with few states, and so does a case that is tried again reduced.
            if (p.WithHistories != histories || p.Expanded == 0)
            {
                (phase, histories) = (time.GetTimestamp(), p.WithHistories);
            }

            if (time.GetElapsedTime(said) >= Every)
            {
                said = time.GetTimestamp();
                lock (_lock)
                {
                    write(ExploreText.Progress(scenario, p, time.GetElapsedTime(phase).TotalSeconds));
                }
            }
        });
    }
}
