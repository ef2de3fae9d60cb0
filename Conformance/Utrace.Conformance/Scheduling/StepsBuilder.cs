using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>The compiler's way to build <see cref="Steps"/>; nobody else calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Auto)]
public struct StepsBuilder
{
    private StepsBox? _box;

    /// <summary>The method's return value.</summary>
    public readonly Steps Task => new(_box);

    /// <summary>A builder of a method that has not begun.</summary>
    public static StepsBuilder Create() => default;

    /// <summary>Runs the method to its first await.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>Of no use here: boxes are never boxed twice.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>The method ran to its end.</summary>
    public readonly void SetResult()
    {
        if (_box is not null)
        {
            _box.IsOver = true;
        }
    }

    /// <summary>The method threw; who runs the context throws it on.</summary>
    public readonly void SetException(Exception exception)
    {
        if (_box is null)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        _box.IsOver = true;
        _box.Failure = exception;
    }

    /// <summary>The method waits at one of its context's points.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => Suspend<TAwaiter, TStateMachine>(ref stateMachine);

    /// <summary>The method waits at one of its context's points.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => Suspend<TAwaiter, TStateMachine>(ref stateMachine);

    private void Suspend<TAwaiter, TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (typeof(TAwaiter) != typeof(CooperativeAwaiter))
        {
            throw new InvalidOperationException(
                $"A cooperative context awaits {typeof(TAwaiter)}; expected Pause, Block or Either of its own CooperativeContext, since only those let the strategy choose who goes on.");
        }

        if (_box is null)
        {
            // The box goes into the builder before the state machine is copied into the box, so that the copy knows its box.
            var box = StepsBox<TStateMachine>.Rent();
            _box = box;
            box.StateMachine = stateMachine;
        }
    }
}
