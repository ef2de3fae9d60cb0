"""
__name__: an implementation of utrace, plugged into the conformance kit.

The skeleton has threads that live, sleep, are killed and die, and no utrace yet. Every method of Adapter that is not there yet is answered with "not there";
the kit says so in its verdict. README.md has the order in which to fill them in.
"""

from __future__ import annotations

import sys
from typing import Optional, Union

from utrace_adapter import Activity, Adapter, Context, Errno, Kind, Scenario, Sleep, Stage, State, Thread, main

KILLED = 9
DEAD = (State.ZOMBIE, State.REAPED)


class Record:
    """Your own record of a thread. Everything in it changes under the scenario's lock: inside `with me.lock:`."""

    def __init__(self) -> None:
        self.state = State.RUNNING
        self.killed = False
        self.status = 0


class MyAdapter(Adapter):
    """Not there yet: attach, set_events, control, barrier, get, put; prepare_examine and finish_examine."""

    name = "__name__"
    capabilities = ["core"]  # Claim only what is there: then add syscall abort exit reap signal step examine.

    def spawn(self, scenario: Scenario, thread: Thread) -> None:
        """A thread comes into being. Called with the lock."""
        thread.mine = Record()

    def probe(self, thread: Thread) -> State:
        """Its state now. Called with the lock."""
        return thread.mine.state

    def run(self, me: Context) -> None:
        """The life of a thread, on an OS thread of its own. The package tells "died" when this returns."""
        status = self.live(me, me.thread.mine)
        with me.lock:
            me.thread.mine.status = status
            me.thread.mine.state = State.REAPED if me.thread.self_reap else State.ZOMBIE

    def live(self, me: Context, record: Record) -> int:
        """User mode, until the thread dies: answers with which status."""
        while True:
            with me.lock:
                me.wait(lambda: record.killed or me.thread.activity is not None, "in user mode")
                killed, activity = record.killed, me.thread.activity
            if killed or activity is None:
                return KILLED
            if activity.kind is Kind.TICK:
                me.ticked()
                continue
            if activity.kind is not Kind.USER:  # USER is nothing but being in user mode
                me.staged(Stage.ENTER)
            if activity.kind in (Kind.EXIT, Kind.EXIT_GROUP):
                if activity.kind is Kind.EXIT_GROUP:
                    with me.lock:
                        kill_group(me.scenario, me.thread.group, record)
                return activity.code
            if activity.kind is Kind.SYSCALL:
                me.staged(Stage.BODY if self.sleep_in_body(me, record, activity) else Stage.INTERRUPT)
            elif activity.fails:
                me.staged(Stage.FAIL)
            me.staged(Stage.DONE)

    def sleep_in_body(self, me: Context, record: Record, call: Activity) -> bool:
        """False where a kill interrupts the sleep."""
        if call.sleep is Sleep.NONE:
            return True
        with me.lock:
            record.state = State.SLEEPING
            me.wait(lambda: me.thread.woken or record.killed and call.sleep is Sleep.INTERRUPTIBLE, f"in syscall {call.name}")
            record.state = State.RUNNING
            return me.thread.woken

    def kill(self, me: Context, thread: Thread) -> Errno:
        with me.lock:
            if thread.mine.state is State.REAPED:
                return Errno.ESRCH
            kill_group(me.scenario, thread.group, None)
        return Errno.OK

    def reap(self, me: Context, thread: Thread) -> Union[int, Errno]:
        record: Record = thread.mine
        with me.lock:
            me.wait(lambda: record.state in DEAD, f"for {thread.name} to die")
            if record.state is State.REAPED:
                return Errno.ECHILD
            record.state = State.REAPED
            return record.status


def kill_group(scenario: Scenario, group: str, by: Optional[Record]) -> None:
    """With the lock: SIGKILL to every other live thread of the group."""
    for thread in scenario.threads.values():
        if thread.group == group and thread.mine is not by and thread.mine.state not in DEAD:
            thread.mine.killed = True


sys.exit(main(MyAdapter()))
