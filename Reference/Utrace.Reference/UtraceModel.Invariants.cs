using Utrace.Reference.Kernel;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference;

/// <summary>What holds in every reachable state of the normative model.</summary>
public sealed partial class UtraceModel
{
    /// <inheritdoc/>
    public InvariantBreach? CheckInvariants(ReadOnlySpan<byte> state, bool quiescent)
    {
        ref readonly var world = ref System.Runtime.InteropServices.MemoryMarshal.AsRef<WorldState>(state);
        if (world.Breach is Breach.None && !quiescent)
        {
            return null;
        }

        if (world.Breach is not Breach.None)
        {
            return Name(world.Breach, world.BreachSubject);
        }

        Span<byte> own = stackalloc byte[_layout.Size];
        state.CopyTo(own);
        var none = default(Choices);
        var machine = new Machine(_program, _layout, own, ref none);
        for (var i = 0; i < _program.Threads.Count; i++)
        {
            ref var t = ref machine.Thread(i);
            if (t.State is RunState.Tstop && !Wanted(machine, t))
            {
                return new InvariantBreach("STOP-13", $"{_contexts[i]} is in a traced stop that no attached engine wants");
            }

            if (t.Lock != 0)
            {
                return new InvariantBreach("REF-08", $"{_contexts[t.Lock - 1]} holds the lock of {_contexts[i]} and cannot move");
            }
        }

        return null;
    }

    private static bool Wanted(in Machine machine, in ThreadState t)
    {
        for (var rest = t.Attached | t.Waiting; rest != 0; rest &= rest - 1)
        {
            if (machine.Engine(System.Numerics.BitOperations.TrailingZeroCount(rest)).WantsStop)
            {
                return true;
            }
        }

        return false;
    }

    private InvariantBreach Name(Breach breach, int subject)
    {
        var engine = subject < _program.EngineNames.Count ? _program.EngineNames[subject] : "?";
        return breach switch
        {
            Breach.BarrierDuringCallback => new("BARRIER-01", $"barrier({engine}) returned 0 while a callback of {engine} was open or its result not applied"),
            Breach.BarrierGoneDuringCallback => new("BARRIER-05", $"barrier({engine}) returned ESRCH while a callback of {engine} was open"),
            Breach.CallbackAfterDetach => new("DETACH-01", $"a callback of {engine} began after DETACH had returned 0"),
            Breach.DetachDuringCallback => new("DETACH-01", $"DETACH of {engine} returned 0 while a callback of it was open"),
            Breach.CallbackAfterReap => new("REAP-01", $"a callback of {engine} began after its report_reap"),
            Breach.SecondDeath => new("DEATH-01", $"{engine} got a second report_death"),
            Breach.ReapBeforeDeath => new("REAP-02", $"report_reap of {engine} began before its report_death was over"),
            Breach.CallbackOverlap => new("REPORT-07", $"two callbacks of {engine} overlap"),
            Breach.CallbackAfterRelease => new("REF-04", $"a callback of {engine} began after its release"),
            Breach.ReleaseDuringCallback => new("REF-04", $"{engine} was released while a callback of it was open"),
            Breach.UserStepAfterKill => new("KILL-02", $"{_contexts[subject]} took a user step after it was killed"),
            Breach.StubCalled => new("DETACH-01", $"the stub of {engine} has no such callback: the thread would crash"),
            _ => throw new ArgumentOutOfRangeException(nameof(breach), breach, "not a breach"),
        };
    }
}
