namespace Utrace.Adapters.Wire.Connections;

/// <summary>Two byte streams to an implementation, and what is known of whoever is at the other end.</summary>
public interface IWireTransport : IDisposable
{
    /// <summary>What the implementation sends. Read by one thread.</summary>
    Stream Input { get; }

    /// <summary>What the implementation gets. Written by one thread at a time.</summary>
    Stream Output { get; }

    /// <summary>After the end of <see cref="Input"/>: what became of the other end, in words (<c>the process exited with code 3</c>), its last words on stderr included. May wait for a moment.</summary>
    string DescribeEnd();

    /// <summary>While it lives: its last words on stderr, or an empty text.</summary>
    string LastWords { get; }

    /// <summary>Closes this end; the other one gets a moment to go by itself, and is killed then, with everything it started.</summary>
    void Close();

    /// <summary>Kills the other end at once, with everything it started, as far as it is the kit's.</summary>
    void Kill();
}
