using Utrace.Adapters;

namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Runs the contexts of one session one at a time, on OS threads of their own. There is no scheduler thread: who pauses asks the strategy who is next and
/// hands over; where that is the same context, nothing is switched. When no context can go on the baton goes back to the conductor, so rest and deadlock
/// are known exactly. One per schedule. Members are called by whoever has the baton, <see cref="Close"/> by anybody.
/// </summary>
public sealed class Baton : IPauseControl
{
    private readonly ScheduleSpace _space;
    private readonly BatonSeat[] _seats;
    private readonly Parker _conductor = Parker.New();
    private readonly OsThreads _threads = OsThreads.Here;
    private readonly AccessSet _accesses = new();
    private readonly int[] _enabled;
    private readonly int _everything;
    private readonly int _wakes;
    private readonly List<int> _choices = [];
    private IStrategy? _strategy;
    private IReadOnlyList<int> _before = [];
    private int? _repeated;
    private int _running = -1;
    private int _last = -1;
    private int _alive;
    private volatile bool _isClosed;

    /// <summary>A baton that nobody has but the conductor, who makes it.</summary>
    public Baton(ScheduleSpace space)
    {
        _space = space;
        _seats = [.. space.Contexts.Select(_ => new BatonSeat())];
        _enabled = new int[_seats.Length];
        _everything = space.VariableOf("*");
        _wakes = space.Contexts.Select(c => space.VariableOf($"{c} woken")).ToList().FirstOrDefault(); // All of them: they follow each other.
    }

    /// <summary>Whether the strategy ended the schedule before it was over.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many contexts were started and are not over; they unwind after <see cref="Close"/>.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <summary>Who has the baton, and the point from which it goes on; null where that is the conductor. For a watchdog, which is not one of the contexts.</summary>
    public string? Running => Volatile.Read(ref _running) is >= 0 and var running ? $"{_space.Contexts[running]} (from {_seats[running].Point})" : null;

    /// <summary>Runs the conductor beside the contexts, on a thread of its own. The body must not throw.</summary>
    public void Conduct(Action body) => _threads.Lend(body).Signal();

    /// <summary>From now on the strategy chooses; called once. Before, contexts run in their order until they block: setup has one schedule only.</summary>
    public void Follow(IStrategy strategy)
    {
        _strategy = strategy;
        (_before, _space.LastChoices) = (_space.LastChoices, _choices);
    }

    /// <inheritdoc/>
    public int Chosen => _choices.Count;

    /// <inheritdoc/>
    public int Repeated => _strategy is null ? 0 : _repeated ??= _before.Zip(_strategy.Known).TakeWhile(p => p.First == p.Second).Count();

    /// <inheritdoc/>
    public object? Kept
    {
        get => _space.Kept;
        set => _space.Kept = value;
    }

    /// <inheritdoc/>
    public void Start(string context, Action body)
    {
        var seat = SeatOf(context);
        seat.Place = Place.Ready;
        seat.Point = "start";
        Touch(_wakes + _space.ContextOf(context), isWrite: true); // From here on it can go on: who starts it has done something that can be noticed.
        Interlocked.Increment(ref _alive);
        seat.Parker = _threads.Lend(() =>
        {
            body();
            seat.Leave();
            Interlocked.Decrement(ref _alive);
            if (!_isClosed)
            {
                HandOver();
            }
        });
    }

    /// <inheritdoc/>
    public void Pause(string context, string point)
    {
        if (_isClosed || _running < 0 || (_accesses.IsUnnoticed && _space.IsTold))
        {
            return; // Also the conductor, who sets up: it has the session to itself.
        }

        var seat = SeatOf(context);
        seat.Place = Place.Ready;
        seat.Point = point;
        Yield(seat);
    }

    /// <inheritdoc/>
    public void Block(string context, Func<string> what)
    {
        if (_isClosed)
        {
            return;
        }

        Touch(_wakes + _space.ContextOf(context), isWrite: false);
        var seat = SeatOf(context);
        if (!seat.IsAwaited)
        {
            seat.Place = Place.Blocked;
            seat.What = what;
        }
        else
        {
            seat.Place = Place.Ready;
            seat.Point = "woken";
        }

        seat.IsAwaited = false;
        Yield(seat);
    }

    /// <inheritdoc/>
    public void Ready(string context)
    {
        var number = _space.ContextOf(context);
        var seat = _seats[number];
        Touch(_wakes + number, isWrite: true);
        if (seat.Place is Place.Blocked)
        {
            seat.Place = Place.Ready;
            seat.Point = "woken";
        }
        else
        {
            seat.IsAwaited = true;
        }
    }

    /// <inheritdoc/>
    public int Variable(string name)
    {
        _space.IsTold = true;
        return _space.VariableOf(name);
    }

    /// <inheritdoc/>
    public void Touch(int variable, bool isWrite)
    {
        if (!_isClosed && !BatonSeat.IsDescribing)
        {
            _accesses.Add(variable, isWrite);
        }
    }

    /// <summary>The running context sees something without ending its step there: the order to those that write it counts, and nobody comes in between that and what it does next.</summary>
    public void Glance(int variable)
    {
        if (!_isClosed && !BatonSeat.IsDescribing)
        {
            _accesses.Glance(variable);
        }
    }

    /// <summary>The conductor hands the baton over; returns when no context can go on, when the strategy ended the schedule (<see cref="IsCut"/>), or after <see cref="Close"/>.</summary>
    public void RunToRest()
    {
        _accesses.Clear(); // What the conductor did belongs to no step.
        if (Chosen > 0)
        {
            _strategy?.Rested();
        }

        HandOver();
        if (!_isClosed)
        {
            _conductor.Wait();
        }
    }

    /// <summary>The schedule is over: every context that waits goes on and finds the session disposed. They run side by side now.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var seat in _seats)
        {
            seat.Wake();
        }

        _conductor.Signal();
    }

    /// <summary>A line per context that is neither over nor running: where it is.</summary>
    public IReadOnlyList<string> Describe() =>
    [
        .. _seats.Select((seat, n) => (seat, Name: _space.Contexts[n]))
            .Where(p => p.seat.Place is Place.Ready or Place.Blocked)
            .Select(p => p.seat.Place is Place.Ready ? $"{p.Name} could go on from {p.seat.Point}" : $"{p.Name} waits {p.seat.Describe()}"),
    ];

    /// <summary>The pause point at which a context could go on; what else is to say of it where it could not.</summary>
    public string WhereIs(int context) => _seats[context] switch
    {
        { Place: Place.Ready } seat => seat.Point,
        { Place: Place.Blocked } seat => $"waits {seat.Describe()}",
        { Place: Place.Over } => "over",
        _ => "running",
    };

    private void Yield(BatonSeat seat)
    {
        if (HandOver() != seat)
        {
            seat.Parker!.Wait();
        }
    }

    /// <summary>Ends the step and gives the baton to whoever is next; answers their seat, or null for the conductor.</summary>
    private BatonSeat? HandOver()
    {
        var self = _running;
        if (self >= 0)
        {
            EndStep();
        }

        _running = Next();
        if (_running < 0)
        {
            _conductor.Signal();
            return null;
        }

        var next = _seats[_running];
        next.Place = Place.Running;
        if (_running != self)
        {
            next.Wake();
        }
        else if (_seats[self].HasLeft)
        {
            throw new InvalidOperationException($"Context {_space.Contexts[self]} was chosen after its end.");
        }

        return next;
    }

    private void EndStep()
    {
        if (_strategy is not null && Chosen > 0)
        {
            if (!_space.IsTold)
            {
                _accesses.Add(_everything, isWrite: true); // Nothing is known of what it did: it depends on all.
            }

            _strategy.Ran(_accesses.Span);
        }

        _accesses.Clear();
    }

    private int Next()
    {
        var count = 0;
        for (var n = 0; n < _seats.Length; n++)
        {
            if (_seats[n].Place is Place.Ready)
            {
                _enabled[count++] = n;
            }
        }

        if (count == 0 || IsCut)
        {
            return -1;
        }

        if (_strategy is null)
        {
            return _enabled[0];
        }

        var chosen = _strategy.Choose(new Decision(Chosen, _enabled.AsSpan(0, count), _last));
        if (chosen < 0)
        {
            IsCut = true;
            return -1;
        }

        if (!_enabled.AsSpan(0, count).Contains(chosen))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"The strategy chose context {chosen}, which cannot go on at step {Chosen}."));
        }

        _choices.Add(chosen);
        return _last = chosen;
    }

    private BatonSeat SeatOf(string context) => _space.ContextOf(context) is >= 0 and var number
        ? _seats[number]
        : throw new InvalidOperationException($"{context} is no context of this session; it has {string.Join(", ", _space.Contexts)}.");
}
