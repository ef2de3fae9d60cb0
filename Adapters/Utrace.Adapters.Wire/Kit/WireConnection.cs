using System.Collections.Concurrent;
using System.Text;
using StreamJsonRpc;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// A connection to an implementation, from its start to its first fault. One thread reads it: lines are checked and taken in their order, callbacks and notifications
/// go to the listener, answers to StreamJsonRpc. Thread-safe.
/// </summary>
internal sealed partial class WireConnection : IDisposable
{
    private const int ShownBytes = 200;
    private static readonly TimeSpan LastMoment = TimeSpan.FromMilliseconds(500);

    private readonly IWireTransport _transport;
    private readonly WireOptions _options;
    private readonly KitRpc _rpc;
    private readonly int _number;
    private readonly Lock _sync = new();

    /// <summary>Requests of the kit that are not answered: what they ask, and in which scenario.</summary>
    private readonly ConcurrentDictionary<long, (Message Message, int Scenario)> _asked = new();
    private readonly ConcurrentDictionary<long, byte> _callbacks = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly CancellationTokenSource _over = new();
    private IWireListener? _listener;

    /// <summary>Counts scenarios; <see cref="_live"/> follows when the answer to its reset has come.</summary>
    private int _scenario;
    private volatile int _live;
    private long _lines;
    private int _linesAtOnce;
    private string _lastAsked = "nothing";
    private AdapterException? _fault;
    private bool _isClosing;

    private WireConnection(IWireTransport transport, WireOptions options)
    {
        _transport = transport;
        _options = options;
        _number = options.Trace?.Next() ?? 0;
        _rpc = KitRpc.Start(Send);
    }

    /// <summary>What the implementation said of itself.</summary>
    public HelloResult Hello { get; private set; } = null!;

    /// <summary>Why the connection is over; null while it is not.</summary>
    public AdapterException? Fault
    {
        get
        {
            lock (_sync)
            {
                return _fault;
            }
        }
    }

    /// <summary>Starts or reaches the implementation and shakes hands.</summary>
    /// <exception cref="AdapterException">That failed.</exception>
    public static WireConnection Open(WireEndpoint endpoint, WireOptions options)
    {
        var connection = new WireConnection(endpoint.Connect(), options);
        new Thread(connection.Read, 256 * 1024) { IsBackground = true, Name = "wire reader" }.Start();
        try
        {
            connection.ShakeHands();
            return connection;
        }
        catch
        {
            connection.Abandon();
            throw;
        }
    }

    /// <summary>A scenario begins: its listener gets what comes from now on, once the implementation has answered.</summary>
    /// <exception cref="AdapterException">It did not, or the connection is over.</exception>
    public void Reset(IWireListener listener, ulong seed, bool control)
    {
        lock (_sync)
        {
            _scenario++;
            _listener = listener;
        }

        using var deadline = new CancellationTokenSource(_options.StartDeadline);
        try
        {
            Ask<ResetParams, ResetResult>("reset", new ResetParams { Seed = seed, Control = control ? true : null }, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw Fail(AdapterFailure.Hang, Said("reset was not answered", $"no answer within {_options.StartDeadline.TotalSeconds:0} s", "an answer at once, whatever the last scenario left behind"));
        }
    }

    /// <summary>The scenario is over: its listener gets nothing any more, and what it asked for is not waited for.</summary>
    public void Leave(IWireListener listener)
    {
        lock (_sync)
        {
            if (ReferenceEquals(_listener, listener))
            {
                _listener = null;
            }
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    /// <exception cref="AdapterException">The connection is over, or the answer is an error.</exception>
    /// <exception cref="NotSupportedException">The implementation says that it cannot do this.</exception>
    public TResult Ask<TParams, TResult>(string method, TParams parameters, CancellationToken cancel)
        where TParams : class
        where TResult : class => Await(method, Begin<TParams, TResult>(method, parameters), cancel);

    /// <summary>Asks.</summary>
    public Task<TResult> Begin<TParams, TResult>(string method, TParams parameters)
        where TParams : class
        where TResult : class
    {
        ThrowIfOver();
        return _rpc.InvokeWithParameterObjectAsync<TResult>(method, parameters);
    }

    /// <summary>Waits for an answer.</summary>
    public TResult Await<TResult>(string method, Task<TResult> asked, CancellationToken cancel)
        where TResult : class
    {
        try
        {
            asked.Wait(cancel);
            return asked.Result ?? throw Fail(AdapterFailure.Contract, Said($"the answer to {method}", "null", "an object"));
        }
        catch (AggregateException e) when (e.InnerException is RemoteRpcException { ErrorCode: { } code } remote)
        {
            throw Failed(method, (int)code, remote.Message);
        }
        catch (AggregateException) when (_over.IsCancellationRequested)
        {
            throw Again();
        }
        catch (AggregateException e)
        {
            throw Fail(AdapterFailure.Contract, Said($"the answer to {method} cannot be read", e.InnerException!.Message, "a result as in docs/protocol.md"));
        }
    }

    /// <summary>Answers a callback; nothing happens where the connection is over.</summary>
    public void Answer(long id, CallbackResult result)
    {
        if (_callbacks.TryRemove(id, out _) && Fault is null)
        {
            try
            {
                _rpc.Answer(id, result);
            }
            catch (Exception) when (_over.IsCancellationRequested)
            {
                // The connection ended meanwhile, and said why.
            }
        }
    }

    /// <summary>Ends the connection politely.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _isClosing = true;
        }

        _transport.Close();
        End();
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abandon()
    {
        lock (_sync)
        {
            _isClosing = true;
        }

        _transport.Kill();
        End();
    }

    /// <summary>Ends the connection with a fault; the first one stands.</summary>
    /// <returns>The fault that stands.</returns>
    public AdapterException Fail(AdapterFailure failure, string message)
    {
        IWireListener? listener;
        AdapterException fault;
        lock (_sync)
        {
            if (_fault is not null)
            {
                return Again();
            }

            fault = _fault = new AdapterException(failure, message);
            listener = _listener;
        }

        _options.Trace?.Write(_number, '!', Encoding.UTF8.GetBytes(message.ReplaceLineEndings(" | ")));
        _transport.Kill();
        listener?.Lost(fault);
        End();
        return fault;
    }

    /// <summary>The implementation sent what the protocol does not have.</summary>
    /// <returns>The fault that stands.</returns>
    public AdapterException Broke(string what, string got, string expected) => Fail(AdapterFailure.Contract, Said(what, got, expected));

    private void ShakeHands()
    {
        using var deadline = new CancellationTokenSource(_options.StartDeadline);
        var hello = new HelloParams
        {
            ProtocolMin = MessageTable.Version,
            ProtocolMax = MessageTable.Version,
            Kit = "utrace-conform",
            KitVersion = typeof(WireConnection).Assembly.GetName().Version!.ToString(3),
        };
        try
        {
            Hello = Ask<HelloParams, HelloResult>("hello", hello, deadline.Token);
            _ = Mapping.ToIdentity(Hello);
        }
        catch (OperationCanceledException)
        {
            throw Fail(
                AdapterFailure.Unavailable,
                Said("hello was not answered", $"silence for {_options.StartDeadline.TotalSeconds:0} s{_transport.LastWords}", "an answer at once, before anything else is done"));
        }
        catch (WireFormException e)
        {
            throw Fail(AdapterFailure.Unavailable, Said("the answer to hello", e.What, e.Expected));
        }

        if (Hello.Protocol != MessageTable.Version)
        {
            throw Fail(
                AdapterFailure.Unavailable,
                Said("the answer to hello", $"protocol {Hello.Protocol}", $"protocol {MessageTable.Version}, the only one in the kit's range"));
        }
    }

    private AdapterException Failed(string method, int code, string message) => code switch
    {
        WireFormException.Unsupported => throw new NotSupportedException(message),
        WireFormException.Broken => new AdapterException(AdapterFailure.Crash, $"the implementation broke down in {method}: {message}"),
        WireFormException.NoVersion => Fail(AdapterFailure.Unavailable, Said("the answer to hello", message, $"protocol {MessageTable.Version}")),
        WireFormException.WrongState when string.Equals(method, "go", StringComparison.Ordinal) => Broke("go was refused", message, Turns.SameSteps),
        _ => Fail(AdapterFailure.Contract, Said($"{method} was answered with error {code}", message, "a result: the request is as docs/protocol.md has it")),
    };

    private void ThrowIfOver()
    {
        if (Fault is not null)
        {
            throw Again();
        }
    }

    /// <summary>The fault, as a new exception: whoever asks next gets its own stack.</summary>
    private AdapterException Again() => Fault is { } fault
        ? new AdapterException(fault.Failure, fault.Message)
        : new AdapterException(AdapterFailure.Crash, "the connection was closed");

    private void End()
    {
        _over.Cancel();
        _rpc.Dispose();
    }

    private string Said(string what, string got, string expected) => FormattableString.Invariant(
        $"the adapter broke the protocol at its line {Interlocked.Read(ref _lines)} (the kit's last request: {_lastAsked}): {what}: {got}; expected: {expected}; do: see the conversation with --trace FILE, or check it with --validate");

    private static string Shown(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownBytes)]).EnumerateRunes())
        {
            _ = Rune.IsControl(rune) ? text.Append('?') : text.Append(rune.ToString());
        }

        return $"'{text}'" + (line.Length > ShownBytes ? FormattableString.Invariant($"... ({line.Length} bytes)") : "");
    }
}
