using Utrace.Spec;

namespace Utrace.Adapters.Threaded.Tests;

/// <summary>A callback that stays open until the test releases it.</summary>
internal sealed class HeldCallback
{
    private readonly TaskCompletionSource<ActionWord> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _isEntered;

    public bool IsOpen => _isEntered && !_result.Task.IsCompleted;

    public void Release(ResumeAction action, uint bits = 0) => _result.TrySetResult(new ActionWord(action, bits));

    public ActionWord Wait()
    {
        _isEntered = true;
        return _result.Task.GetAwaiter().GetResult();
    }
}
