using Utrace.Reference.Kernel;
using Utrace.Reference.Programs;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference;

/// <summary>Wait-for lines.</summary>
public sealed partial class UtraceModel
{
    /// <inheritdoc/>
    public IReadOnlyList<string> DescribeWaits(ReadOnlySpan<byte> state)
    {
        var own = state.ToArray();
        var none = default(Choices);
        var machine = new Machine(_program, _layout, own, ref none);
        return WaitText.Describe(_program, machine);
    }
}
