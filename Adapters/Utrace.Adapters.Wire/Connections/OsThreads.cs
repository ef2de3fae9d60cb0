using System.Collections.Concurrent;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>
/// OS threads for what blocks (calls, callbacks), kept from one to the next. Apart from the runtime's pool, which a few blocked contexts would starve. Thread-safe.
/// </summary>
internal static class OsThreads
{
    private const int StackBytes = 256 * 1024;

    private static readonly ConcurrentStack<Worker> Idle = new();

    /// <summary>Runs <paramref name="body"/>, which must not throw, on a thread that does nothing else meanwhile.</summary>
    public static void Run(Action body)
    {
        if (!Idle.TryPop(out var worker))
        {
            worker = new Worker();
        }

        worker.Take(body);
    }

    private sealed class Worker
    {
        private readonly object _sync = new();
        private Action? _body;

        public Worker() => new Thread(Main, StackBytes) { IsBackground = true, Name = "wire" }.Start();

        public void Take(Action body)
        {
            lock (_sync)
            {
                _body = body;
                Monitor.Pulse(_sync);
            }
        }

        private void Main()
        {
            while (true)
            {
                Action body;
                lock (_sync)
                {
                    while (_body is null)
                    {
                        Monitor.Wait(_sync);
                    }

                    (body, _body) = (_body, null);
                }

                body();
                Idle.Push(this);
            }
        }
    }
}
