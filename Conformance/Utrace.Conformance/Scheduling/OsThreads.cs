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

    /// <summary>Runs <paramref name="body"/> on a thread that does nothing else meanwhile. It must not throw.</summary>
    public void Run(Action body)
    {
        if (!_idle.TryPop(out var worker))
        {
            worker = new Worker(this, Interlocked.Increment(ref _made));
        }

        worker.Take(body);
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

        public void Take(Action body)
        {
            _body = body;
            _parker.Signal();
        }

        private void Main()
        {
            while (true)
            {
                _parker.Wait();
                _body!();
                _body = null;
                _owner._idle.Push(this);
            }
        }
    }
}
