using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>A Unix socket that somebody listens on.</summary>
public sealed record UnixEndpoint(string Path) : WireEndpoint
{
    /// <inheritdoc/>
    public override int Connections => 1;

    /// <inheritdoc/>
    public override IWireTransport Connect() => SocketTransport.Connect(
        ToString(), () => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(Path));

    /// <inheritdoc/>
    public override string ToString() => $"unix:{Path}";
}

/// <summary>A TCP port of this machine that somebody listens on.</summary>
public sealed record TcpEndpoint(IPAddress Host, int Port) : WireEndpoint
{
    /// <inheritdoc/>
    public override int Connections => 1;

    /// <summary>Reads <c>HOST:PORT</c>.</summary>
    internal static TcpEndpoint Of(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var address = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var parsed) ? parsed
            : throw new FormatException($"the host in 'tcp:{text}' is '{host}'; expected localhost, 127.0.0.1 or ::1, as in tcp:localhost:7010");
        return !IPAddress.IsLoopback(address)
            ? throw new FormatException($"the host in 'tcp:{text}' is not this machine; expected localhost, 127.0.0.1 or ::1: the protocol has no authentication")
            : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
                ? new TcpEndpoint(address, port)
                : throw new FormatException($"the port in 'tcp:{text}' is '{text[(colon + 1)..]}'; expected a number from 1 to 65535");
    }

    /// <inheritdoc/>
    public override IWireTransport Connect() => SocketTransport.Connect(
        ToString(), () => new Socket(Host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new IPEndPoint(Host, Port));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"tcp:{Host}:{Port}");
}
