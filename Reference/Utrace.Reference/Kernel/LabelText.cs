using Utrace.Reference.Programs;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Kernel;

/// <summary>Labels in words: exact inverses of each other on the lines that a program can show.</summary>
internal static class LabelText
{
    public static LogEvent Decode(WorldProgram program, Label label)
    {
        var context = Labels.KindOf(label) is Labels.Kind.Released ? LogEvent.Nobody : program.Contexts[Labels.ContextOf(label)];
        return Labels.KindOf(label) switch
        {
            Labels.Kind.CallBegan => new CallBegan(context, program.ApiCalls[Labels.Field(label, 16, 16)]),
            Labels.Kind.CallReturned => new CallReturned(context, program.ApiCalls[Labels.Field(label, 16, 16)], Result(program, label)),
            Labels.Kind.CallbackBegan => new CallbackBegan(context, Invocation(program, label)),
            Labels.Kind.CallbackEnded => new CallbackEnded(
                context, program.EngineNames[Labels.Field(label, 16, 8)], (Callback)Labels.Field(label, 24, 4), new ActionWord((uint)Labels.Field(label, 32, 16))),
            Labels.Kind.Ticked => new Ticked(context),
            Labels.Kind.Staged => new ActivityStaged(context, (ActivityStage)Labels.Field(label, 16, 8), program.Activities[Labels.Field(label, 24, 16)]),
            Labels.Kind.Died => new Died(context),
            Labels.Kind.Released => new Released(program.EngineNames[Labels.Field(label, 16, 8)]),
            Labels.Kind.GateOpened => new GateOpened(context, program.Gates[Labels.Field(label, 16, 8)]),
            Labels.Kind.Settled => new Settled(context),
            Labels.Kind.HandlerRan => new HandlerRan(context, (SignalNumber)Labels.Field(label, 16, 8)),
            Labels.Kind.ParentTold => new ParentTold(context, (JctlType)Labels.Field(label, 16, 8)),
            Labels.Kind.WokenUp => new WokenUp(context, program.Gates[Labels.Field(label, 16, 8)]),
            Labels.Kind.Probed => new Probed(context, program.Contexts[Labels.Field(label, 16, 8)], (TraceeState)Labels.Field(label, 24, 8)),
            Labels.Kind.StateSeen => new StateSeen(context, program.Contexts[Labels.Field(label, 16, 8)], (TraceeState)Labels.Field(label, 24, 8)),
            _ => throw new ArgumentException("A hidden step has no line.", nameof(label)),
        };
    }

    public static bool TryEncode(WorldProgram program, LogEvent line, out Label label)
    {
        var c = program.Contexts.Find(line.Actor);
        label = line switch
        {
            Released l when program.EngineNames.Find(l.Engine) is >= 0 and var e => Labels.Released(e),
            _ when c < 0 => Label.Hidden,
            CallBegan l when program.ApiCalls.Find(l.Call) is >= 0 and var call => Labels.CallBegan(c, call),
            CallReturned l when program.ApiCalls.Find(l.Call) is >= 0 and var call => Returned(program, c, call, l.Result),
            CallbackBegan l => Began(program, c, l.Invocation),
            CallbackEnded l when program.EngineNames.Find(l.Engine) is >= 0 and var e => Labels.CallbackEnded(c, e, l.Callback, l.Result),
            Ticked _ => Labels.Ticked(c),
            ActivityStaged l when program.Activities.Find(l.What) is >= 0 and var what => Labels.Staged(c, l.Stage, what),
            Died _ => Labels.Died(c),
            GateOpened l when program.Gates.Find(l.Gate) is >= 0 and var gate => Labels.GateOpened(c, gate),
            HandlerRan l => Labels.Handler(c, l.Signal),
            ParentTold l => Labels.ParentTold(c, l.What),
            WokenUp l when program.Gates.Find(l.Gate) is >= 0 and var gate => Labels.WokenUp(c, gate),
            Settled _ => Labels.Settled(c),
            Probed l when program.Contexts.Find(l.Thread) is >= 0 and var thread => Labels.Probed(c, thread, l.State),
            StateSeen l when program.Contexts.Find(l.Thread) is >= 0 and var thread => Labels.StateSeen(c, thread, l.State),
            _ => Label.Hidden,
        };
        return !label.IsHidden;
    }

    public static CallResult Result(WorldProgram program, Label label)
    {
        var handle = Labels.Field(label, 40, 8);
        return new CallResult(
            (Errno)Labels.Field(label, 32, 8),
            handle == 0 ? null : program.EngineNames[handle - 1],
            program.Codes[Labels.Field(label, 48, 8)]);
    }

    public static CallbackInvocation Invocation(WorldProgram program, Label label)
    {
        var kind = (Callback)Labels.Field(label, 24, 4);
        var word = kind is Callback.Death or Callback.Reap ? default : new ActionWord((uint)Labels.Field(label, 32, 16));
        var (first, second) = (Labels.Field(label, 48, 8), Labels.Field(label, 56, 8));
        var invocation = new CallbackInvocation(program.EngineNames[Labels.Field(label, 16, 8)], kind, word, Labels.EventAt(Labels.Field(label, 28, 4)));
        return kind switch
        {
            Callback.Exit => invocation with { OriginalCode = program.Codes[first], Code = program.Codes[second] },
            Callback.Signal => invocation with
            {
                Signal = (SignalNumber)first,
                Original = (second & 15) == 0 ? null : (Disposition)((second & 15) - 1),
                Disposition = (Disposition)(second >> 4),
            },
            Callback.Clone => invocation with { CloneKind = (CloneKind)first, Child = program.Contexts[second] },
            Callback.Jctl => invocation with { Type = (JctlType)first, Notify = (JctlType)second },
            _ => invocation,
        };
    }

    private static Label Returned(WorldProgram program, int c, int call, CallResult result)
    {
        var handle = result.Handle is null ? 0 : program.EngineNames.Find(result.Handle) + 1;
        var code = program.Codes.Find(result.Value);
        return code < 0 || (handle == 0 && result.Handle is not null)
            ? Label.Hidden
            : Labels.CallReturned(c, call, result.Errno, handle, code);
    }

    private static Label Began(WorldProgram program, int c, CallbackInvocation invocation)
    {
        var e = program.EngineNames.Find(invocation.Engine);
        var (first, second) = invocation.Callback switch
        {
            Callback.Exit => (program.Codes.Find(invocation.OriginalCode), program.Codes.Find(invocation.Code)),
            Callback.Signal when invocation.Signal is not SignalNumber.None => ((int)invocation.Signal, Labels.Dispositions(invocation.Original, invocation.Disposition)),
            Callback.Clone => ((int)invocation.CloneKind, invocation.Child is null ? -1 : program.Contexts.Find(invocation.Child)),
            Callback.Jctl => ((int)invocation.Type, (int)invocation.Notify),
            _ => (0, 0),
        };
        return e < 0 || first < 0 || second < 0 || !System.Numerics.BitOperations.IsPow2((uint)invocation.Event | (invocation.Event is 0 ? 1u : 0))
            ? Label.Hidden
            : Labels.CallbackBegan(
                c,
                e,
                invocation.Callback,
                invocation.Callback is Callback.Death ? default : invocation.Action,
                invocation.Callback is Callback.Quiesce or Callback.Signal ? invocation.Event : UtraceEvents.None,
                first,
                second);
    }
}
