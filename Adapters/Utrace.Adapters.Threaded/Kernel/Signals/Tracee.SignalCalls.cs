using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>sigaction and sigmask, between their lines one step each.</summary>
internal sealed partial class Tracee
{
    private static readonly SignalSet Unblockable = SignalSet.Of(SignalNumber.SIGKILL, SignalNumber.SIGSTOP);

    private void Sigmask(SigmaskActivity call) =>
        SignalCall(call, () => Blocked = new SignalSet(call.Blocked.Bits & ~Unblockable.Bits));

    /// <summary>A signal that is ignored from here on is dropped where it is pending.</summary>
    private void Sigaction(SigactionActivity call) => SignalCall(call, () =>
    {
        group.Dispositions[call.Signal] = call.Disposition;
        if (group.Dispositions.IsIgnored(call.Signal))
        {
            group.DropPending(SignalSet.Of(call.Signal));
        }
    });

    private void SignalCall(Activity call, Action change)
    {
        var what = ActivityText.Of(call);
        kit.Staged(Name, ActivityStage.Enter, what);
        Pause(PausePoints.Lock);
        ledger.Change(() =>
        {
            change();
            SetSignalPath();
        });
        Pause(PausePoints.Lock);
        OverAndDone();
        kit.Staged(Name, ActivityStage.Done, what);
    }
}
