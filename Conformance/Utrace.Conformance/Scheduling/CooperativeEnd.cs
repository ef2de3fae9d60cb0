using System.Runtime.InteropServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>How a cooperative run ended.</summary>
/// <param name="Steps">How many steps it had.</param>
/// <param name="Blocked">A bit for each context that waits for somebody else; none if all are over.</param>
/// <param name="WasCut">Whether the strategy ended the schedule although somebody could go on.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CooperativeEnd(int Steps, uint Blocked, bool WasCut);
