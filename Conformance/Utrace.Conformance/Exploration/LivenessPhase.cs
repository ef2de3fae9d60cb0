using Utrace.Reference;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// Threads that nobody holds and that can never run again: the states from which no way leads to one where the thread may stay
/// (<see cref="ITransitionSystem.Unheld"/>), cycles included. One backward pass over the stored graph, repeated while cycles bring news.
/// </summary>
internal sealed class LivenessPhase(ITransitionSystem system, ModelGraph graph)
{
    private const string Promise = "STOP-13";

    /// <summary>The memory that it takes, in bytes; given back before histories are looked at.</summary>
    public static long BytesOf(int states) => (long)states * sizeof(ulong);

    /// <summary>One finding per thread, with a way to the first such state in order of discovery.</summary>
    public IEnumerable<ExplorationFinding> Findings()
    {
        var reach = new ulong[graph.States];
        var everywhere = ulong.MaxValue;
        for (var state = 0; state < reach.Length; state++)
        {
            reach[state] = system.Unheld(graph.State(state));
            everywhere &= reach[state];
        }

        if (everywhere == ulong.MaxValue)
        {
            return [];
        }

        while (Pass(reach))
        {
        }

        return Report(reach);
    }

    private bool Pass(ulong[] reach)
    {
        var news = false;
        for (var state = reach.Length - 1; state >= 0; state--)
        {
            var now = reach[state];
            if (now == ulong.MaxValue)
            {
                continue;
            }

            foreach (ref readonly var edge in graph.EdgesOf(state))
            {
                now |= reach[edge.Target];
            }

            // A target that comes later is final in this pass already; one that comes earlier needs another.
            news |= now != reach[state];
            reach[state] = now;
        }

        return news;
    }

    private List<ExplorationFinding> Report(ulong[] reach)
    {
        var findings = new List<ExplorationFinding>();
        var reported = 0ul;
        for (var state = 0; state < reach.Length; state++)
        {
            for (var rest = ~reach[state] & ~reported; rest != 0; rest &= rest - 1)
            {
                var thread = System.Numerics.BitOperations.TrailingZeroCount(rest);
                reported |= 1ul << thread;
                var what = $"{system.Contexts[thread]} can never run again: no engine wants its stop, no callback of it is open, it is neither asleep in a system call nor dead, "
                    + "and no interleaving from here leads out of that";
                findings.Add(new ExplorationFinding(FindingKind.Liveness, Promise, what, null, TraceBuilder.Build(system, graph, graph.WayTo(state))));
            }
        }

        return findings;
    }
}
