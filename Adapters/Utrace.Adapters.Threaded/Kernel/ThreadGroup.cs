namespace Utrace.Adapters.Threaded;

/// <summary>A thread group: what SIGKILL and exit_group act on. Its members change only while the session is set up.</summary>
internal sealed class ThreadGroup
{
    private readonly List<Tracee> _members = [];

    /// <summary>The threads, in order of creation.</summary>
    public IReadOnlyList<Tracee> Members => _members;

    /// <summary>Adds a thread.</summary>
    public void Add(Tracee tracee) => _members.Add(tracee);
}
