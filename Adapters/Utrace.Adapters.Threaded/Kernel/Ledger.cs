namespace Utrace.Adapters.Threaded;

/// <summary>
/// The exact account of who can move, and the only place where a context of a session blocks.
/// A context waits by handing in an attempt. Attempts run under the ledger's monitor whenever something changed, until one succeeds;
/// whoever makes it succeed counts the waiter as moving before it wakes it. So "nobody moves" is never a guess.
/// </summary>
/// <param name="control">The kit, where it says who runs (T2); else null.</param>
/// <param name="isSlow">Contexts that wait at every pause point until nobody else moves, where the kit does not say who runs; null: none.</param>
internal sealed class Ledger(IPauseControl? control, Func<string, bool>? isSlow = null)
{
    private readonly object _monitor = new();
    private readonly List<Waiter> _waiting = [];
    private readonly List<int> _seen = [];
    private readonly SortedDictionary<string, string> _openCallbacks = new(StringComparer.Ordinal);
    private int _moving;
    private int _callsInFlight;
    private bool _abandoned;

    /// <summary>The kit, where it says who runs; else null.</summary>
    public IPauseControl? Control => control;

    /// <summary>Whether the session was disposed.</summary>
    public bool IsAbandoned
    {
        get
        {
            lock (_monitor)
            {
                return _abandoned;
            }
        }
    }

    /// <summary>Changes state that attempts look at, atomically with all of them; then lets those attempts succeed that now can.</summary>
    public void Change(Action change)
    {
        lock (_monitor)
        {
            change();
            RetryWaiting();
        }
    }

    /// <summary>As <see cref="Change(Action)"/>, with an answer.</summary>
    public T Change<T>(Func<T> change)
    {
        lock (_monitor)
        {
            var answer = change();
            RetryWaiting();
            return answer;
        }
    }

    /// <summary>Waits until the attempt succeeds. What a successful attempt does is part of that instant.</summary>
    /// <param name="context">Who waits.</param>
    /// <param name="what">For what, in words; asked only when somebody wants to know.</param>
    /// <param name="attempt">Runs under the monitor, on any thread; must not block.</param>
    /// <exception cref="SessionAbandonedException">The session was disposed.</exception>
    public void Await(string context, Func<string> what, Func<bool> attempt)
    {
        Waiter waiter;
        lock (_monitor)
        {
            ThrowIfAbandoned();
            if (attempt())
            {
                RetryWaiting();
                return;
            }

            waiter = new Waiter(context, what, attempt);
            _waiting.Add(waiter);
            _moving--;
            RetryWaiting();
        }

        if (control is null)
        {
            waiter.Woken.Wait();
        }
        else
        {
            control.Block(context, what);
        }

        lock (_monitor)
        {
            ThrowIfAbandoned();
        }
    }

    /// <summary>Others may come in here, where the kit says who runs. Not to be called under the monitor.</summary>
    /// <exception cref="SessionAbandonedException">The session was disposed meanwhile.</exception>
    public void Pause(string context, string point)
    {
        if (control is not null)
        {
            control.Pause(context, point);
            ThrowIfAbandoned();
        }
        else if (isSlow?.Invoke(context) is true)
        {
            Await(context, () => $"at {point} until nobody else moves", () => _moving == 0);
        }
    }

    /// <summary>The variables of an owner.</summary>
    public Sharing Share(string owner) => new(this, owner);

    /// <summary>Whether somebody else's attempt is made.</summary>
    public bool IsRetrying { get; private set; }

    /// <summary>
    /// The running context touches a variable, by itself or in an attempt of somebody who waits. What a failed attempt looks at is left out: who waits has told
    /// it when it began to wait, and nothing comes of looking again. What a successful one looks at lets somebody go on, so the step depends on it.
    /// </summary>
    public void Touch(int variable, bool isWrite)
    {
        if (!isWrite && IsRetrying)
        {
            _seen.Add(variable);
        }
        else
        {
            control!.Touch(variable, isWrite);
        }
    }

    /// <summary>A context begins to move: a call comes in, a thread starts.</summary>
    public void Arrive() => Change(() => _moving++);

    /// <summary>A context is over.</summary>
    public void Leave() => Change(() => _moving--);

    /// <summary>A call comes in.</summary>
    /// <exception cref="SessionAbandonedException">The session was disposed.</exception>
    public void BeginCall() => Change(() =>
    {
        ThrowIfAbandoned();
        _moving++;
        _callsInFlight++;
    });

    /// <summary>A call returns.</summary>
    public void EndCall() => Change(() =>
    {
        _moving--;
        _callsInFlight--;
    });

    /// <summary>The context goes into a callback: from here on it is the kit that moves it.</summary>
    public void BeginCallback(string context, string invocation) => Change(() =>
    {
        _openCallbacks[context] = invocation;
        _moving--;
    });

    /// <summary>The context is back from a callback.</summary>
    public void EndCallback(string context) => Change(() =>
    {
        _moving++;
        _openCallbacks.Remove(context);
        ThrowIfAbandoned();
    });

    /// <summary>Waits until nothing moves, or the deadline.</summary>
    /// <param name="deadline">How long at most.</param>
    /// <param name="pendingActivities">Counts the activities driven and not yet over; asked at the instant of the answer.</param>
    public Settlement Settle(TimeSpan deadline, Func<int> pendingActivities)
    {
        var until = Environment.TickCount64 + (long)deadline.TotalMilliseconds;
        lock (_monitor)
        {
            while (_moving > 0 && !_abandoned)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_monitor, (int)Math.Min(left, int.MaxValue)))
                {
                    break;
                }
            }

            return new Settlement(_moving == 0 && !_abandoned, _callsInFlight, _openCallbacks.Count, pendingActivities());
        }
    }

    /// <summary>Ends every wait with <see cref="SessionAbandonedException"/>.</summary>
    public void Abandon()
    {
        lock (_monitor)
        {
            _abandoned = true;
            foreach (var waiter in _waiting)
            {
                _moving++;
                waiter.Woken.Release(); // Under control the kit lets everybody go by itself.
            }

            _waiting.Clear();
            Monitor.PulseAll(_monitor);
        }
    }

    /// <summary>A line per open callback and per waiting context, by context.</summary>
    public IReadOnlyList<string> Describe()
    {
        lock (_monitor)
        {
            return
            [
                .. _openCallbacks.Select(p => $"{p.Key} is inside {p.Value}")
                    .Concat(_waiting.Select(w => $"{w.Context} waits {w.What()}"))
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    private void ThrowIfAbandoned()
    {
        if (_abandoned)
        {
            throw new SessionAbandonedException();
        }
    }

    private void RetryWaiting()
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var waiter = _waiting[i];
            IsRetrying = true;
            var succeeds = waiter.Attempt();
            IsRetrying = false;
            if (!succeeds)
            {
                _seen.Clear();
                i++;
                continue;
            }

            _seen.ForEach(v => control!.Touch(v, isWrite: false));
            _seen.Clear();

            _waiting.RemoveAt(i);
            _moving++;
            if (control is null)
            {
                waiter.Woken.Release();
            }
            else
            {
                control.Ready(waiter.Context);
            }

            i = 0; // What this attempt did may let an earlier one succeed.
        }

        if (_moving == 0)
        {
            Monitor.PulseAll(_monitor);
        }
    }

    private sealed record Waiter(string Context, Func<string> What, Func<bool> Attempt)
    {
        public SemaphoreSlim Woken { get; } = new(0);
    }
}
