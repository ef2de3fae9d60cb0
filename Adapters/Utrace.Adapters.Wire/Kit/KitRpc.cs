using System.IO.Pipelines;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// StreamJsonRpc's part: it writes requests and answers, gives ids, and finds the request that an answer belongs to. Lines of the implementation come to it
/// through a pipe whose reader runs inline, on the thread that reads the wire: handing over to the pool would cost an answer more than all else, and its order.
/// </summary>
internal sealed class KitRpc : JsonRpc
{
    private readonly Pipe _answers;
    private long _lastId;

    private KitRpc(Pipe answers, IJsonRpcMessageHandler handler)
        : base(handler)
    {
        _answers = answers;
        TraceSource.Switch.Level = System.Diagnostics.SourceLevels.Off;
    }

    /// <summary>Makes one that writes to <paramref name="send"/>, a line at a time.</summary>
    public static KitRpc Start(Action<ReadOnlyMemory<byte>> send)
    {
        var answers = new Pipe(new PipeOptions(
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));
        var formatter = new SystemTextJsonFormatter { JsonSerializerOptions = WireJson.Line };
        var handler = new NewLineDelimitedMessageHandler(PipeWriter.Create(new LineSink(send)), answers.Reader, formatter)
        {
            NewLine = NewLineDelimitedMessageHandler.NewLineStyle.Lf,
        };
        var rpc = new KitRpc(answers, handler);
        rpc.StartListening();
        return rpc;
    }

    /// <inheritdoc/>
    protected override RequestId CreateNewRequestId() => new(Interlocked.Increment(ref _lastId));

    /// <summary>An answer came; whoever waits for it goes on. Called by the reader of the wire alone.</summary>
    public void Receive(ReadOnlySpan<byte> line)
    {
        var room = _answers.Writer.GetSpan(line.Length + 1);
        line.CopyTo(room);
        room[line.Length] = (byte)'\n';
        _answers.Writer.Advance(line.Length + 1);
        _ = _answers.Writer.FlushAsync().AsTask();
    }

    /// <summary>Answers a callback.</summary>
    public void Answer(long id, CallbackResult result) => SendAsync(new JsonRpcResult { RequestId = new RequestId(id), Result = result, ResultDeclaredType = typeof(CallbackResult) }, default).AsTask().Wait();
}
