using System.Globalization;

namespace Utrace.Spec;

/// <summary>What a call returned: an error code, or a handle (attach), or a number (0; the exit status for reap).</summary>
/// <param name="Errno">The code; <see cref="Errno.None"/> on success.</param>
/// <param name="Handle">attach: the engine that was created or found.</param>
/// <param name="Value">The number where neither of the others applies.</param>
public readonly record struct CallResult(Errno Errno, string? Handle = null, int Value = 0)
{
    /// <summary>Success without a value.</summary>
    public static CallResult Zero { get; }

    /// <summary>Log notation: <c>0</c>, <c>EINPROGRESS</c>, an engine's name, or a number.</summary>
    public override string ToString() =>
        Errno is not Errno.None ? Words.Of(Errno)
        : Handle ?? Value.ToString(CultureInfo.InvariantCulture);
}
