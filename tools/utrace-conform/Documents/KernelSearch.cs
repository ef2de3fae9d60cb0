using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conform.Cli;
using Utrace.Conform.Rendering;
using Utrace.Conformance.Historic;
using Utrace.Conformance.Sharding;
using Utrace.Reference;
using Utrace.Reference.Adapter;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>What the kernels of the past among some implementations break.</summary>
internal static class KernelSearch
{
    /// <summary>One answer per kernel, in the order of the implementations; none where there is no kernel among them.</summary>
    public static ImmutableArray<KernelBreaks> Of(CommandContext context, IReadOnlyList<IAdapter> adapters, ImmutableArray<Scenario> scenarios, Shard? shard)
    {
        IReadOnlyList<Scenario> mine = shard is { } s ? [.. ShardPlan.Of(scenarios, s).Select(place => scenarios[place])] : scenarios;
        return
        [
            .. adapters.OfType<ReferenceAdapter>().Where(a => !a.Profile.IsOfPromises()).Select(kernel =>
            {
                KernelBreaks? found = null;
                LongJob.Run(context.Host.Error, $"every interleaving of {kernel.Identity.Name}", mine.Count, step =>
                {
                    var progress = new Lock();
                    found = KernelBreaksRun.Of(kernel.Identity.Name, kernel.Profile, mine, () => Told(progress, step), context.Host.Cancel);
                });
                return found!;
            }),
        ];
    }

    private static void Told(Lock progress, Action<string> step)
    {
        lock (progress)
        {
            step("");
        }
    }
}
