using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Threaded;

/// <summary>
/// utrace: the calls, and the hooks that the kernel around it calls. One file per call or hook; the letters in comments are the steps of the algorithm.
/// Holds no state but what it is made of: everything is in <see cref="Tracee"/>, <see cref="TraceRecord"/> and <see cref="Engine"/>.
/// </summary>
internal sealed partial class UtraceCore(Ledger ledger, IKit kit, Decisions decide)
{
    /// <summary>What decides where a fault could decide otherwise.</summary>
    public Decisions Decide => decide;

    /// <summary>For the wait-for graph: who holds the thread in a traced stop.</summary>
    public static string HoldersOf(Tracee tracee)
    {
        var holders = tracee.Record.Engines.Where(e => e.WantsStop).Select(e => e.Name).ToList();
        return holders.Count == 0 ? "no engine wants" : $"{string.Join(", ", holders)} holds";
    }

    /// <summary>Runs a callback of the engine in the given context, without any lock (REPORT-06).</summary>
    private CallbackReply Call(string context, CallbackInvocation invocation)
    {
        ledger.BeginCallback(context, invocation.ToString());
        var reply = kit.Callback(context, invocation);
        ledger.EndCallback(context);
        return reply;
    }
}
