namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// The steps of one schedule with their happens-before order, as vector clocks. A step comes after the one before it of the same context, after the one
/// that made its context ready, after every earlier step that conflicts with it (same variable, one writes), and after everything before the last rest.
/// </summary>
/// <param name="contexts">How many contexts there are; numbers beyond are second ways.</param>
/// <param name="known">Where steps count with all that they may touch; null: with what they touched.</param>
internal sealed class StepTrace(int contexts, KnownFootprints? known = null)
{
    private readonly VariableNumbers _numbers = new();
    private readonly List<TraceStep> _steps = [];
    private readonly List<int> _races = [];
    private int _phaseStart;

    /// <summary>How many steps there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The steps that race with the last one: each conflicts with it, and nothing comes between the two. The context of the later step could have gone first.
    /// </summary>
    public IReadOnlyList<int> Races => _races;

    /// <summary>A fingerprint of the whole happens-before order.</summary>
    public ulong Fingerprint => Count == 0 ? 0 : _steps[Count - 1].Fingerprint;

    /// <summary>How often a context that could go on was left.</summary>
    public int Preemptions => Count == 0 ? 0 : _steps[Count - 1].Preemptions;

    /// <summary>A step.</summary>
    public TraceStep this[int step] => _steps[step];

    /// <summary>A new schedule; its first steps may be those of the last one.</summary>
    public void Begin(int kept = 0)
    {
        Count = kept;
        _phaseStart = 0;
    }

    /// <summary>Nobody could go on, and the kit let somebody.</summary>
    /// <param name="at">How many steps came before, those that are kept included.</param>
    public void Rested(int at) => _phaseStart = at;

    /// <summary>A step was chosen and has run.</summary>
    public void Add(int choice, ulong enabled, int last, ReadOnlySpan<Access> accesses)
    {
        var step = Next();
        step.Footprint.Set(accesses, _numbers);
        if (known is not null)
        {
            var before = HistoryOf(choice);
            step.History = SplitMix.Mix(before * 31 + step.Footprint.Hash());
            known.Widen(before, step.Footprint);
        }

        Add(step, choice, enabled, last);
    }

    /// <summary>A step was chosen, and the run was over before it was.</summary>
    public void AddUnended(int choice, ulong enabled, int last)
    {
        var step = Next();
        step.Footprint.SetEverything();
        Add(step, choice, enabled, last);
    }

    /// <summary>Whether one step comes before another in every schedule of this trace. A step comes before itself.</summary>
    public bool HappensBefore(int earlier, int later)
    {
        var (a, b) = (_steps[earlier], _steps[later]);
        return earlier < b.PhaseStart || b.Clock[a.Process] >= a.Index;
    }

    /// <summary>Whether a choice takes the processor from a context that could go on.</summary>
    public bool IsPreemption(int choice, ulong enabled, int last) =>
        last >= 0 && choice % contexts != last % contexts && (enabled & WaysOf(last % contexts)) != 0;

    /// <summary>A bit for each way of a context.</summary>
    public ulong WaysOf(int process) => 1ul << process | (contexts + process < 64 ? 1ul << (contexts + process) : 0);

    /// <summary>What the context of a choice did before its next step.</summary>
    private ulong HistoryOf(int choice)
    {
        var process = choice % contexts;
        for (var i = Count - 1; i >= 0; i--)
        {
            if (_steps[i].Process == process)
            {
                return _steps[i].History;
            }
        }

        return SplitMix.Mix((ulong)process + 1);
    }

    private TraceStep Next()
    {
        if (_steps.Count == Count)
        {
            _steps.Add(new TraceStep { Clock = new int[contexts] });
        }

        return _steps[Count];
    }

    private void Add(TraceStep step, int choice, ulong enabled, int last)
    {
        step.Choice = choice;
        step.Process = choice % contexts;
        step.Enabled = enabled;
        step.Last = last;
        step.PhaseStart = _phaseStart;
        step.Preemptions = Preemptions + (IsPreemption(choice, enabled, last) ? 1 : 0);
        Order(step);
        step.Fingerprint = Fingerprint + Hash(step);
        Count++;
    }

    private void Order(TraceStep step)
    {
        _races.Clear();
        var clock = step.Clock;
        Array.Clear(clock);
        step.Index = 1;
        for (var i = Count - 1; i >= 0; i--)
        {
            if (_steps[i].Process == step.Process)
            {
                step.Index = _steps[i].Index + 1;
                Join(clock, _steps[i].Clock);
                break;
            }
        }

        if (WakerOf(step) is >= 0 and var waker)
        {
            Join(clock, _steps[waker].Clock);
        }

        for (var i = Count - 1; i >= step.PhaseStart; i--)
        {
            var other = _steps[i];
            if (clock[other.Process] < other.Index && other.Footprint.Conflicts(step.Footprint))
            {
                _races.Add(i);
                Join(clock, other.Clock);
            }
        }

        clock[step.Process] = step.Index;
    }

    /// <summary>The step of another context that made this one's ready; -1 where it was ready before the phase began, or made itself ready.</summary>
    private int WakerOf(TraceStep step)
    {
        var ways = WaysOf(step.Process);
        for (var i = Count - 1; i >= step.PhaseStart; i--)
        {
            if (_steps[i].Process == step.Process)
            {
                return -1;
            }

            if ((_steps[i].Enabled & ways) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Join(int[] clock, int[] other)
    {
        for (var i = 0; i < clock.Length; i++)
        {
            clock[i] = Math.Max(clock[i], other[i]);
        }
    }

    private static ulong Hash(TraceStep step)
    {
        var hash = SplitMix.Mix((ulong)step.Choice + 1);
        foreach (var count in step.Clock)
        {
            hash = SplitMix.Mix(hash * 31 + (ulong)count + 0x9e3779b97f4a7c15);
        }

        return hash;
    }
}
