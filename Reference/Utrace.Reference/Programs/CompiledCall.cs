using Utrace.Spec;

namespace Utrace.Reference.Programs;

/// <summary>A call with names turned into indices; -1 where the call has none.</summary>
internal readonly record struct CompiledCall(
    ApiFunction Function, int Thread, int Engine, AttachFlags Flags, int Ops, int Data, UtraceEvents Events, uint Action, int Actor,
    int Pid, SignalNumber Signal, bool ToGroup, int Gate);
