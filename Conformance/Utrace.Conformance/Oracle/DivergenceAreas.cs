using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Oracle;

/// <summary>
/// The areas of the guarantee catalogue that a rejection points to, the nearest first. Three questions, in this order:
/// what the refused line is about (a call's result, a callback, a thread that ran, a state, a release);
/// for a line that claims a state or that nothing moves, what a thread in that state wrongly is; and what should have come instead, from the same context (for a claim that nothing moves: from anyone).
/// </summary>
internal static class DivergenceAreas
{
    public static ImmutableArray<string> Of(Rejection rejection)
    {
        var areas = new List<string>();
        areas.AddRange(rejection.Line switch
        {
            CallReturned returned => OfCall(returned.Call),
            CallbackBegan began => [.. OfCallback(began.Invocation.Callback), "REPORT", "SETEVENTS", "DETACH"],
            CallbackEnded ended => OfCallback(ended.Callback),
            Ticked => ["STOP", "RESUME", "KILL", "STEP"],
            ActivityStaged { Stage: ActivityStage.Body or ActivityStage.Abort or ActivityStage.Interrupt } => ["SYSCALL", "INTERRUPT", "STOP", "KILL"],
            ActivityStaged => ["STOP", "RESUME", "KILL"],
            HandlerRan => ["SIGNAL", "STEP", "KILL"],
            ParentTold => ["JCTL"],
            WokenUp => ["PROPOSED"],
            Died => ["DEATH", "EXIT", "KILL"],
            Released => ["REF"],
            Probed probed => OfState(probed.State),
            StateSeen seen => OfState(seen.State),
            Ended end => end.States.States.SelectMany(s => OfState(s.State)),
            _ => [],
        });
        var isAboutAll = rejection.Line is null or Ended or Settled;
        areas.AddRange(rejection.Allowed
            .Where(a => isAboutAll || string.Equals(a.Context, rejection.Line!.Actor, StringComparison.Ordinal))
            .SelectMany(OfMissing));
        return [.. areas.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> OfMissing(AllowedLine allowed) => allowed.Line switch
    {
        CallReturned returned => OfCall(returned.Call),
        CallbackBegan began => [.. OfCallback(began.Invocation.Callback), "REPORT"],
        Ticked => ["RESUME", "STOP"],
        ActivityStaged => ["RESUME", "SYSCALL"],
        HandlerRan => ["SIGNAL", "RESUME"],
        ParentTold => ["JCTL"],
        WokenUp => ["PROPOSED"],
        Died => ["DEATH", "KILL"],
        Released => ["REF"],
        Ended end => end.States.States.SelectMany(s => OfState(s.State)),
        _ => [],
    };

    private static string[] OfCall(ApiCall call) => call.Pid is null ? OfFunction(call) : ["PID", .. OfFunction(call)];

    private static string[] OfFunction(ApiCall call) => call.Function switch
    {
        ApiFunction.Send => ["SIGNAL", "JCTL"],
        ApiFunction.WakeUp => ["PROPOSED"],
        _ when call.Action == Words.StickyStop => ["PROPOSED", "STOP"],
        ApiFunction.Attach => ["ATTACH"],
        ApiFunction.SetEvents => ["SETEVENTS"],
        ApiFunction.Barrier or ApiFunction.Interrupt => ["BARRIER"],
        ApiFunction.PrepareExamine or ApiFunction.FinishExamine => ["EXAMINE"],
        ApiFunction.Get or ApiFunction.Put => ["REF"],
        ApiFunction.Kill => ["KILL"],
        ApiFunction.Reap => ["REAP", "EXIT", "KILL"],
        _ => (ResumeAction)call.Action switch
        {
            ResumeAction.Stop => ["STOP"],
            ResumeAction.Interrupt => ["INTERRUPT", "RESUME"],
            ResumeAction.SingleStep or ResumeAction.BlockStep => ["STEP", "RESUME"],
            ResumeAction.Detach => ["DETACH"],
            _ => ["RESUME"],
        },
    };

    private static string[] OfCallback(Callback callback) => callback switch
    {
        Callback.Quiesce => ["QUIESCE"],
        Callback.Signal => ["SIGNAL", "INTERRUPT"],
        Callback.Clone => ["CLONE", "VFORK"],
        Callback.Jctl => ["JCTL"],
        Callback.Exec => ["EXEC"],
        Callback.SyscallEntry or Callback.SyscallExit => ["SYSCALL"],
        Callback.Exit => ["EXIT"],
        Callback.Death => ["DEATH"],
        _ => ["REAP"],
    };

    private static string[] OfState(TraceeState state) => state switch
    {
        TraceeState.Tstopped => ["STOP", "RESUME", "DETACH", "KILL"],
        TraceeState.Running => ["STOP", "RESUME"],
        TraceeState.Sleeping => ["SYSCALL", "INTERRUPT", "STOP"],
        TraceeState.Jstopped => ["JCTL"],
        TraceeState.Unborn => ["CLONE"],
        TraceeState.Zombie => ["DEATH", "KILL", "REAP"],
        _ => ["REAP", "KILL"],
    };
}
