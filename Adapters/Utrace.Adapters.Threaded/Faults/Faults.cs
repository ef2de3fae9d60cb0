using System.Collections.Immutable;
using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>All faults of the threaded implementation.</summary>
public static class Faults
{
    /// <summary>Every fault, in ordinal order of names.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        .. AttachFaults.All
            .Concat(SetEventsFaults.All)
            .Concat(ReportFaults.All)
            .Concat(StopFaults.All)
            .Concat(SyscallFaults.All)
            .Concat(DeathFaults.All)
            .Concat(DetachFaults.All)
            .Concat(SignalFaults.All)
            .Concat(JobFaults.All)
            .Concat(FamilyFaults.All)
            .Concat(FurtherFaults.All)
            .Concat(SignalPathFaults.All)
            .Concat(CallFaults.All)
            .Concat(ChildFaults.All)
            .Concat(ExecFaults.All)
            .Concat(EndFaults.All)
            .Concat(KillFaults.All)
            .Concat(WindowFaults.All)
            .Concat(HistoricFaults.All)
            .Concat(EngineFaults.All)
            .Concat(MaskFaults.All)
            .Concat(PassFaults.All)
            .Concat(RequestFaults.All)
            .Concat(LeavingFaults.All)
            .Concat(ExamineFaults.All)
            .OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>The fault of that name, or null.</summary>
    public static Fault? Find(string name) => All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));

    /// <summary>The name that a mistyped one was probably meant to be, or null.</summary>
    public static string? NearestTo(string name) => Nearest.Of(name, All.Select(f => f.Name));
}
