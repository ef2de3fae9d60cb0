namespace Utrace.Adapters.Threaded;

/// <summary>wake_up (PROPOSED-04, PROPOSED-05): when it is told, the result of the callback that asked for it is in effect.</summary>
internal sealed partial class UtraceCore
{
    private readonly WakeUps _wakeUps = new();

    /// <summary>A callback asks for a wake-up.</summary>
    public void AskForWakeUp(string context, WakeUp wakeUp)
    {
        if (!decide.KeepsWakeUpsOfTheDead && wakeUp.Thread is { Exit: not ExitState.Alive })
        {
            return;
        }

        _wakeUps.Ask(context, wakeUp);
        if (!decide.WakeUpWaitsForResult && _wakeUps.TryPeek(context, out var next))
        {
            Tell(context, next);
        }
    }

    /// <summary>Whether the thread, which is outside of a pass, has a wake-up to tell now.</summary>
    public bool IsWakeUpDue(Tracee tracee) => _wakeUps.TryPeek(tracee.Name, out _) && IsResultInEffect(tracee);

    /// <summary>Tells what is due in a context that is outside of a pass; each is a step of its own.</summary>
    public void TellWakeUps(string context)
    {
        while (_wakeUps.TryPeek(context, out var next) && TryTell(context, next))
        {
            ledger.Pause(context, PausePoints.Lock);
        }
    }

    /// <summary>The thread has just come to its traced stop: whatever its callbacks asked for is in effect.</summary>
    private void TellWakeUpsInStop(Tracee tracee)
    {
        while (_wakeUps.TryPeek(tracee.Name, out var next))
        {
            ledger.Pause(tracee.Name, PausePoints.Lock);
            Tell(tracee.Name, next);
        }
    }

    /// <summary>Under the lock of the record, which whoever asks for a stop would need: it is told at the instant at which it is due.</summary>
    private bool TryTell(string context, WakeUp next)
    {
        if (next.Thread is not { } tracee)
        {
            ledger.Pause(context, PausePoints.Lock);
            Tell(context, next);
            return true;
        }

        return tracee.Record.Lock.Section(context, () =>
        {
            if (!IsResultInEffect(tracee))
            {
                return false;
            }

            Tell(context, next);
            return true;
        });
    }

    private void Tell(string context, WakeUp next)
    {
        _wakeUps.Take(context);
        kit.WokenUp(context, next.Gate);
    }

    /// <summary>A stop that is still wanted is on its way, or is there, where a job-control stop was made one; a thread that was killed, or is dead, comes to none.</summary>
    private static bool IsResultInEffect(Tracee tracee) =>
        tracee.State is RunState.TracedStop || tracee.WasKilled || tracee.Exit is not ExitState.Alive || tracee.Record.Engines.All(e => !e.WantsStop);
}
