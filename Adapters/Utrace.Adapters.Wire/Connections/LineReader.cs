namespace Utrace.Adapters.Wire.Connections;

/// <summary>What the next line is.</summary>
internal enum LineStatus
{
    /// <summary>A whole line.</summary>
    Line,

    /// <summary>The stream ended at the end of a line.</summary>
    End,

    /// <summary>The stream ended within a line.</summary>
    Half,

    /// <summary>The line is longer than the protocol allows.</summary>
    TooLong,
}

/// <summary>Cuts a stream into lines. Blocks; not thread-safe. A line is valid until the next read.</summary>
/// <param name="stream">The stream.</param>
/// <param name="maxBytes">The longest line, its end not counted.</param>
internal sealed class LineReader(Stream stream, int maxBytes = LineReader.MaxLineBytes)
{
    /// <summary>The protocol's limit.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _seen;
    private int _end;

    /// <summary>Reads the next line; for <see cref="LineStatus.Half"/> and <see cref="LineStatus.TooLong"/> its beginning.</summary>
    public LineStatus Read(out ReadOnlyMemory<byte> line)
    {
        while (true)
        {
            var newLine = _buffer.AsSpan(_seen, _end - _seen).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                line = _buffer.AsMemory(_start, _seen + newLine - _start);
                _start = _seen = _seen + newLine + 1;
                return line.Length > maxBytes ? LineStatus.TooLong : LineStatus.Line;
            }

            _seen = _end;
            line = _buffer.AsMemory(_start, _end - _start);
            if (line.Length > maxBytes)
            {
                return LineStatus.TooLong;
            }

            MakeRoom();
            var read = ReadSome();
            if (read <= 0)
            {
                line = _buffer.AsMemory(_start, _end - _start);
                return line.IsEmpty ? LineStatus.End : LineStatus.Half;
            }

            _end += read;
        }
    }

    private int ReadSome()
    {
        try
        {
            return stream.Read(_buffer.AsSpan(_end));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return 0; // The other end is gone, or this one was closed: either way nothing comes any more.
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _seen, _start) = (_end - _start, _seen - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
