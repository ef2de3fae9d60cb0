using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// OS threads that are kept from schedule to schedule: making one costs more than most steps. All threads of a schedule stay on one processor, since only one of them
/// runs at a time. Apart from the runtime's pool because these block. Thread-safe.
/// </summary>
public sealed class OsThreads
{
    private const int StackBytes = 256 * 1024;

    private static readonly ConcurrentDictionary<int, OsThreads> ByProcessor = new();

    private readonly int _processor;
    private readonly ConcurrentStack<Worker> _idle = new();
    private int _made;

    private OsThreads(int processor) => _processor = processor;

    /// <summary>The threads of the processor that the caller is on: whoever runs schedules beside others is moved to where there is time.</summary>
    internal static OsThreads Here => ByProcessor.GetOrAdd(Processors.Here, static p => new OsThreads(p));

    /// <summary>How many were made.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>
    /// Gives a body, which must not throw, to a thread that does nothing else meanwhile: it runs at the first turn that the parker is given, and may wait there for
    /// further ones. So a thread is woken once to begin, not twice. No turn may be given any more once the body has returned: the parker is somebody else's then.
    /// </summary>
    internal Parker Lend(Action body)
    {
        if (!_idle.TryPop(out var worker))
        {
            worker = new Worker(this, Interlocked.Increment(ref _made));
        }

        return worker.Take(body);
    }

    /// <summary>
    /// Runs many schedules on a thread of one processor, with all of their threads: between two schedules nothing is woken elsewhere either. Blocks; throws what the body throws.
    /// </summary>
    public static T Together<T>(Func<T> schedules)
    {
        var (result, thrown) = (default(T), default(ExceptionDispatchInfo));
        using var over = new ManualResetEventSlim();
        Here.Lend(() =>
        {
            try
            {
                result = schedules();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }

            over.Set();
        }).Signal();
        over.Wait();
        thrown?.Throw();
        return result!;
    }

    private sealed class Worker
    {
        private readonly OsThreads _owner;
        private readonly Parker _parker = Parker.New();
        private Action? _body;

        public Worker(OsThreads owner, int number)
        {
            _owner = owner;
            new Thread(Main, StackBytes) { IsBackground = true, Name = FormattableString.Invariant($"controlled {owner._processor}.{number}") }.Start();
        }

        public Parker Take(Action body)
        {
            _body = body;
            return _parker;
        }

        private void Main()
        {
            Processors.StayOn(_owner._processor);
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
