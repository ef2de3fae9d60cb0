using System.Globalization;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// Writes conversations down, a line each: the number of the connection, <c>&gt;</c> for the kit or <c>&lt;</c> for the implementation, the message. No clock, so that
/// traces of equal conversations are equal. Thread-safe; flushed line by line, so that a crash loses none.
/// </summary>
public sealed class WireTrace(Stream file) : IDisposable
{
    private readonly Lock _sync = new();
    private int _connections;

    /// <summary>The number of the next connection, from 1.</summary>
    internal int Next() => Interlocked.Increment(ref _connections);

    /// <summary>A line.</summary>
    /// <param name="connection">Of which connection.</param>
    /// <param name="arrow"><c>&gt;</c> from the kit, <c>&lt;</c> from the implementation, <c>!</c> what the kit found wrong.</param>
    /// <param name="line">The line without its end.</param>
    internal void Write(int connection, char arrow, ReadOnlySpan<byte> line)
    {
        lock (_sync)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{connection} {arrow} ")));
            file.Write(line);
            file.WriteByte((byte)'\n');
            file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_sync)
        {
            file.Dispose();
        }
    }
}
