using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>Calls: which rule a call in flight is at.</summary>
internal ref partial struct Machine
{
    private bool BeginCall(int c, ref CallFrame frame, int call)
    {
        frame.Call = (ushort)call;
        frame.Place = CallPlace.Body;
        return Shows(Rule.CallLine, Labels.CallBegan(c, call));
    }

    private bool CallStep(int c, ref CallFrame frame)
    {
        var call = _program.Calls[frame.Call];
        if (frame.Place is CallPlace.Return)
        {
            return ReturnFromCall(c, ref frame);
        }

        var thread = call.Thread >= 0 ? call.Thread : call.Engine >= 0 ? _program.Engines[call.Engine].Thread : 0;
        return frame.Place switch
        {
            CallPlace.Body => CallBody(c, ref frame, call),
            CallPlace.MaskRead => ControlCall(c, ref frame, call),
            CallPlace.DetachStore => DetachStore(c, ref Thread(thread), ref frame, call),
            CallPlace.ResetStore => ResetStore(ref Thread(thread), ref frame),
            CallPlace.Drop => DropCall(ref frame),
            CallPlace.BarrierAsleep or CallPlace.BarrierMarked => BarrierCall(c, ref frame, call),
            CallPlace.KillMark => KillMark(ref frame),
            _ => ReapStep(c, ref frame, thread),
        };
    }

    private bool CallBody(int c, ref CallFrame frame, in CompiledCall call)
    {
        switch (call.Function)
        {
            case ApiFunction.Attach:
                return AttachCall(ref frame, call);
            case ApiFunction.Kill:
                return KillCall(ref frame, call.Thread);
            case ApiFunction.Reap:
                return ReapCall(ref frame, call.Thread);
            case ApiFunction.Send:
                return SendCall(ref frame, call);
            case ApiFunction.WakeUp:
                frame.Place = CallPlace.Return;
                WakeUpCall(c, call.Gate);
                return Did(Rule.WakeUpAsked);
            case ApiFunction.Interrupt:
                Context(call.Actor).Interrupted = true;
                frame.Place = CallPlace.Return;
                return Did(Rule.Interrupt);
            default:
                break;
        }

        if (call.Pid >= 0 && LookUpPid(call.Pid) != _program.Engines[call.Engine].Thread)
        {
            // Nobody, or another thread than the engine's (PID-04).
            return Answer(ref frame, Errno.ESRCH, Rule.PidOfAnother);
        }

        if (Engine(call.Engine).Ops is OpsKind.Unborn && call.Function is not (ApiFunction.Get or ApiFunction.Put))
        {
            return Answer(ref frame, Errno.ESRCH, Rule.NoHandle);
        }

        return call.Function switch
        {
            ApiFunction.SetEvents => SetEventsCall(c, ref frame, call),
            ApiFunction.Control => ControlCall(c, ref frame, call),
            ApiFunction.Barrier => BarrierCall(c, ref frame, call),
            ApiFunction.PrepareExamine => PrepareExamine(c, ref frame, call.Engine),
            ApiFunction.FinishExamine => FinishExamine(c, ref frame, call.Engine),
            ApiFunction.Get => GetCall(ref frame, call.Engine),
            _ => PutCall(ref frame, call.Engine),
        };
    }

    private bool ReturnFromCall(int c, ref CallFrame frame)
    {
        Shows(Rule.ReturnLine, Labels.CallReturned(c, frame.Call, frame.Errno, frame.Handle, frame.Code));
        frame = default;
        return true;
    }

    private bool Answer(ref CallFrame frame, Errno errno, Rule rule)
    {
        frame.Errno = errno;
        frame.Place = CallPlace.Return;
        return Did(rule);
    }
}
