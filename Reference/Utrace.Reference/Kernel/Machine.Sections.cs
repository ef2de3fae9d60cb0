using System.Runtime.CompilerServices;
using Utrace.Reference.State;
using Utrace.Spec;

namespace Utrace.Reference.Kernel;

/// <summary>The parts of a state that only some scenarios have.</summary>
internal ref partial struct Machine
{
    public readonly ref SignalState Signals(int thread) => ref Records<SignalState>(_layout.Signals, _program.Threads.Count)[thread];

    public readonly ref JobState Job(int group) => ref Records<JobState>(_layout.Jobs, _program.Groups.Count)[group];

    public readonly ref KinState Kin(int thread) => ref Records<KinState>(_layout.Kin, _program.Threads.Count)[thread];

    public readonly ref WakeState Wakes(int context) => ref Records<WakeState>(_layout.Wakes, _program.Contexts.Count)[context];

    /// <summary>A thread at the start: in user mode, or unborn where a clone makes it.</summary>
    public readonly void Spawn(int thread)
    {
        var program = _program.Threads[thread];
        ref var t = ref Thread(thread);
        t.Place = program.IsCloned ? ThreadPlace.Unborn : ThreadPlace.User;
        t.Res = ResumeAction.Resume;
        if (_program.Signals && !program.IsCloned)
        {
            Signals(thread).Blocked = program.Blocked.Bits;
            SetDispositions(thread);
        }
    }

    private readonly void SetDispositions(int thread)
    {
        ref var job = ref Job(_program.Threads[thread].Group);
        foreach (var (signal, disposition) in _program.Threads[thread].Signals)
        {
            job.Set(signal, disposition);
        }
    }

    private readonly int IndexOf(ref ThreadState t) =>
        (int)(Unsafe.ByteOffset(ref Thread(0), ref t) / Unsafe.SizeOf<ThreadState>());

    private readonly int GroupOf(int thread) => _program.Threads[thread].Group;
}
