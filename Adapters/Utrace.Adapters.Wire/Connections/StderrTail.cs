using System.Text;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>The last words of a child on stderr. Reads as fast as they come, however many, and keeps little. Thread-safe.</summary>
internal sealed class StderrTail
{
    private const int Kept = 4096;
    private const int ShownLines = 8;

    private readonly Lock _sync = new();
    private readonly byte[] _tail = new byte[Kept];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;

    public StderrTail(Stream stream) => new Thread(() => Read(stream), 128 * 1024) { IsBackground = true, Name = "stderr" }.Start();

    /// <summary>Waits for the end of the stream, not longer than so.</summary>
    public void WaitForEnd(TimeSpan patience) => _ended.Task.Wait(patience);

    /// <summary><c>; its last words on stderr: ...</c>, or nothing where it said nothing.</summary>
    public override string ToString()
    {
        string text;
        lock (_sync)
        {
            var count = (int)Math.Min(_written, Kept);
            var bytes = new byte[count];
            for (var i = 0; i < count; i++)
            {
                bytes[i] = _tail[(_written - count + i) % Kept];
            }

            text = Encoding.UTF8.GetString(bytes);
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "" : "; its last words on stderr: " + string.Join(" | ", lines.TakeLast(ShownLines));
    }

    private void Read(Stream stream)
    {
        var buffer = new byte[Kept];
        try
        {
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                lock (_sync)
                {
                    foreach (var b in buffer.AsSpan(0, read))
                    {
                        _tail[_written++ % Kept] = b;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The child is gone.
        }

        _ended.SetResult();
    }
}
