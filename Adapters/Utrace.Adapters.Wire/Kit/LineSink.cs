using System.Buffers;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>The end of StreamJsonRpc's writer: collects whole lines and passes each on. StreamJsonRpc writes one message at a time.</summary>
internal sealed class LineSink(Action<ReadOnlyMemory<byte>> pass) : Stream
{
    private readonly ArrayBufferWriter<byte> _rest = new();

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (_rest.WrittenCount == 0)
            {
                pass(buffer[..(end + 1)]);
            }
            else
            {
                _rest.Write(buffer.Span[..(end + 1)]);
                pass(_rest.WrittenMemory);
                _rest.ResetWrittenCount();
            }

            buffer = buffer[(end + 1)..];
        }

        _rest.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().Wait();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => WriteAsync(buffer.ToArray()).AsTask().Wait();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
