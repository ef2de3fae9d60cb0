using System.Runtime.CompilerServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>One wait of a cooperative context. It is over at once where the strategy chooses the same context again: then nothing is suspended.</summary>
public readonly struct CooperativeAwaiter : ICriticalNotifyCompletion, IEquatable<CooperativeAwaiter>
{
    private readonly CooperativeContext _context;

    internal CooperativeAwaiter(CooperativeContext context) => _context = context;

    /// <summary>Whether the strategy chose this context to go on; asks it.</summary>
    public bool IsCompleted => _context.GoesOn();

    /// <summary>What <c>await</c> asks for.</summary>
    public CooperativeAwaiter GetAwaiter() => this;

    /// <summary>After <see cref="CooperativeContext.Either"/>: whether the second way was chosen.</summary>
    public bool GetResult() => _context.TookSecond;

    /// <summary>Never called: the method's builder keeps the place.</summary>
    public void OnCompleted(Action continuation) => throw Misuse();

    /// <summary>Never called: the method's builder keeps the place.</summary>
    public void UnsafeOnCompleted(Action continuation) => throw Misuse();

    /// <inheritdoc/>
    public bool Equals(CooperativeAwaiter other) => ReferenceEquals(_context, other._context);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CooperativeAwaiter other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(_context);

    /// <summary>Whether both are waits of the same context.</summary>
    public static bool operator ==(CooperativeAwaiter left, CooperativeAwaiter right) => left.Equals(right);

    /// <summary>Whether they are waits of different contexts.</summary>
    public static bool operator !=(CooperativeAwaiter left, CooperativeAwaiter right) => !left.Equals(right);

    private static InvalidOperationException Misuse() =>
        new("A point of a cooperative context is awaited in a method that does not return Steps; let the method return Steps, and call nothing asynchronous below it.");
}
