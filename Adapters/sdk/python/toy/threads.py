"""The kernel around utrace: threads in user mode, system calls, signals, exit and reap. The hooks of utrace do nothing yet."""

from __future__ import annotations

from enum import Enum, auto
from typing import Iterable, Optional, Union

from utrace_adapter import Activity, Adapter, Context, Errno, Kind, Scenario, Sleep, Stage, State, Thread

from record import Exit, Run, ToyEngine, ToyThread

KILLED = 9
TRAPPED = 5
STATES = {Run.RUNNING: State.RUNNING, Run.SLEEPING: State.SLEEPING, Run.SLEEPING_DEEP: State.SLEEPING, Run.STOPPED: State.TSTOPPED}


class Verdict(Enum):
    """What the signal hook comes to."""

    NOTHING = auto()
    AGAIN = auto()
    KILL = auto()
    TRAP = auto()


class Threads(Adapter):
    """Threads that live, sleep, are killed and die."""

    name = "toy"
    version = "1.0"
    capabilities = ["core"]

    # The hooks of utrace, each for a later step.

    def notify_hook(self, me: Context) -> None:
        """The last stop before user mode."""

    def signal_hook(self, me: Context) -> Verdict:
        """Before a signal is taken."""
        return Verdict.NOTHING

    def report_exec(self, me: Context) -> None:
        """A new program."""

    def report_syscall_entry(self, me: Context) -> bool:
        """Whether the call is aborted."""
        return False

    def report_syscall_exit(self, me: Context) -> None:
        """The body is over."""

    def report_exit(self, me: Context, status: int) -> int:
        """The status that the thread ends with."""
        return status

    def report_death(self, me: Context) -> None:
        """The thread is a zombie."""

    def report_reap(self, me: Context, thread: ToyThread) -> None:
        """In the context of whoever reaps."""

    def drop(self, me: Context, engines: Iterable[ToyEngine]) -> None:
        """Each loses a reference; the last one runs the release hook, without the lock."""
        for engine in engines:
            with me.lock:
                engine.references -= 1
                last = engine.references == 0
            if last:
                me.released(engine.handle)

    def spawn(self, scenario: Scenario, thread: Thread) -> None:
        leader = next((t.mine for t in scenario.threads.values() if t is not thread and t.group == thread.group), None)
        thread.mine = ToyThread(thread, leader)

    def probe(self, thread: Thread) -> State:
        record: ToyThread = thread.mine
        if record.exit is not Exit.ALIVE:
            return State.ZOMBIE if record.exit is Exit.ZOMBIE else State.REAPED
        return STATES[record.state]

    def kill(self, me: Context, thread: Thread) -> Errno:
        with me.lock:
            if thread.mine.exit is Exit.DEAD:
                return Errno.ESRCH
            _end_group(me.scenario, thread.mine, KILLED, None)
        return Errno.OK

    def reap(self, me: Context, thread: Thread) -> Union[int, Errno]:
        record: ToyThread = thread.mine
        with me.lock:
            me.wait(lambda: record.exit is not Exit.ALIVE, f"for {thread.name} to die")
            if record.exit is not Exit.ZOMBIE or thread.self_reap:
                return Errno.ECHILD
            record.exit = Exit.DEAD
        self.report_reap(me, record)
        return record.exit_status

    def run(self, me: Context) -> None:
        record: ToyThread = me.thread.mine
        status = self.report_exit(me, self._live(me))
        with me.lock:
            record.exit_status = status
            record.exit = Exit.ZOMBIE
        me.pause("X1-X2")
        self.report_death(me)
        if me.thread.self_reap:
            with me.lock:
                record.exit = Exit.DEAD
            self.report_reap(me, record)

    def _live(self, me: Context) -> int:
        """In user mode, until the thread has to die: answers with which status. An activity begins in an instant in which no request is pending."""
        record: ToyThread = me.thread.mine
        while True:
            with me.lock:
                me.wait(lambda: record.signal_path or record.notify or me.thread.activity is not None, "in user mode")
                signals, notify = record.signal_path, not record.signal_path and record.notify
                if notify:
                    record.notify = False
                activity = me.thread.activity
            if signals:
                status = self._walk_signal_path(me)
            elif notify:
                self.notify_hook(me)
                status = None
            else:
                me.pause("lock")
                status = self._do(me, record, activity)
            if status is not None:
                return status

    def _do(self, me: Context, record: ToyThread, activity: Optional[Activity]) -> Optional[int]:
        """The activity; answers with a status where the thread dies of it."""
        kind = Kind.USER if activity is None else activity.kind
        if kind is Kind.TICK:
            me.ticked()
            with me.lock:
                if record.step_armed:
                    record.trap_pending = record.signal_path = True
            return None
        if activity is not None and kind is not Kind.USER:
            me.staged(Stage.ENTER)
            if kind is Kind.EXIT:
                return activity.code
            if kind is Kind.EXIT_GROUP:
                return self._take_group_along(me, activity.code)
            if kind is Kind.SYSCALL:
                self._make_syscall(me, record, activity)
            elif activity.fails:
                me.staged(Stage.FAIL)
            else:
                self.report_exec(me)
            me.pause("lock")
        me.staged(Stage.DONE)
        return None

    def _make_syscall(self, me: Context, record: ToyThread, call: Activity) -> None:
        with me.lock:
            traced = record.syscalls_traced
        if traced and self.report_syscall_entry(me):
            me.staged(Stage.ABORT)
        else:
            me.staged(Stage.BODY if self._sleep_in_body(me, record, call) else Stage.INTERRUPT)
        with me.lock:
            traced = record.syscalls_traced or record.step_armed
        if traced:
            self.report_syscall_exit(me)

    def _sleep_in_body(self, me: Context, record: ToyThread, call: Activity) -> bool:
        """False where a signal interrupts the sleep."""
        if call.sleep is Sleep.NONE:
            return True
        with me.lock:
            record.state = Run.SLEEPING if call.sleep is Sleep.INTERRUPTIBLE else Run.SLEEPING_DEEP
            me.wait(lambda: me.thread.woken or record.state is Run.SLEEPING and record.signal_path, f"in syscall {call.name}")
            record.state = Run.RUNNING
            return me.thread.woken

    def _walk_signal_path(self, me: Context) -> Optional[int]:
        """Signals until none is left; a status where the thread has to die."""
        record: ToyThread = me.thread.mine
        verdict = Verdict.AGAIN
        while verdict is Verdict.AGAIN:
            verdict = self.signal_hook(me)
        if verdict is Verdict.NOTHING:
            with me.lock:
                if record.kill_pending:
                    verdict, record.kill_pending = Verdict.KILL, False
                elif record.trap_pending:
                    verdict, record.trap_pending = Verdict.TRAP, False
                record.look_at_signals()
        if verdict is Verdict.NOTHING:
            return None
        return self._take_group_along(me, KILLED if verdict is Verdict.KILL else TRAPPED)

    def _take_group_along(self, me: Context, status: int) -> int:
        record: ToyThread = me.thread.mine
        with me.lock:
            return _end_group(me.scenario, record, status, record)


def _end_group(scenario: Scenario, member: ToyThread, status: int, by: Optional[ToyThread]) -> int:
    """With the lock: SIGKILL to every live thread of the group but the one that does it. The first status stands."""
    leader = member.leader
    if leader.group_status is None:
        leader.group_status = status
    for handle in scenario.threads.values():
        thread: ToyThread = handle.mine
        if thread is by or thread.leader is not leader or thread.exit is not Exit.ALIVE:
            continue
        thread.kill_pending = thread.signal_path = True
        if thread.state is Run.STOPPED:
            thread.leave_stop()
    return leader.group_status
