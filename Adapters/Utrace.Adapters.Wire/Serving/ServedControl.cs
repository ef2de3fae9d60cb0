using System.Collections.Immutable;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>
/// The kit's control at the implementation's end of a wire: one context runs at a time, from a <c>go</c> to where it halts. The reader of the wire asks for
/// things only while every context halts, so what is told meanwhile belongs to what it asks. Thread-safe.
/// </summary>
/// <param name="writer">The wire.</param>
internal sealed class ServedControl(LineWriter writer) : IPauseControl
{
    private readonly object _sync = new();
    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _variables = [];
    private readonly Queue<string> _choices = new();
    private readonly List<StepMade> _steps = [];
    private readonly List<string> _started = [];
    private readonly List<string> _ready = [];
    private readonly SortedSet<int> _reads = [];
    private readonly SortedSet<int> _writes = [];
    private long _go;
    private bool _isClosed;

    /// <summary>Who runs; null while all halt.</summary>
    public string? Running { get; private set; }

    /// <inheritdoc/>
    public void Start(string context, Action body)
    {
        var seat = Admit(context);
        OsThreads.Run(() =>
        {
            AwaitTurn(seat);
            body();
            Finish(context, WireWords.AtOver);
        });
    }

    /// <summary>A call comes in: its context is ready, and begins it when it is chosen.</summary>
    public void StartCall(string context, Action body)
    {
        var seat = Admit(context);
        OsThreads.Run(() =>
        {
            AwaitTurn(seat);
            body();
            Finish(context, WireWords.AtReturned);
        });
    }

    /// <inheritdoc/>
    public void Pause(string context, string point) => Halt(context, WireWords.AtPoint, point: point);

    /// <inheritdoc/>
    public void Block(string context, Func<string> what) => Halt(context, WireWords.AtBlocked, waits: what);

    /// <inheritdoc/>
    public void Ready(string context)
    {
        lock (_sync)
        {
            _ready.Add(context);
            if (_seats.TryGetValue(context, out var seat))
            {
                (seat.Place, seat.IsAwaited) = seat.Place is Place.Blocked ? (Place.Ready, false) : (seat.Place, true);
            }
        }
    }

    /// <inheritdoc/>
    public int Variable(string name)
    {
        lock (_sync)
        {
            if (!_numbers.TryGetValue(name, out var number))
            {
                _numbers.Add(name, number = _variables.Count);
                _variables.Add(name);
            }

            return number;
        }
    }

    /// <inheritdoc/>
    public void Touch(int variable, bool isWrite)
    {
        lock (_sync)
        {
            (isWrite ? _writes : _reads).Add(variable);
        }
    }

    /// <summary>The kit says who goes on.</summary>
    /// <exception cref="WireFormException">One of them cannot.</exception>
    public void Go(long id, ImmutableArray<string> choices)
    {
        lock (_sync)
        {
            if (Running is not null || choices.IsDefaultOrEmpty)
            {
                throw Wrong(choices.IsDefaultOrEmpty ? "go without a choice" : $"go while {Running} runs", "a go when the last one is answered, with at least one choice");
            }

            _go = id;
            _steps.Clear();
            _choices.Clear();
            foreach (var choice in choices)
            {
                _choices.Enqueue(choice);
            }

            if (LetNext() is { } refused)
            {
                throw refused;
            }
        }
    }

    /// <summary>The context that runs halts, and has sent what the kit has to answer before it goes on; returns when it is chosen.</summary>
    public void Halt(string context, string at, string? point = null, Func<string>? waits = null)
    {
        Seat seat;
        lock (_sync)
        {
            if (_isClosed || !string.Equals(Running, context, StringComparison.Ordinal))
            {
                return; // It unwinds.
            }

            seat = _seats[context];
            seat.Place = waits is null || seat.IsAwaited ? Place.Ready : Place.Blocked;
            seat.IsAwaited = waits is null && seat.IsAwaited;
            seat.IsLet = false;
            Made(context, at, point, waits, isKitsTurn: point is null && waits is null);
        }

        AwaitTurn(seat);
    }

    /// <summary>What the reader's request did to others.</summary>
    public Effects TakeEffects()
    {
        lock (_sync)
        {
            return Told();
        }
    }

    /// <summary>The scenario is over: everybody goes on, side by side.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _isClosed = true;
            Monitor.PulseAll(_sync);
        }
    }

    private Seat Admit(string context)
    {
        lock (_sync)
        {
            if (Running is not null)
            {
                _started.Add(context); // What the reader starts, the kit asked for.
            }

            return _seats[context] = new Seat { Place = Place.Ready };
        }
    }

    private void Finish(string context, string at)
    {
        lock (_sync)
        {
            if (!_isClosed && string.Equals(Running, context, StringComparison.Ordinal))
            {
                _seats.Remove(context);
                Made(context, at, null, null, isKitsTurn: true);
            }
        }
    }

    private void AwaitTurn(Seat seat)
    {
        lock (_sync)
        {
            while (!seat.IsLet && !_isClosed)
            {
                Monitor.Wait(_sync);
            }
        }
    }

    private void Made(string context, string at, string? point, Func<string>? waits, bool isKitsTurn)
    {
        var told = Told();
        var what = waits?.Invoke();
        _reads.Clear(); // What a description reads is no access of the step.
        _steps.Add(new StepMade
        {
            Context = context,
            At = at,
            Point = point,
            Waits = what,
            Started = told.Started,
            Ready = told.Ready,
            Reads = told.Reads,
            Writes = told.Writes,
        });
        Running = null;
        if (isKitsTurn || _choices.Count == 0)
        {
            writer.Result(_go, new GoResult { Steps = [.. _steps] });
        }
        else if (LetNext() is { } refused)
        {
            writer.Error(_go, refused.Code, refused.Message);
        }
    }

    /// <summary>The next choice runs; answers what to say where it cannot.</summary>
    private WireFormException? LetNext()
    {
        var next = _choices.Dequeue();
        if (!_seats.TryGetValue(next, out var seat) || seat.Place is not Place.Ready)
        {
            return Wrong(
                FormattableString.Invariant($"go: {next} cannot go on (choice {_steps.Count + 1} of {_steps.Count + 1 + _choices.Count})"),
                "one of " + string.Join(", ", _seats.Where(s => s.Value.Place is Place.Ready).Select(s => s.Key).Order(StringComparer.Ordinal)));
        }

        Running = next;
        seat.Place = Place.Running;
        seat.IsLet = true;
        Monitor.PulseAll(_sync);
        return null;
    }

    /// <summary>What was told since the last halt. An implementation that names no variables says nothing of accesses.</summary>
    private Effects Told()
    {
        var told = new Effects
        {
            Started = _started.Count == 0 ? null : [.. _started],
            Ready = _ready.Count == 0 ? null : [.. _ready],
            Reads = _variables.Count == 0 ? null : [.. _reads.Select(v => _variables[v])],
            Writes = _variables.Count == 0 ? null : [.. _writes.Select(v => _variables[v])],
        };
        _started.Clear();
        _ready.Clear();
        _reads.Clear();
        _writes.Clear();
        return told;
    }

    private static WireFormException Wrong(string what, string expected) => new(WireFormException.WrongState, what, expected);

    private enum Place
    {
        Ready,
        Blocked,
        Running,
    }

    private sealed class Seat
    {
        public Place Place { get; set; }

        public bool IsLet { get; set; }

        /// <summary>Made ready before it had come to block.</summary>
        public bool IsAwaited { get; set; }
    }
}
