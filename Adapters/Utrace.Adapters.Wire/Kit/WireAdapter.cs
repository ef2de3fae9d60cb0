using System.Collections.Concurrent;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// An implementation at the other end of a wire. Connections are kept from scenario to scenario by a reset; one that failed is never used again: the next
/// scenario starts the implementation anew. Thread-safe.
/// </summary>
public sealed class WireAdapter : IPausableAdapter, IDisposable
{
    private readonly WireEndpoint _endpoint;
    private readonly WireOptions _options;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentStack<WireConnection> _idle = new();
    private readonly ConcurrentDictionary<WireConnection, byte> _all = new();
    private volatile bool _isDisposed;

    private WireAdapter(WireEndpoint endpoint, WireOptions options)
    {
        _endpoint = endpoint;
        _options = options;
        _places = new SemaphoreSlim(endpoint.Connections);
        var first = Connect();
        Identity = Mapping.ToIdentity(first.Hello) with { Homepage = first.Hello.Homepage, Os = first.Hello.Os, Address = endpoint.ToString() };
        _idle.Push(first);
    }

    /// <inheritdoc/>
    public AdapterIdentity Identity { get; }

    /// <summary>Starts or reaches an implementation, and asks who it is.</summary>
    /// <exception cref="AdapterException">That failed; the message says where, what came, what was expected and what to do.</exception>
    public static WireAdapter Connect(WireEndpoint endpoint, WireOptions options) => new(endpoint, options);

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => Open(kit, seed, null);

    /// <inheritdoc/>
    ISession IPausableAdapter.Open(IKit kit, ulong seed, IPauseControl control) => Open(kit, seed, control);

    private WireSession Open(IKit kit, ulong seed, IPauseControl? control)
    {
        if (!_places.Wait(_options.StartDeadline * 6))
        {
            throw new AdapterException(AdapterFailure.Hang, $"the only connection to {_endpoint} was not free in time; do: run with --jobs 1");
        }

        WireConnection? connection = null;
        try
        {
            connection = _idle.TryPop(out var idle) ? idle : Reconnect();
            var session = new WireSession(this, connection, kit, control);
            connection.Reset(session, seed, control is not null);
            return session;
        }
        catch
        {
            GiveUp(connection);
            throw;
        }
    }

    /// <summary>Ends every connection; children are gone when this returns.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Parallel.ForEach(_all.Keys, c => c.Dispose());
        _all.Clear();
    }

    /// <summary>A session is over, and its connection can be used again.</summary>
    internal void Return(WireConnection connection)
    {
        if (connection.Fault is not null || _isDisposed)
        {
            GiveUp(connection);
            return;
        }

        _idle.Push(connection);
        _places.Release();
    }

    /// <summary>A session is over, and its connection cannot be trusted any more.</summary>
    internal void GiveUp(WireConnection? connection)
    {
        if (connection is not null && _all.TryRemove(connection, out _))
        {
            connection.Abandon();
        }

        _places.Release();
    }

    private WireConnection Connect()
    {
        var connection = WireConnection.Open(_endpoint, _options);
        _all.TryAdd(connection, 0);
        if (_isDisposed && _all.TryRemove(connection, out _))
        {
            connection.Abandon(); // Nobody will end it any more.
            throw new ObjectDisposedException(nameof(WireAdapter));
        }

        return connection;
    }

    private WireConnection Reconnect()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var connection = Connect();
        var now = Mapping.ToIdentity(connection.Hello);
        if (!string.Equals(now.Name, Identity.Name, StringComparison.Ordinal) || now.Tier != Identity.Tier || !now.Capabilities.SetEquals(Identity.Capabilities))
        {
            throw connection.Fail(
                AdapterFailure.Contract,
                $"the adapter says something else of itself than at its first start: {now.Name}, {now.Tier}, {string.Join(' ', now.Capabilities)}; "
                + $"expected: {Identity.Name}, {Identity.Tier}, {string.Join(' ', Identity.Capabilities)}; do: answer hello the same way every time");
        }

        return connection;
    }
}
