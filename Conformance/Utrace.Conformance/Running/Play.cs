using System.Collections.Immutable;
using System.Diagnostics;
using Utrace.Adapters;
using Utrace.Conformance.Oracle;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>
/// One run. Parties: the caller of <see cref="Run"/> is the watchdog and never enters the adapter; the conductor sets up, drives
/// programs and settles; one OS thread per actor; callbacks run on the implementation's threads. All state is guarded by <see cref="_sync"/>,
/// which is never held while the adapter is called.
/// </summary>
internal sealed partial class Play : IKit
{
    private readonly object _sync;
    private readonly IPace _pace;
    private readonly Latch _retired = new();
    private readonly IAdapter _adapter;
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly List<LogEvent> _log = [];
    private readonly HashSet<string> _openGates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleBook> _engines;
    private readonly Dictionary<string, TraceeProgram> _programs;
    private readonly HashSet<string> _contexts;
    private readonly OracleRun? _oracle;
    private readonly Latch _finished = new();
    private readonly CancellationTokenSource _over;

    /// <summary>Counts every event, so that two equal readings mean that the kit did nothing in between.</summary>
    private long _version;

    /// <summary>Actors and callbacks that run kit code: neither in a call nor waiting.</summary>
    private int _moving;
    private int _calls;
    private int _callbacks;
    private long _lastProgress = Stopwatch.GetTimestamp();
    private TimeSpan _longestPause;
    private bool _closed;
    private RunOutcome? _outcome;
    private ISession? _session;

    /// <param name="adapter">The implementation.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">How.</param>
    /// <param name="over">Cancelled when nothing is to be waited for any more.</param>
    /// <param name="sync">The lock; the pace's as well.</param>
    /// <param name="pace">How contexts share time.</param>
    public Play(IAdapter adapter, Scenario scenario, RunOptions options, CancellationTokenSource over, object sync, IPace pace)
    {
        _sync = sync;
        _pace = pace;
        _adapter = adapter;
        _scenario = scenario;
        _options = options;
        _over = over;
        _oracle = options.Follow?.Invoke();
        _engines = RuleBook.Of(scenario.Engines);
        _programs = scenario.Threads.ToDictionary(t => t.Name, t => new TraceeProgram(t), StringComparer.Ordinal);
        _contexts = [.. scenario.Threads.Select(t => t.Name), .. scenario.Actors.Select(a => a.Name)];
    }

    public RunOutcome Run()
    {
        _pace.Conduct(Conduct);
        Watch();
        RunOutcome outcome;
        lock (_sync)
        {
            outcome = _outcome! with { DeadlineShare = _longestPause / _options.Deadline };
        }

        if (outcome.Status is RunStatus.Hang)
        {
            outcome = outcome with { Waits = [.. outcome.Waits, .. DescribeAndAbandon()] };
        }
        else
        {
            _retired.Wait(_options.Deadline);
        }

        return outcome;
    }

    /// <summary>How many lines the log has; for whoever has the turn.</summary>
    public int Lines => _log.Count;

    /// <summary>Adds a line; false once the run is over, when nothing counts any more.</summary>
    private bool Add(LogEvent line)
    {
        Debug.Assert(Monitor.IsEntered(_sync), "the log is written under the lock");
        if (_closed)
        {
            return false;
        }

        _log.Add(line);
        _oracle?.Observe(line);
        if (line is CallBegan)
        {
            // No step ends here, so that a call's interval is as narrow as it can be; before or behind which lines it begins counts all the same.
            _pace.Glance("log");
        }
        else
        {
            _pace.Use("log", isWrite: true);
        }

        Progress();
        if (_log.Count >= _options.MaxLines)
        {
            End(RunStatus.Hang, $"the log reached {_options.MaxLines} lines without an end; expected: a scenario comes to rest. The last lines repeat what goes on for ever");
            return false;
        }

        return true;
    }

    private void Progress()
    {
        var now = Stopwatch.GetTimestamp();
        var pause = Stopwatch.GetElapsedTime(_lastProgress, now);
        _longestPause = pause > _longestPause ? pause : _longestPause;
        _lastProgress = now;
        _version++;
        Monitor.PulseAll(_sync);
    }

    /// <summary>Ends the run; the first reason stands.</summary>
    private void End(RunStatus status, string? detail = null, Exception? exception = null, string? guarantee = null, ImmutableArray<string>? waits = null)
    {
        Debug.Assert(Monitor.IsEntered(_sync), "a run ends under the lock");
        if (_closed)
        {
            return;
        }

        _closed = true;
        _outcome = new(status, [.. _log])
        {
            Detail = detail,
            Followed = _oracle,
            Exception = exception,
            Guarantee = guarantee,
            IsEndless = status is RunStatus.Hang && _log.Count >= _options.MaxLines,
            Waits = waits ?? (status is RunStatus.Hang ? [.. KitWaits()] : []),
        };
        Monitor.PulseAll(_sync);
        _finished.Set();
    }

    /// <summary>Something threw: a crash, unless it is the adapter that says what it is.</summary>
    private void Failed(string who, Exception exception)
    {
        var (status, detail) = exception is AdapterException { Failure: var failure }
            ? (failure switch { AdapterFailure.Contract => RunStatus.AdapterError, AdapterFailure.Hang => RunStatus.Hang, _ => RunStatus.Crash }, exception.Message)
            : exception is NotSupportedException ? (RunStatus.Crash, exception.Message)
            : (RunStatus.Crash, $"{who} threw {exception.GetType().Name}: {exception.Message}");
        lock (_sync)
        {
            End(status, detail, exception is AdapterException ? null : exception);
        }
    }
}
