"""Says and hears everything that the protocol has, without being an implementation of anything: for the test that the package carries all of it."""

from __future__ import annotations

import os
import sys
from typing import Optional, Union

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from utrace_adapter import (  # noqa: E402  pylint: disable=wrong-import-position
    Action, Activity, Adapter, Context, Disposition, Engine, Errno, Event, Jctl, Kind, Scenario, Signal, SignalAction, SignalInfo, Stage, State, Stepping, Thread, main,
)
from utrace_adapter.adapter import CAPABILITIES  # noqa: E402  pylint: disable=wrong-import-position


class Record:
    """A thread."""

    def __init__(self, what: str) -> None:
        self.engine: Optional[Engine] = None
        self.state = State.RUNNING
        self.signal = 0
        """Sent, and not taken."""
        self.gate: Optional[str] = None
        """Of a wake_up that has not taken effect."""
        self.what = what
        """How it was spawned."""


class Contract(Adapter):
    """The same as contract.c of the SDK for C."""

    name = "contract"
    version = "1.0"
    homepage = "https://contract.example"
    capabilities = CAPABILITIES
    tier = "T2"

    def spawn(self, scenario: Scenario, thread: Thread) -> None:
        parent = "outside" if thread.parent is None else thread.parent.name
        thread.mine = Record(
            f"in user mode: parent {parent}, stepping {list(Stepping).index(thread.stepping)}, ignored {thread.ignored:x}, handled {thread.handled:x}, "
            f"defaulted {thread.defaulted:x}, blocked {thread.blocked:x}, orphaned {int(thread.orphaned)}")

    def probe(self, thread: Thread) -> State:
        return thread.mine.state if thread.born else State.UNBORN

    def run(self, me: Context) -> None:
        record: Record = me.thread.mine
        while True:
            with me.lock:
                me.wait(lambda: record.signal != 0 or me.thread.activity is not None, record.what)
                signal, record.signal, activity = record.signal, 0, me.thread.activity
            if signal != 0:
                self._take(me, record, signal)
            elif activity is not None and activity.kind is Kind.TICK:
                me.ticked()
            elif activity is not None:
                me.staged(Stage.ENTER)
                if activity.kind is Kind.EXIT:
                    break
                self._do(me, record, activity)
                me.staged(Stage.DONE)
        with me.lock:
            record.state = State.ZOMBIE

    @staticmethod
    def _do(me: Context, record: Record, activity: Activity) -> None:
        child = activity.child
        if activity.kind is Kind.WAIT and child is not None:
            with me.lock:
                me.wait(lambda: child.mine.state is State.ZOMBIE, f"for {child.name} to die")
            me.staged(Stage.BODY)
        elif activity.kind is Kind.CLONE and child is not None:
            if record.engine is not None:
                me.report_clone(record.engine, Action.RESUME, activity.clone, child)
            with me.lock:
                me.start_clone(child)
        elif activity.kind is Kind.CLONE:
            me.staged(Stage.FAIL)

    @staticmethod
    def _take(me: Context, record: Record, signal: int) -> None:
        if record.engine is not None and signal == Signal.SIGSTOP:
            me.report_jctl(record.engine, Action.RESUME, Jctl.STOPPED, None)
            me.parent_told(Jctl.STOPPED)
        elif record.engine is not None:
            info = SignalInfo(signal, Disposition.HANDLER, Disposition.HANDLER)
            me.report_signal(record.engine, Action.RESUME | SignalAction.DELIVER, Event.SIGNAL, info)
            if info.return_ka is Disposition.IGNORE:
                me.handler_ran(info.signal)
        if record.gate is not None:
            me.woken_up(record.gate)

    def attach(self, me: Context, thread: Thread, flags: int, ops: Optional[str], data: Optional[str], created: Optional[Engine]) -> Union[Engine, Errno]:
        if created is None:
            return Errno.ENOENT
        with me.lock:
            created.mine = thread.mine.engine = created
        return created

    def set_events(self, me: Context, engine: Engine, events: int) -> Errno:
        return Errno.OK if events == Event.CLONE else Errno.EINVAL

    def control(self, me: Context, engine: Engine, action: int) -> Errno:
        return Errno.OK if action == Action.STICKY_STOP else Errno.EOPNOTSUPP

    def barrier(self, me: Context, engine: Engine) -> Errno:
        return Errno.OK

    def send(self, me: Context, thread: Thread, signal: int, group: bool) -> Errno:
        with me.lock:
            thread.mine.signal = signal if group else 0
        return Errno.OK

    def wake_up(self, me: Context, gate: str) -> Errno:
        with me.lock:
            me.thread.mine.gate = gate
        return Errno.OK

    def thread_of_pid(self, first: Thread) -> Optional[Thread]:
        return first if self.probe(first) is State.RUNNING else None


if __name__ == "__main__":
    sys.exit(main(Contract()))
