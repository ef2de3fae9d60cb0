using Utrace.Spec.Logs;

namespace Utrace.Reference.Adapter;

/// <summary>A real thread that carries the callbacks of one context, one at a time. Guarded by the session's monitor.</summary>
internal sealed class Carrier
{
    private readonly object _sync;
    private readonly Func<bool> _isOver;
    private readonly Action<CallbackBegan> _perform;
    private CallbackBegan? _job;

    public Carrier(string context, object sync, Func<bool> isOver, Action<CallbackBegan> perform)
    {
        _sync = sync;
        _isOver = isOver;
        _perform = perform;
        new Thread(Work, 256 * 1024) { IsBackground = true, Name = context }.Start();
    }

    /// <summary>Hands a callback over. The monitor is held; the thread has none at the moment, since a context has one callback open at most.</summary>
    public void Hand(CallbackBegan job)
    {
        _job = job;
        Monitor.PulseAll(_sync);
    }

    private void Work()
    {
        while (true)
        {
            CallbackBegan job;
            lock (_sync)
            {
                while (_job is null && !_isOver())
                {
                    Monitor.Wait(_sync);
                }

                if (_isOver())
                {
                    return;
                }

                job = _job!;
                _job = null;
            }

            _perform(job);
        }
    }
}
