using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What a parent among the threads gets of its child (steps 7.5).</summary>
internal sealed partial class Tracee
{
    /// <summary>SIGCHLD to the parent's group, if anybody of it lives. Under the signal lock.</summary>
    private void SignalParent()
    {
        if (spec.Parent is { } name && threads.Find(name) is { Group.IsAlive: true } parent)
        {
            sender.Post(parent, SignalNumber.SIGCHLD, toGroup: true);
        }
    }
}
