"""The stop."""

from __future__ import annotations

from typing import List

from utrace_adapter import Context, Event

from record import Run, ToyEngine, ToyThread
from reports import Pass, Reports


class Stop(Reports):
    """Step 4, its first half: the thread stops."""

    def stop(self, me: Context, report: Pass) -> None:
        """Stops if an engine still wants it: what the pass has come to may be out of date. The decision and the stop are one instant."""
        record: ToyThread = me.thread.mine
        gone: List[ToyEngine] = []
        me.pause("N4-S1")
        with me.lock:
            record.raise_request(report.keep)
            stops = self.somebody_wants_stop(record)
            if not stops:
                gone = record.reset()
            elif not record.kill_pending:
                record.state = Run.STOPPED
                me.wait(lambda: record.state is Run.RUNNING, "in a traced stop")
        if stops:
            me.pause("S7")
            with me.lock:
                record.look_at_signals()
        self.drop(me, gone)

    def somebody_wants_stop(self, record: ToyThread) -> bool:
        """The engines are asked, not anything that was remembered."""
        return any(engine.wants_stop for engine in record.engines)


class LostResume(Stop):
    """The race of 2010, planted: put in front of the toy, it decides from a mark of the thread, which a RESUME that came before the stop has not taken back."""

    forgets_on_resume = False

    def somebody_wants_stop(self, record: ToyThread) -> bool:
        return bool(record.flags & Event.STOPBIT)


class NarrowLostResume(LostResume):
    """The same, but the mark is put right once more before the decision: its window is one instant."""

    def stop(self, me: Context, report: Pass) -> None:
        with me.lock:
            gone = me.thread.mine.reset()
        self.drop(me, gone)
        super().stop(me, report)
