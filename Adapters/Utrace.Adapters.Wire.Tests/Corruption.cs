using System.Text;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>Spoils lines, the same way for the same seed.</summary>
internal sealed class Corruption(int seed)
{
    private static readonly byte[] Huge = Encoding.ASCII.GetBytes(new string('[', 2 * 1024 * 1024));

    private readonly Random _random = new(seed);

    /// <summary>What became of a line.</summary>
    /// <param name="Bytes">What is sent instead, its ends of lines included.</param>
    /// <param name="IsFatal">Whether no reader can take it for what was meant: the line is no message any more, or another one, or is there twice, or not at all.</param>
    /// <param name="EndsStream">Whether nothing comes behind it.</param>
    public sealed record Spoilt(byte[] Bytes, bool IsFatal, bool EndsStream = false);

    /// <summary>A number below.</summary>
    public int Next(int below) => _random.Next(below);

    /// <summary>Spoils a line, given without its end.</summary>
    public Spoilt Of(byte[] line)
    {
        switch (_random.Next(100))
        {
            case < 30:
                var flipped = (byte[])line.Clone();
                flipped[_random.Next(line.Length)] ^= (byte)(1 << _random.Next(8));
                return Changed(line, flipped);
            case < 40:
                var from = _random.Next(line.Length);
                return Changed(line, [.. line[..from], .. line[Math.Min(line.Length, from + 1 + _random.Next(12))..]]);
            case < 50:
                var noise = new byte[1 + _random.Next(16)];
                _random.NextBytes(noise);
                var at = _random.Next(line.Length);
                return Changed(line, [.. line[..at], .. noise, .. line[at..]]);
            case < 60:
                return new([.. Ended(line), .. Ended(line)], IsFatal: true);
            case < 65:
                return new([], IsFatal: true);
            case < 75:
                return new(line[.._random.Next(line.Length)], IsFatal: true, EndsStream: true);
            case < 85:
                return new([.. "Segmentation fault\n"u8, .. Ended(line)], IsFatal: true);
            case < 90:
                return new([.. "["u8, .. line, .. "]\n"u8], IsFatal: true);
            case < 99:
                return new(Ended(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line).Replace("\"id\":", "\"id\":9", StringComparison.Ordinal))), IsFatal: line.AsSpan().IndexOf("\"result\""u8) >= 0);
            default:
                return new([.. Huge, .. Ended(line)], IsFatal: true);
        }
    }

    private static Spoilt Changed(byte[] line, byte[] changed) => new(Ended(changed), IsOther(line, changed));

    /// <summary>Another message, or none. Where it is the same message with another content, that may be legal as well.</summary>
    private static bool IsOther(byte[] line, byte[] changed)
    {
        try
        {
            var (was, now) = (Envelope.Of(line), Envelope.Of(changed));
            return was.Kind != now.Kind || was.Id != now.Id || !string.Equals(was.Method, now.Method, StringComparison.Ordinal);
        }
        catch (WireFormException)
        {
            return true;
        }
    }

    private static byte[] Ended(byte[] line) => [.. line, (byte)'\n'];
}
