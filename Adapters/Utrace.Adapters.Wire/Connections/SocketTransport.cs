using System.Net;
using System.Net.Sockets;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>A connection to a process that is not the kit's: it is closed, never killed.</summary>
internal sealed class SocketTransport : IWireTransport
{
    private readonly NetworkStream _stream;

    private SocketTransport(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    /// <inheritdoc/>
    public Stream Input => _stream;

    /// <inheritdoc/>
    public Stream Output => _stream;

    /// <inheritdoc/>
    public string LastWords => "";

    /// <summary>Connects.</summary>
    /// <exception cref="AdapterException">Nobody listens there.</exception>
    public static SocketTransport Connect(string name, Func<Socket> make, EndPoint where)
    {
        var socket = make();
        try
        {
            socket.Connect(where);
            return new SocketTransport(socket);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IOException)
        {
            socket.Dispose();
            throw new AdapterException(
                AdapterFailure.Unavailable, $"nobody can be reached at {name}: {e.Message}; expected a process that listens there; do: start it first, and keep it listening between cases", e);
        }
    }

    /// <inheritdoc/>
    public string DescribeEnd() => "the other end closed the connection";

    /// <inheritdoc/>
    public void Close() => _stream.Dispose();

    /// <inheritdoc/>
    public void Kill() => _stream.Dispose();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
