"""A small adapter for tests: threads that tick, call back on demand, and calls that wait."""

from __future__ import annotations

import threading
from typing import List, Optional, Union

from utrace_adapter import Adapter, Callback, Context, Crash, Engine, Errno, Kind, Scenario, Stage, State, Thread


class Record:
    """A thread."""

    def __init__(self) -> None:
        self.state = State.RUNNING
        self.reports: List[Engine] = []
        self.answers: List[int] = []


class Sample(Adapter):
    """`control` makes the thread call back, `barrier` waits until it has been answered, `kill` ends the thread,
    `set_events` runs until the gate is open, `put` and `get` break down."""

    name = "sample"
    tier = "T2"

    def __init__(self) -> None:
        self.gate = threading.Event()

    def spawn(self, scenario: Scenario, thread: Thread) -> None:
        thread.mine = Record()

    def probe(self, thread: Thread) -> State:
        return thread.mine.state

    def run(self, me: Context) -> None:
        record: Record = me.thread.mine
        while True:
            with me.lock:
                me.wait(lambda: record.reports or me.thread.activity or record.state is State.ZOMBIE, "in user mode")
                engine = record.reports.pop() if record.reports else None
                activity = me.thread.activity
            if engine is not None:
                answer = me.report(engine, Callback.QUIESCE, 5, 8)
                with me.lock:
                    record.answers.append(answer)
            elif activity is not None and activity.kind is Kind.TICK:
                me.pause("APPLY")
                me.ticked()
            elif activity is not None and activity.kind is Kind.EXIT:
                with me.lock:
                    raise Crash("out of order")
            elif activity is not None:
                me.staged(Stage.DONE)
            else:
                return

    def attach(self, me: Context, thread: Thread, flags: int, ops: Optional[str], data: Optional[str], created: Optional[Engine]) -> Union[Engine, Errno]:
        if created is None:
            return Errno.ENOENT
        with me.lock:
            created.mine = thread.mine
        return created

    def set_events(self, me: Context, engine: Engine, events: int) -> Errno:
        self.gate.wait()  # moves, for all that the ledger knows
        return Errno.OK

    def control(self, me: Context, engine: Engine, action: int) -> Errno:
        with me.lock:
            engine.mine.reports.append(engine)
        return Errno.EINPROGRESS

    def barrier(self, me: Context, engine: Engine) -> Errno:
        with me.lock:
            me.wait(lambda: bool(engine.mine.answers) or me.interrupted, "for the answer")
            return Errno.ERESTARTSYS if me.interrupted else Errno.OK

    def put(self, me: Context, engine: Engine) -> Errno:
        with me.lock:
            me.report(engine, Callback.QUIESCE)  # with the lock, which is wrong
        return Errno.OK

    def get(self, me: Context, engine: Engine) -> Errno:
        with me.lock:
            me.wait(lambda: engine.mine.nothing, "for a condition that breaks down")
        return Errno.OK

    def kill(self, me: Context, thread: Thread) -> Errno:
        with me.lock:
            thread.mine.state = State.ZOMBIE
        return Errno.OK
