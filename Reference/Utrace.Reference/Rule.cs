namespace Utrace.Reference;

/// <summary>The rules of the model; each is one kind of step. See <see cref="RuleBook"/> for the guarantees they uphold.</summary>
public enum Rule : ushort
{
    /// <summary>No rule.</summary>
    None,

    /// <summary>7.0: a moment in user mode without a step.</summary>
    UserMoment,

    /// <summary>7.0: a program opens a gate from user mode.</summary>
    UserOpen,

    /// <summary>7.0: a due signal path comes before user mode.</summary>
    ReturnToSignals,

    /// <summary>7.0: takes the next activity, with no request pending.</summary>
    TakeActivity,

    /// <summary>7.0: one user step; traps when stepping.</summary>
    TickLine,

    /// <summary>7.4: an execve begins.</summary>
    ExecEnter,

    /// <summary>7.4: a failing execve makes no report.</summary>
    ExecFails,

    /// <summary>6.8: the exec hook starts its pass.</summary>
    ExecHook,

    /// <summary>7.1: the kernel's work for the activity is over.</summary>
    ActivityDone,

    /// <summary>7.1: a system call is entered.</summary>
    SyscallEnter,

    /// <summary>6.8: the entry hook starts its pass, before any effect.</summary>
    SyscallEntryHook,

    /// <summary>7.1: no syscall event is wanted.</summary>
    SyscallUntraced,

    /// <summary>6.8: ABORT, or a kill during the stop, skips the body.</summary>
    SyscallAborted,

    /// <summary>7.1: a due signal path ends an interruptible wait.</summary>
    SyscallInterruptible,

    /// <summary>7.1: an interrupted call has no effect.</summary>
    SyscallInterrupted,

    /// <summary>7.1: the body sleeps until its gate opens.</summary>
    SyscallSleeps,

    /// <summary>7.1: the body need not sleep any longer.</summary>
    SyscallAwake,

    /// <summary>7.1: the body takes effect.</summary>
    SyscallBody,

    /// <summary>6.8: the exit hook starts its pass, after the body and before signals.</summary>
    SyscallExitHook,

    /// <summary>6.8: an exit report that need not be made is not made.</summary>
    SyscallExitLeftOut,

    /// <summary>6.8: the union does not have the event.</summary>
    HookNotWanted,

    /// <summary>6.8: an event that no engine wants any more makes no pass.</summary>
    HookStale,

    /// <summary>N4: the union keeps an event that no engine wants any more.</summary>
    N4Kept,

    /// <summary>7.5: the thread begins to exit.</summary>
    ExitEnter,

    /// <summary>7.6: a group exit begins, behind its line.</summary>
    GroupExit,

    /// <summary>7.6: a group exit marks another thread.</summary>
    GroupKill,

    /// <summary>6.8: the exit hook starts its pass, whatever the reason of the exit.</summary>
    ExitHook,

    /// <summary>T1: sets the reporting mark, then looks at the engine.</summary>
    T1,

    /// <summary>T3: a marked engine gets no callback.</summary>
    T3Stub,

    /// <summary>T4: a quiesce callback precedes the specific one.</summary>
    T4,

    /// <summary>T4: sets the mark again before the specific callback.</summary>
    T4Gap,

    /// <summary>T5: a pending stop request of the engine counts.</summary>
    T5,

    /// <summary>T5: a request after the quiesce result waits for the next pass.</summary>
    T5Later,

    /// <summary>T6: the specific callback is due.</summary>
    T6,

    /// <summary>T6: the engine wants nothing of this event.</summary>
    T6Nothing,

    /// <summary>T6: the mark goes, though no callback was made.</summary>
    T6Unmark,

    /// <summary>6.6: every engine had its turn.</summary>
    TurnsOver,

    /// <summary>P2: a DETACH result marks the engine.</summary>
    P2,

    /// <summary>P3: the result of an engine detached meanwhile is void.</summary>
    P3,

    /// <summary>P5: a result other than STOP withdraws the engine's own stop.</summary>
    P5,

    /// <summary>P6: a STOP result holds the thread for this engine.</summary>
    P6,

    /// <summary>P7: the mark goes only when the result is applied.</summary>
    P7,

    /// <summary>X4: a death result other than DETACH has no effect.</summary>
    DeathResult,

    /// <summary>N2: compares the pass result with the pending request.</summary>
    N2,

    /// <summary>N3: the pass result becomes the pending request if it is stronger.</summary>
    N3,

    /// <summary>N4: a pass without use, or with a detach, recomputes the union.</summary>
    N4,

    /// <summary>R6: the new union is stored after the wake-up.</summary>
    R6,

    /// <summary>R8: the attached-reference of a detached engine goes.</summary>
    R8,

    /// <summary>R8: the last reference runs the release hook.</summary>
    Release,

    /// <summary>get: one more reference.</summary>
    Get,

    /// <summary>put: one reference less.</summary>
    Put,

    /// <summary>H0: an untraced thread has no notify work.</summary>
    H0,

    /// <summary>H2: no request is pending.</summary>
    H2,

    /// <summary>H3: a REPORT request makes a pass with event 0.</summary>
    H3,

    /// <summary>H3: nobody wants the pass.</summary>
    H3Nobody,

    /// <summary>H3: a clean-up after a DETACH makes no callbacks.</summary>
    H3CleanUp,

    /// <summary>H3: a step or an interrupt request is carried out.</summary>
    H3Step,

    /// <summary>H4: the pass's result is carried out.</summary>
    H4,

    /// <summary>S3: nobody wants the stop any more.</summary>
    S3,

    /// <summary>S4: a pending kill makes the stop void.</summary>
    S4,

    /// <summary>S4: a killed thread need not stop in its exit report.</summary>
    S4KilledExit,

    /// <summary>S5: the thread stops.</summary>
    S5,

    /// <summary>S9: the thread left the stop.</summary>
    S9,

    /// <summary>7.2: nothing is left in the signal path.</summary>
    S3Dequeue,

    /// <summary>7.2: a killed thread leaves out a requested pass.</summary>
    KillFirst,

    /// <summary>7.2: SIGKILL is dequeued; no engine sees it.</summary>
    S4Kill,

    /// <summary>7.2: SIGTRAP ends the group by default.</summary>
    S6Trap,

    /// <summary>G2: a step request needs no signal pass.</summary>
    G2,

    /// <summary>G3: no engine wants the requested pass.</summary>
    G3,

    /// <summary>G3: a pass that no engine wants removes the marked ones.</summary>
    G3CleanUp,

    /// <summary>X2: marked engines go although no death report is due.</summary>
    X2CleanUp,

    /// <summary>G4: a requested pass comes before any signal is dequeued.</summary>
    G4,

    /// <summary>G5: no engine wants signals.</summary>
    G5,

    /// <summary>G6: a signal that no engine wants is taken as it is.</summary>
    G6,

    /// <summary>G6: a signal is reported before it is delivered.</summary>
    G6Report,

    /// <summary>G7: one callback per engine in a signal pass.</summary>
    G7,

    /// <summary>G7: an engine without callbacks that wants a stop gets it in a signal pass.</summary>
    G7Stop,

    /// <summary>G8: a fatal disposition is carried out, a stop becomes a request.</summary>
    G8Deliver,

    /// <summary>G8: nothing to deliver: the thread may stop here.</summary>
    G8Nothing,

    /// <summary>G8: looks again after the pass; HOLD puts the signal back.</summary>
    G8Again,

    /// <summary>X1: the thread is dead.</summary>
    X1,

    /// <summary>X2: a death report is due.</summary>
    X2,

    /// <summary>X2: nobody wants a death report.</summary>
    X2Nobody,

    /// <summary>X3: the death report begins.</summary>
    X3,

    /// <summary>X5: the death report is over; only REAP can follow.</summary>
    X5,

    /// <summary>X5: a postponed reap goes on after the death report.</summary>
    X5Reap,

    /// <summary>X5: the dead thread waits for its reaper.</summary>
    Over,

    /// <summary>7.5: the dead thread's own context is over.</summary>
    DiedLine,

    /// <summary>Y0: the thread reaps itself.</summary>
    Y0Self,

    /// <summary>Y0: a reaper takes the zombie.</summary>
    Y0,

    /// <summary>7.7: somebody else reaped the thread.</summary>
    ReapTooLate,

    /// <summary>Y0: nothing is attached.</summary>
    Y0Nothing,

    /// <summary>Y0: something may be attached.</summary>
    Y0Test,

    /// <summary>Y2: the reap is postponed while a death report is due; the reaper does not wait.</summary>
    Y2,

    /// <summary>Y3: the engines are taken away from the thread.</summary>
    Y3,

    /// <summary>Y4: report_reap is due; the mark covers it.</summary>
    Y4Mark,

    /// <summary>Y4: an engine without REAP is detached silently.</summary>
    Y4Silent,

    /// <summary>Y4: the engine is detached.</summary>
    Y4Store,

    /// <summary>Y4: its attached-reference goes.</summary>
    Y4Drop,

    /// <summary>Y4: the reap is over.</summary>
    Y4Over,

    /// <summary>call: a call begins.</summary>
    CallLine,

    /// <summary>call: a call returns.</summary>
    ReturnLine,

    /// <summary>call: a call on an engine that was never attached finds nothing.</summary>
    NoHandle,

    /// <summary>B4: a signal to another caller.</summary>
    Interrupt,

    /// <summary>7.6: a kill marks the group.</summary>
    Kill,

    /// <summary>7.6: a thread has a kill pending and wakes.</summary>
    KillMark,

    /// <summary>7.6: the pid names nothing any more.</summary>
    KillReaped,

    /// <summary>C1: an action out of range is refused.</summary>
    C1,

    /// <summary>C2: a report or step request needs QUIESCE.</summary>
    C2,

    /// <summary>C2: the mask was read, and may change before the lock is taken.</summary>
    C2Read,

    /// <summary>C2: the missing mask of a detached engine is noticed first.</summary>
    C2Gone,

    /// <summary>C3: the engine is detached.</summary>
    C3,

    /// <summary>C5: the engine is being reaped.</summary>
    C5,

    /// <summary>C7: a dead thread takes no resume action.</summary>
    C7,

    /// <summary>C7: too late to detach before the death or reap report.</summary>
    C7Detach,

    /// <summary>C7: death report running and reap requested: the other code.</summary>
    C7Both,

    /// <summary>C8: STOP: holds a stopped thread, asks a running one.</summary>
    C8Stop,

    /// <summary>C8: DETACH: the stub replaces the table.</summary>
    C8Detach1,

    /// <summary>C8: DETACH: the stub's mask, then the mark is read.</summary>
    C8Detach2,

    /// <summary>C8: DETACH from the own callback may say 0.</summary>
    C8DetachOwn,

    /// <summary>C8: RESUME withdraws the engine's stop.</summary>
    C8Resume,

    /// <summary>C8: REPORT withdraws the stop and asks for a pass.</summary>
    C8Report,

    /// <summary>C8: a step request.</summary>
    C8Step,

    /// <summary>C8: a step goes with the wish of the engine that alone asked for it.</summary>
    C8StepForgotten,

    /// <summary>C8: INTERRUPT ends an interruptible wait and asks for a signal pass.</summary>
    C8Interrupt,

    /// <summary>E2: the engine is detached.</summary>
    E2,

    /// <summary>E3: the thread is being reaped.</summary>
    E3,

    /// <summary>E3: the thread is being reaped: the older code.</summary>
    E3Reap,

    /// <summary>E4: death events cannot be cleared while the death report runs.</summary>
    E4,

    /// <summary>E4: a mask that keeps death events on a dead thread may be refused.</summary>
    E4Keep,

    /// <summary>E5: death events cannot be set on a dead thread.</summary>
    E5,

    /// <summary>E6: events are added.</summary>
    E6,

    /// <summary>E6: QUIESCE set on a stopped thread asks for a report.</summary>
    E6Report,

    /// <summary>E9: events are cleared; an open callback is noticed.</summary>
    E9,

    /// <summary>E9: the repeat of a call in progress says so again.</summary>
    E9Repeat,

    /// <summary>E9: an open callback of another kind need not be noticed.</summary>
    E9Other,

    /// <summary>B0: barrier on the current thread.</summary>
    B0,

    /// <summary>B1: the engine is fully gone.</summary>
    B1,

    /// <summary>B3: no callback of the engine is in progress.</summary>
    B3,

    /// <summary>B3: no callback of a marked engine is in progress.</summary>
    B3Marked,

    /// <summary>B4: the caller has to wait.</summary>
    B4Sleep,

    /// <summary>B4: the caller waits until a marked engine is fully gone.</summary>
    B4Marked,

    /// <summary>B4: the wait is interrupted.</summary>
    B4,

    /// <summary>A1: a look-up adds a reference to the engine it finds.</summary>
    A1,

    /// <summary>A1: a look-up finds nothing.</summary>
    A1Nothing,

    /// <summary>A1: a look-up on a reaped thread may say that it is gone.</summary>
    A1Reaped,

    /// <summary>A2: no callback table.</summary>
    A2NoOps,

    /// <summary>A2: a kernel thread.</summary>
    A2Kernel,

    /// <summary>A5: an EXCLUSIVE attach meets a match.</summary>
    A5,

    /// <summary>A6: the thread is being reaped.</summary>
    A6,

    /// <summary>A7: the engine waits to become eligible.</summary>
    A7,

    /// <summary>6.12: examining the current thread is unnecessary and fine.</summary>
    XCurrent,

    /// <summary>6.12: no stop of this engine.</summary>
    XPrepareNoStop,

    /// <summary>6.12: the thread is dead.</summary>
    XPrepareDead,

    /// <summary>6.12: the thread is not in a traced stop.</summary>
    XPrepareRuns,

    /// <summary>6.12: the thread is stopped and held by this engine.</summary>
    XPrepare,

    /// <summary>6.12: this engine holds the thread no more.</summary>
    XFinishNoStop,

    /// <summary>6.12: the thread ran in between.</summary>
    XFinishRan,

    /// <summary>6.12: the thread stayed stopped.</summary>
    XFinish,

    /// <summary>script: a gate is opened.</summary>
    OpenLine,

    /// <summary>script: a probe.</summary>
    ProbeLine,

    /// <summary>script: a wait for a state ends.</summary>
    SawLine,

    /// <summary>script: nothing else can move.</summary>
    SettleLine,

    /// <summary>callback: a callback begins, with no lock held.</summary>
    CallbackLine,

    /// <summary>callback: a callback begins, its argument without the engine's own stop.</summary>
    CallbackOwn,

    /// <summary>callback: a callback returns.</summary>
    EndLine,

    /// <summary>7.2: a continue left a note that has to be told.</summary>
    TakeNote,

    /// <summary>7.2: the thread joins a group stop before it takes a signal.</summary>
    S2Join,

    /// <summary>7.2: a handler frame is built, its signal blocked.</summary>
    S4Handler,

    /// <summary>7.2: a signal is dropped.</summary>
    S4Ignored,

    /// <summary>7.2: a stop signal is carried out.</summary>
    S4Stop,

    /// <summary>7.2: the signal lock is dropped for the test whether the group is orphaned.</summary>
    S4Orphans,

    /// <summary>7.2: a stop of a terminal does not stop an orphaned group.</summary>
    S4Orphaned,

    /// <summary>G4: a requested pass shows that a handler was just built.</summary>
    G4Handler,

    /// <summary>7.2: a signal becomes pending, and a thread that takes it is told.</summary>
    Send,

    /// <summary>7.2: a signal to the dead.</summary>
    SendDead,

    /// <summary>7.2: an ignored signal vanishes at sending time.</summary>
    SendIgnored,

    /// <summary>7.2: a fatal signal that nobody asks to be told of kills the group at once.</summary>
    SendFatal,

    /// <summary>7.0: a handler runs before any activity, with no request pending.</summary>
    TakeHandler,

    /// <summary>7.0: a handler runs as one user step.</summary>
    HandlerLine,

    /// <summary>7.0: a handler returns, and the mask is as before it; traps when stepping.</summary>
    HandlerReturn,

    /// <summary>7.0: the notify hook is due and no signal is; the flag is cleared before the hook looks.</summary>
    ClearNotify,

    /// <summary>7.5: the exit report is over; the thread takes no more signals of its group.</summary>
    Exiting,

    /// <summary>7.2: a change of mask or disposition begins.</summary>
    SignalsEnter,

    /// <summary>7.2: the mask or a disposition is set.</summary>
    SignalsSet,

    /// <summary>6.8: the job-control hook starts its pass before a stop.</summary>
    JobStopHook,

    /// <summary>7.2: a continue or a kill came while the stop was reported.</summary>
    JobStopCancelled,

    /// <summary>7.2: the thread stops for job control.</summary>
    JobStop,

    /// <summary>7.2: the thread left the job-control stop.</summary>
    JobStopOver,

    /// <summary>7.2: the parent is told.</summary>
    ParentTold,

    /// <summary>6.8: the job-control hook starts its pass after a continue.</summary>
    NoteHook,

    /// <summary>7.2: another thread took the note.</summary>
    NoteGone,

    /// <summary>7.5: an exit completes a group stop.</summary>
    ExitCompletesStop,

    /// <summary>7.3: a clone begins.</summary>
    CloneEnter,

    /// <summary>7.3: a clone in a dying group makes nothing.</summary>
    CloneTooLate,

    /// <summary>7.3: the child comes to be, untraced.</summary>
    CloneMake,

    /// <summary>6.8: the clone hook starts its pass before the child can run.</summary>
    CloneHook,

    /// <summary>7.3: the child can run.</summary>
    CloneStart,

    /// <summary>7.3: a clone fails: no child, no report.</summary>
    CloneFails,

    /// <summary>6.8: nobody asked for a stop before the wait of a vfork.</summary>
    VforkHook,

    /// <summary>6.8: a vfork stops behind the start of its child and before its wait.</summary>
    VforkStop,

    /// <summary>7.3: the parent waits for the child of its vfork.</summary>
    VforkWait,

    /// <summary>7.3: the child execed or died: the parent goes on.</summary>
    VforkOver,

    /// <summary>7.3: a kill ends the wait of a vfork.</summary>
    VforkKilled,

    /// <summary>7.4: an exec in a dying group makes nothing.</summary>
    ExecTooLate,

    /// <summary>7.4: an exec begins to kill the other threads of its group.</summary>
    ExecKill,

    /// <summary>7.4: an exec marks another thread.</summary>
    ExecMark,

    /// <summary>7.4: the exec waits until the others are dead.</summary>
    ExecWait,

    /// <summary>7.4: the others are dead.</summary>
    ExecAlone,

    /// <summary>7.4: there is no leader to take over from.</summary>
    ExecNoLeader,

    /// <summary>7.4: takes over the leader's pid and takes the leader, as a reaper.</summary>
    ExecTake,

    /// <summary>7.4: the exec of a clone's child has succeeded: a vfork parent need not wait any longer.</summary>
    ExecReleases,

    /// <summary>7.7: a thread has reaped another.</summary>
    ReapOtherOver,

    /// <summary>7.7: a wait begins.</summary>
    WaitEnter,

    /// <summary>7.7: the parent sleeps until its child is dead.</summary>
    WaitSleeps,

    /// <summary>7.7: the parent takes its dead child.</summary>
    WaitTakes,

    /// <summary>7.7: somebody else reaped the child.</summary>
    WaitTooLate,

    /// <summary>7.7: a due signal path ends a wait.</summary>
    WaitInterruptible,

    /// <summary>7.7: an interrupted wait reaps nothing.</summary>
    WaitInterrupted,

    /// <summary>7.7: the child is reaped.</summary>
    WaitBody,

    /// <summary>wake_up: a callback asks for a wake-up.</summary>
    WakeUpAsked,

    /// <summary>wake_up: a wake-up takes effect, the callback's result being in effect.</summary>
    WakeUp,

    /// <summary>pid: the pid names nobody, or another thread than the engine's.</summary>
    PidOfAnother,

    /// <summary>P5: a result other than STOP leaves a sticky stop alone.</summary>
    P5Sticky,

    /// <summary>C8: a step without the hardware for it is refused, and changes nothing.</summary>
    C8NoStep,
}
