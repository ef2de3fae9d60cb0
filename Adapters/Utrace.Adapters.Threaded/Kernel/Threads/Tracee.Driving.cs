using Utrace.Spec.Scenarios;

namespace Utrace.Adapters.Threaded;

/// <summary>The thread's activities, as the kit drives them.</summary>
internal sealed partial class Tracee
{
    private Activity? _driven;
    private Activity? _present;
    private bool _wokenByGate;
    private bool _isOver;

    /// <summary>Whether an activity is driven and not yet over.</summary>
    public bool HasActivity => _driven is not null || _present is not null;

    /// <summary>The kit tells the next activity.</summary>
    /// <exception cref="InvalidOperationException">One is outstanding already.</exception>
    public void Drive(Activity activity) => ledger.Change(() =>
    {
        if (_isOver)
        {
            return; // Told just when the thread died: over with it.
        }

        if (HasActivity)
        {
            throw new InvalidOperationException(
                $"Thread {Name} was driven while its last activity is not over: at most one activity may be outstanding per thread. Drive it again when Ticked, Staged(Done) or Died was told.");
        }

        _shared.Write(Shared.Activity);
        _driven = activity;
        _wokenByGate = false;
    });

    /// <summary>The gate of the present system call's sleep is open.</summary>
    public void Wake() => ledger.Change(() =>
    {
        _shared.Write(Shared.Activity);
        _wokenByGate = true;
    });

    /// <summary>
    /// Waits in user mode until there is something to do. The next activity is taken in the same instant in which no request is seen pending:
    /// a request made earlier is answered first.
    /// </summary>
    private Activity? AwaitActivity()
    {
        Activity? taken = null;
        Pause(PausePoints.Lock);
        Await(() => "in user mode for its next activity", () =>
        {
            if (SignalPathDue || NotifyDue)
            {
                return true;
            }

            _shared.Read(Shared.Activity);
            if (_driven is null)
            {
                return false;
            }

            (taken, _present, _driven) = (_driven, _driven, null);
            return true;
        });
        return taken;
    }

    private Activity? Driven()
    {
        _shared.Read(Shared.Activity);
        return _driven;
    }

    /// <summary>The present activity is over: from here on the kit may drive the next.</summary>
    private void OverAndDone() => ledger.Change(() => _present = null);
}
