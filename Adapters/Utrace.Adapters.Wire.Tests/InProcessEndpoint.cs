using System.IO.Pipes;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Serving;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>An implementation of this process behind real pipes.</summary>
internal sealed record InProcessEndpoint(IAdapter Adapter) : WireEndpoint
{
    public override IWireTransport Connect()
    {
        var transport = new PipeTransport();
        new Thread(() =>
        {
            using var server = new WireServer(Adapter, transport.ServerInput, transport.ServerOutput);
            server.Run();
            transport.ServerOutput.Dispose();
            transport.ServerInput.Dispose();
        })
        {
            IsBackground = true,
        }.Start();
        return transport;
    }

    public override string ToString() => "in-process";
}

/// <summary>Two pipes.</summary>
internal sealed class PipeTransport : IWireTransport
{
    private readonly AnonymousPipeServerStream _toServer = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _fromServer = new(PipeDirection.In);

    public PipeTransport()
    {
        ServerInput = new AnonymousPipeClientStream(PipeDirection.In, _toServer.ClientSafePipeHandle);
        ServerOutput = new AnonymousPipeClientStream(PipeDirection.Out, _fromServer.ClientSafePipeHandle);
    }

    public Stream ServerInput { get; }

    public Stream ServerOutput { get; }

    public Stream Input => _fromServer;

    public Stream Output => _toServer;

    public string LastWords => "";

    public string DescribeEnd() => "the pipe ended";

    public void Close() => Dispose();

    public void Kill() => Dispose();

    public void Dispose()
    {
        _toServer.Dispose();
        _fromServer.Dispose();
    }
}
