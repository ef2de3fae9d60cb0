using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>The job control of a group (steps 6.0: G): who has still to stop, whether all have, and what a continue left to be told. Changes under the signal lock.</summary>
internal sealed class JobControl(Sharing shared)
{
    private readonly HashSet<Tracee> _awaited = [];
    private bool _isStopped;
    private bool _stopDequeued;
    private JctlType _note;

    /// <summary>A group stop is in progress: somebody has still to stop (G.cnt).</summary>
    public bool IsPending => Read(_awaited.Count) > 0;

    /// <summary>Whoever leaves a traced stop goes on in the group's stop (R5, JCTL-05).</summary>
    public bool HoldsGroup => Read(_isStopped) || IsPending;

    /// <summary>A stop signal was dequeued, and no continue has cancelled it since (G.stopdeq).</summary>
    public bool StopDequeued
    {
        get => Read(_stopDequeued);
        set
        {
            shared.Write(Shared.Job);
            _stopDequeued = value;
        }
    }

    /// <summary>Whether the thread has still to stop.</summary>
    public bool Awaits(Tracee thread) => Read(_awaited.Contains(thread));

    /// <summary>Whether nobody else has still to stop.</summary>
    public bool IsLast(Tracee thread) => Read(_awaited.All(t => t == thread));

    /// <summary>A group stop begins: these have to stop.</summary>
    public void Begin(IEnumerable<Tracee> threads)
    {
        shared.Write(Shared.Job);
        _awaited.UnionWith(threads);
    }

    /// <summary>A thread has stopped, or never will. True where it was the last that was waited for: the group is stopped.</summary>
    public bool CountOff(Tracee thread)
    {
        shared.Write(Shared.Job);
        _ = _awaited.Remove(thread);
        _isStopped |= _awaited.Count == 0;
        return _awaited.Count == 0;
    }

    /// <summary>SIGCONT: ends the stop, in progress or complete, and leaves a note of it. False where there was none.</summary>
    public bool Continue()
    {
        if (!HoldsGroup)
        {
            return false;
        }

        shared.Write(Shared.Job);
        _note = _awaited.Count > 0 ? JctlType.Stopped : JctlType.Continued;
        _awaited.Clear();
        _isStopped = false;
        return true;
    }

    /// <summary>Takes what a continue left to be told: once (JCTL-02). None for nothing.</summary>
    public JctlType TakeNote()
    {
        var note = Read(_note);
        if (note is not JctlType.None)
        {
            shared.Write(Shared.Job);
            _note = JctlType.None;
        }

        return note;
    }

    /// <summary>A group that is about to die is stopped no more, and tells nothing of it.</summary>
    public void End()
    {
        if (HoldsGroup || StopDequeued || Read(_note) is not JctlType.None)
        {
            shared.Write(Shared.Job);
            _awaited.Clear();
            (_isStopped, _stopDequeued, _note) = (false, false, JctlType.None);
        }
    }

    private T Read<T>(T value)
    {
        shared.Read(Shared.Job);
        return value;
    }
}
