"""The way out: exit, death and reap."""

from __future__ import annotations

from typing import List

from utrace_adapter import Action, Callback, Context, Event

from barrier import Barrier
from record import Table, ToyEngine, ToyThread
from reports import Pass


class Death(Barrier):
    """Step 6."""

    capabilities = ["core", "exit", "reap", "signal", "step"]

    def report_exit(self, me: Context, status: int) -> int:
        report = Pass(Event.EXIT, Callback.EXIT, original_code=status, code=status)
        if not self.is_traced(me, Event.EXIT):
            return status
        self.make_pass(me, report)
        if report.action == Action.STOP:
            self.stop(me, report)
        return report.code

    def report_death(self, me: Context) -> None:
        """A reaper that comes while this runs leaves the reap reports to it."""
        record: ToyThread = me.thread.mine
        with me.lock:
            due = bool(record.flags & (Event.DEATH | Event.QUIESCE))
            record.death_running, record.death_over = due, not due
            if due:
                record.request = Action.RESUME
                record.splice()
        if not due:
            return
        me.pause("X2-X3")
        self.make_reports(me, Pass(Event.DEATH, Callback.DEATH))
        taken: List[ToyEngine] = []
        gone: List[ToyEngine] = []
        with me.lock:
            record.death_running, record.death_over = False, True
            if record.reap_requested:
                taken = record.take_all()
            else:
                gone = record.reset()
        self.drop(me, gone)
        self._reap_engines(me, record, taken)

    def report_reap(self, me: Context, thread: ToyThread) -> None:
        taken: List[ToyEngine] = []
        me.pause("Y0-Y1")
        with me.lock:
            if thread.flags:
                thread.reap_requested = True
                if not thread.flags & (Event.DEATH | Event.QUIESCE):
                    taken = thread.take_all()
        self._reap_engines(me, thread, taken)

    def _reap_engines(self, me: Context, thread: ToyThread, taken: List[ToyEngine]) -> None:
        """Reports the reap to each engine, and takes it away."""
        for engine in taken:
            with me.lock:
                thread.reporting = engine
                reports = engine.table is Table.USER and engine.flags & Event.REAP and engine.handle.has(Callback.REAP)
            if reports:
                me.report(engine.handle, Callback.REAP)
            with me.lock:
                thread.reporting = None
                engine.table = Table.GONE
                engine.flags = 0
            self.drop(me, [engine])
