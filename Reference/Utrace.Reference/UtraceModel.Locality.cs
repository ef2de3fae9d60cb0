using Utrace.Reference.Kernel;
using Utrace.Reference.State;

namespace Utrace.Reference;

/// <summary>What exploration asks beside successors.</summary>
public sealed partial class UtraceModel
{
    /// <inheritdoc/>
    public bool IsLocal(ReadOnlySpan<byte> state, int context)
    {
        Span<byte> own = stackalloc byte[_layout.Size];
        state.CopyTo(own);
        var none = default(Choices);
        return new Machine(_program, _layout, own, ref none).IsLocal(context, _footprints);
    }

    /// <inheritdoc/>
    public ulong Unheld(ReadOnlySpan<byte> state)
    {
        Span<byte> own = stackalloc byte[_layout.Size];
        state.CopyTo(own);
        var none = default(Choices);
        var machine = new Machine(_program, _layout, own, ref none);
        var unheld = ulong.MaxValue << _program.Threads.Count;
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            ref var t = ref machine.Thread(i);
            if (t.Place is ThreadPlace.User or ThreadPlace.SyscallAsleep or ThreadPlace.Unborn or ThreadPlace.VforkWait or ThreadPlace.ExecWait or ThreadPlace.WaitAsleep
                or ThreadPlace.Created
                || t.State is RunState.Jstop
                || t.Exit is not ExitState.Alive
                || machine.Context(i).Callback.Engine != 0
                || (t.State is RunState.Tstop && Wanted(machine, t)))
            {
                unheld |= 1ul << i;
            }
        }

        return unheld;
    }
}
