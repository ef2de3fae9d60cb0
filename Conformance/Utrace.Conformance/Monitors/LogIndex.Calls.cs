using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Monitors;

/// <summary>Calls of a kind.</summary>
internal sealed partial class LogIndex
{
    /// <summary>Attaches with CREATE, by thread: what a pid names is not certain.</summary>
    public IEnumerable<CallSpan> Creates() => Calls.Where(c => c.Is(ApiFunction.Attach) && c.Call.Pid is null && (c.Call.Flags & AttachFlags.Create) != 0);

    /// <summary>Attaches with CREATE and EXCLUSIVE.</summary>
    public IEnumerable<CallSpan> Exclusives() => Creates().Where(c => (c.Call.Flags & AttachFlags.Exclusive) != 0);

    /// <summary>Attaches that EXCLUSIVE refused although no engine can match.</summary>
    public IEnumerable<CallSpan> RefusedForNothing() => Exclusives().Where(call =>
        call.Failed(Errno.EEXIST) && IsClear(call.Call.Thread!)
        && !EnginesOf(call.Call.Thread!).Any(e => e.AttachBegin < call.End && e.Matches(call.Call) && !IsDetached(e, call.Begin)));

    /// <summary>Attaches without CREATE, by thread, that returned.</summary>
    public IEnumerable<CallSpan> Lookups() => Calls.Where(c => c.Is(ApiFunction.Attach) && c.Call.Pid is null && (c.Call.Flags & AttachFlags.Create) == 0 && c.HasReturned);

    /// <summary>The reaps of a thread.</summary>
    public IEnumerable<CallSpan> Reaps(string thread) => Calls.Where(c => c.Is(ApiFunction.Reap) && Same(c.Call.Thread, thread));

    /// <summary>The release lines.</summary>
    public IEnumerable<(string Engine, int Line)> Releases()
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] is Released r)
            {
                yield return (r.Engine, i);
            }
        }
    }
}
