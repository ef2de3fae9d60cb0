using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conformance.Sharding;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Verdicts;

/// <summary>Every case on every implementation: explored once, run, judged. Thread-safe.</summary>
/// <param name="models">The models, shared with whoever else needs them.</param>
public sealed class Certifier(ModelCache models)
{
    /// <summary>
    /// Runs the plan: scenarios in their order, implementations within. A failure of one case never ends the run.
    /// Cancelling lets the cases under way finish and keeps everything that is finished.
    /// </summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="adapters">The implementations.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told every verdict once, one at a time, in the order in which they come.</param>
    /// <param name="cancel">Ends the run early.</param>
    /// <exception cref="TierUnavailableException">An implementation does not offer the tier that is asked for.</exception>
    public CertifyResult Certify(
        IReadOnlyList<Scenario> scenarios,
        IReadOnlyList<IAdapter> adapters,
        CertifyOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancel = default)
    {
        if (options.Tier is { } tier && adapters.FirstOrDefault(a => a.Identity.Tier < tier) is { } weak)
        {
            throw new TierUnavailableException(weak.Identity, tier);
        }

        var mine = options.Shard is { } shard ? ShardPlan.Of(scenarios, shard).ToHashSet() : null;
        var plan = scenarios.SelectMany((scenario, place) => adapters.Select((adapter, i) => (place, index: (place * adapters.Count) + i, scenario, adapter)))
            .Where(p => mine?.Contains(p.place) is not false).ToArray();
        var verdicts = new CaseVerdict?[plan.Length];
        var next = -1;
        var finished = 0;
        var isStopped = false;
        var reporting = new Lock();

        void Work()
        {
            while (!cancel.IsCancellationRequested && !Volatile.Read(ref isStopped) && Interlocked.Increment(ref next) is var index && index < plan.Length)
            {
                var verdict = new CaseRunner(models, options, plan[index].index).Run(plan[index].scenario, plan[index].adapter, cancel);
                if (verdict is null)
                {
                    return;
                }

                lock (reporting)
                {
                    verdicts[index] = verdict;
                    progress?.Report(new RunProgress(verdict, ++finished, plan.Length));
                    if (options.StopAfter?.Invoke(verdict) is true)
                    {
                        Volatile.Write(ref isStopped, true);
                    }
                }
            }
        }

        RunOnThreads(Work, Math.Clamp(options.Jobs, 1, Math.Max(1, plan.Length)));
        return new CertifyResult([.. verdicts.OfType<CaseVerdict>()], plan.Length) { Shard = options.Shard };
    }

    /// <summary>Workers block in runs for long, which pool threads should not.</summary>
    private static void RunOnThreads(Action work, int count)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => Guard(work, failures)) { IsBackground = true, Name = $"certifier {i}" }).ToImmutableArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private static void Guard(Action work, List<Exception> failures)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            lock (failures)
            {
                failures.Add(e);
            }
        }
    }
}
