using System.Runtime.ExceptionServices;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>
/// The same search with a second worker. Both generate blocks of consecutive states, ahead of what is interned; only the first worker interns, block by
/// block in order. So numbers, parents and edges are those of one worker.
/// </summary>
internal sealed partial class BreadthFirst<TSystem, TStore, TSink>
{
    private const int RingSize = 16;
    private const int HelpedBlockSize = 64;

    private readonly Lock _claims = new();
    private SearchBatch[]? _ring;
    private bool[]? _ready;
    private long _claimed;
    private long _inserted;
    private int _claimedStates;
    private int _published;
    private volatile bool _over;
    private volatile ExceptionDispatchInfo? _failure;

    private void RunWithHelper(Action? pulse)
    {
        _ring ??= [.. Enumerable.Range(0, RingSize).Select(_ => _newBatch())];
        _ready = new bool[RingSize];
        _claimed = _inserted = 0;
        _claimedStates = Expanded;
        _published = _store.Count;
        _over = false;
        _failure = null;
        var helper = new Thread(Help) { IsBackground = true, Name = "explorer helper" };
        helper.Start();
        try
        {
            InsertAll(pulse);
        }
        finally
        {
            _over = true;
            helper.Join();
        }

        _failure?.Throw();
    }

    private void InsertAll(Action? pulse)
    {
        var spin = default(SpinWait);
        while (Expanded < _store.Count && _failure is null)
        {
            var slot = _inserted % RingSize;
            if (Volatile.Read(ref _ready![slot]))
            {
                _ready[slot] = false;
                if (!Insert(_ring![slot]))
                {
                    return;
                }

                Volatile.Write(ref _published, _store.Count);
                Volatile.Write(ref _inserted, _inserted + 1);
                pulse?.Invoke();
            }
            else if (!GenerateNext())
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private void Help()
    {
        var spin = default(SpinWait);
        try
        {
            while (!_over)
            {
                if (!GenerateNext())
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }
            }
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    private bool GenerateNext()
    {
        int first;
        int end;
        long slot;
        lock (_claims)
        {
            first = _claimedStates;
            end = Math.Min(Volatile.Read(ref _published), first + HelpedBlockSize);
            if (first >= end || _claimed - Volatile.Read(ref _inserted) >= RingSize)
            {
                return false;
            }

            slot = _claimed++ % RingSize;
            _claimedStates = end;
        }

        Generate(_ring![slot], first, end);
        Volatile.Write(ref _ready![slot], true);
        return true;
    }
}
