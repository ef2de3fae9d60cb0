using System.Collections.Concurrent;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// OS threads that are kept from schedule to schedule: making one costs more than most steps. Apart from the runtime's pool because these block. Thread-safe.
/// </summary>
internal sealed class OsThreads
{
    private const int StackBytes = 256 * 1024;

    private readonly ConcurrentStack<Worker> _idle = new();
    private int _made;

    /// <summary>The threads of this process.</summary>
    public static OsThreads Shared { get; } = new();

    /// <summary>How many were made.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>
    /// Gives a body, which must not throw, to a thread that does nothing else meanwhile: it runs at the first turn that the parker is given, and may wait there for
    /// further ones. So a thread is woken once to begin, not twice. No turn may be given any more once the body has returned: the parker is somebody else's then.
    /// </summary>
    public Parker Lend(Action body)
    {
        if (!_idle.TryPop(out var worker))
        {
            worker = new Worker(this, Interlocked.Increment(ref _made));
        }

        return worker.Take(body);
    }

    private sealed class Worker
    {
        private readonly OsThreads _owner;
        private readonly Parker _parker = new();
        private Action? _body;

        public Worker(OsThreads owner, int number)
        {
            _owner = owner;
            new Thread(Main, StackBytes) { IsBackground = true, Name = FormattableString.Invariant($"controlled {number}") }.Start();
        }

        public Parker Take(Action body)
        {
            _body = body;
            return _parker;
        }

        private void Main()
        {
            while (true)
            {
                _parker.Wait();
                _body!();
                _body = null;
                _parker.Clear();
                _owner._idle.Push(this);
            }
        }
    }
}
