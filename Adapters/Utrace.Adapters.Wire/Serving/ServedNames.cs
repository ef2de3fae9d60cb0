using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>The names of a scenario: a request that names what there is not is refused before the implementation hears of it. The reader's alone.</summary>
internal sealed class ServedNames
{
    private readonly SortedSet<string> _threads = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _engines = new(StringComparer.Ordinal);

    /// <summary>A thread is spawned.</summary>
    /// <exception cref="WireFormException">The name is taken, or its parent is unknown.</exception>
    public void Spawn(SpawnParams spawn)
    {
        Need(_threads, "parent", spawn.Parent, "spawned");
        if (!_threads.Add(spawn.Thread))
        {
            throw Taken("thread", spawn.Thread);
        }
    }

    /// <summary>An engine is declared.</summary>
    /// <exception cref="WireFormException">The name is taken, or its thread is unknown.</exception>
    public void Declare(DeclareParams declare)
    {
        Thread(declare.Thread);
        if (!_engines.Add(declare.Engine))
        {
            throw Taken("engine", declare.Engine);
        }
    }

    /// <summary>A thread that must be there.</summary>
    /// <exception cref="WireFormException">It is unknown.</exception>
    public void Thread(string name) => Need(_threads, "thread", name, "spawned");

    /// <summary>A thread to drive, and the child that it makes or waits for.</summary>
    /// <exception cref="WireFormException">One of them is unknown.</exception>
    public void Drive(DriveParams drive)
    {
        Thread(drive.Thread);
        Need(_threads, "child", drive.Child, "spawned");
    }

    /// <summary>What a call names.</summary>
    /// <exception cref="WireFormException">Something of it is unknown.</exception>
    public void Call(CallParams call)
    {
        Need(_threads, "thread", call.Thread, "spawned");
        Need(_threads, "pid", call.Pid, "spawned");
        Need(_engines, "engine", call.Engine, "declared");
    }

    private static void Need(SortedSet<string> names, string member, string? name, string how)
    {
        if (name is not null && !names.Contains(name))
        {
            throw new WireFormException(
                WireFormException.InvalidParams,
                $"{member} is '{name}', which is unknown",
                names.Count == 0 ? $"one that was {how}, and none was" : $"one that was {how}: {string.Join(", ", names)}");
        }
    }

    private static WireFormException Taken(string member, string name) =>
        new(WireFormException.WrongState, $"{member} is '{name}', which is there already", "each name once in a scenario");
}
