using System.Reflection;

namespace Utrace.Reference.Tests;

/// <summary>
/// Every field of a state is known to whoever renames states: a new one fails here until it was decided whether it names a context, an engine, an identity or a call
/// (then <c>State/StateNames.cs</c> has to write its image) or not.
/// </summary>
public sealed class StateFieldTests
{
    private static readonly string[] Renamed =
    [
        "CallFrame.Call", "CallFrame.Engine", "CallFrame.Handle", "CallFrame.List", "CallbackFrame.Engine", "EngineState.DataId",
        "EngineState.OpsId", "PassRecord.Turn", "ThreadState.Attached", "ThreadState.Lock", "ThreadState.Reporting", "ThreadState.Stepper", "ThreadState.Waiting",
        "WorldState.BreachSubject",
    ];

    private static readonly string[] Plain =
    [
        "CallFrame.Code", "CallFrame.Errno", "CallFrame.Place", "CallFrame.Union", "CallbackFrame.Kind", "CallbackFrame.Next", "CallbackFrame.Rule",
        "ContextState.Interrupted", "ContextState.Next", "EngineState.Events", "EngineState.Examined", "EngineState.Ghosts", "EngineState.Ops",
        "EngineState.References", "EngineState.Sequence", "GroupState.Code", "GroupState.Exiting", "JobState.Handled", "JobState.Ignored",
        "JobState.Note", "JobState.Pending", "JobState.StopDequeued", "JobState.Stopped", "KinState.Pid", "KinState.ReleasedParent",
        "KinState.SelfReaps", "PassRecord.Act", "PassRecord.Before", "PassRecord.Event", "PassRecord.Flags", "PassRecord.Keep",
        "PassRecord.Returned", "PassRecord.ReturnedBits", "PassRecord.Want", "PassRecord.Word", "SignalState.Blocked", "SignalState.Flags",
        "SignalState.Frames", "SignalState.Info", "SignalState.Original", "SignalState.Pending", "SignalState.Returned", "SignalState.Told",
        "ThreadState.Code", "ThreadState.Exit", "ThreadState.Flags", "ThreadState.Hook", "ThreadState.NextSequence", "ThreadState.OriginalCode",
        "ThreadState.Place", "ThreadState._res", "ThreadState.State", "ThreadState.Switches", "ThreadState.Then", "ThreadState.Union",
        "WakeState.Gates", "WakeState.HasLooked", "WorldState.Breach", "WorldState.Gates",
    ];

    [Test]
    public void EveryField_IsRenamedOrKnownToBePlain()
    {
        var fields = typeof(UtraceModel).Assembly.GetTypes()
            .Where(t => string.Equals(t.Namespace, "Utrace.Reference.State", StringComparison.Ordinal) && t is { IsValueType: true, IsEnum: false, IsNested: false })
            .SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(f => f.FieldType.IsEnum || !string.Equals(f.FieldType.Namespace, t.Namespace, StringComparison.Ordinal)).Select(f => $"{t.Name}.{f.Name}"));
        Assert.That(fields, Is.EquivalentTo(Renamed.Concat(Plain)), "decide whether the new field names something, and say so in StateNames.cs and here");
    }
}
