using System.Runtime.CompilerServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>A suspended body: where it goes on, and whether it is over.</summary>
internal abstract class StepsBox
{
    /// <summary>Whether the body ran to its end.</summary>
    public bool IsOver { get; set; }

    /// <summary>What the body threw; null if nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Runs the body to its next await, or to its end.</summary>
    public abstract void MoveNext();

    /// <summary>Gives the box back. Also right for a body that is not over: nobody else can make it go on.</summary>
    public abstract void Return();
}

/// <summary>The box of one method. Free ones wait in a list of the OS thread, which is all a cooperative run ever uses.</summary>
internal sealed class StepsBox<TStateMachine> : StepsBox
    where TStateMachine : IAsyncStateMachine
{
    [ThreadStatic]
    private static StepsBox<TStateMachine>? s_free;

    private StepsBox<TStateMachine>? _nextFree;

    /// <summary>The compiler's state of the method, in place.</summary>
    public TStateMachine? StateMachine;

    /// <summary>A free box, or a new one.</summary>
    public static StepsBox<TStateMachine> Rent()
    {
        if (s_free is not { } box)
        {
            return new StepsBox<TStateMachine>();
        }

        s_free = box._nextFree;
        box._nextFree = null;
        return box;
    }

    /// <inheritdoc/>
    public override void MoveNext() => StateMachine!.MoveNext();

    /// <inheritdoc/>
    public override void Return()
    {
        StateMachine = default;
        IsOver = false;
        Failure = null;
        _nextFree = s_free;
        s_free = this;
    }
}
