"""The reporting pass, and the hooks that are nothing but one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import List, Tuple

from utrace_adapter import Action, Callback, Context, Event, SignalInfo, other_bits, resume_action

from control import Control
from record import Table, ToyEngine, ToyThread


@dataclass
class Pass:
    """What one reporting pass has come to; private to the thread."""

    event: int
    callback: Callback
    word: int = 0  # the event-specific bits of the last result
    extra: int = 0  # bits that are only for the callbacks' eyes
    action: int = Action.RESUME  # the strongest action so far, STOP included
    keep: int = Action.RESUME  # the strongest other than STOP: it survives the stop
    found_detached: bool = False  # the list needs a clean-up
    spurious: bool = True  # nothing useful happened: the union promises too much
    original_code: int = 0
    code: int = 0
    info: SignalInfo = field(default_factory=SignalInfo)  # report_signal


class Reports(Control):
    """Step 3: each engine has its turn."""

    def stop(self, me: Context, report: Pass) -> None:
        """Where a pass came to STOP; step 4."""

    def notify_hook(self, me: Context) -> None:
        record: ToyThread = me.thread.mine
        report = Pass(0, Callback.QUIESCE)
        with me.lock:
            request = Action.RESUME if record.flags == 0 else start_report(record)
            reports = request == Action.REPORT and record.wants_report()
        if request == Action.RESUME:
            return
        if reports:
            self.make_reports(me, report)
        else:
            report.action = request
            report.spurious = request == Action.REPORT
        self.finish_resume(me, report)

    def report_exec(self, me: Context) -> None:
        if self.is_traced(me, Event.EXEC):
            self.make_pass(me, Pass(Event.EXEC, Callback.EXEC))

    def is_traced(self, me: Context, events: int) -> bool:
        """Whether the union has one of the events."""
        with me.lock:
            return bool(me.thread.mine.flags & events)

    def make_pass(self, me: Context, report: Pass) -> None:
        """All of it, for an event whose hook does not stop."""
        with me.lock:
            start_report(me.thread.mine)
        self.make_reports(me, report)
        self.finish_report(me, report, report.event != Event.SYSCALL_ENTRY)

    def make_reports(self, me: Context, report: Pass) -> None:
        """Every eligible engine's turn, in attach order; at system call entry in the reverse order."""
        engines = self.take_part(me)
        for engine in reversed(engines) if report.event == Event.SYSCALL_ENTRY else engines:
            self._take_turn(me, report, engine)

    def take_part(self, me: Context) -> List[ToyEngine]:
        """The eligible engines. Only this thread changes the list during its pass, or makes it longer."""
        with me.lock:
            record: ToyThread = me.thread.mine
            return record.engines[: record.eligible]

    def begin_turn(self, me: Context, engine: ToyEngine) -> Tuple[int, bool]:
        """Marks the engine as reporting, and reads what it wants, and whether it is detached."""
        with me.lock:
            me.thread.mine.reporting = engine
        me.pause("T1")
        with me.lock:
            want, detached = engine.flags, engine.table is not Table.USER
        me.pause("T3")
        return want, detached

    def end_turn(self, me: Context) -> None:
        """No callback of the engine is open, nor about to be."""
        with me.lock:
            me.thread.mine.reporting = None

    def apply(self, me: Context, report: Pass, engine: ToyEngine, action: int) -> bool:
        """Applies the result of a callback, and only then is the callback over for barrier. Answers whether the engine is detached."""
        record: ToyThread = me.thread.mine
        me.pause("APPLY")
        with me.lock:
            if action == Action.DETACH:
                engine.table = Table.STUB
            detached = engine.table is not Table.USER
            if detached:
                report.found_detached = True  # Its result is void.
            elif report.event != Event.DEATH:
                report.action = min(report.action, action)
                if action == Action.STOP:
                    engine.flags |= Event.STOPBIT
                    record.flags |= Event.STOPBIT
                else:
                    engine.flags &= ~Event.STOPBIT  # Any other result takes back the engine's own stop.
                    report.keep = min(report.keep, action)
            record.reporting = None
            return detached

    def finish_report(self, me: Context, report: Pass, will_not_stop: bool) -> None:
        """The end of a pass that does not stop: what it has come to is requested for the way to user mode."""
        request = report.action if report.action != Action.STOP else Action.REPORT if will_not_stop else Action.RESUME
        me.pause("N2/N3")
        with me.lock:
            me.thread.mine.raise_request(request)
            gone = _clean_up(me.thread.mine, report)
        self.drop(me, gone)

    def finish_resume(self, me: Context, report: Pass) -> None:
        """The end of a pass on the way to user mode: its choice takes effect at once."""
        record: ToyThread = me.thread.mine
        with me.lock:
            gone = _clean_up(record, report)
            if report.action == Action.INTERRUPT:
                record.signal_path = True
            elif report.action != Action.STOP:
                record.step_armed = report.action in (Action.SINGLESTEP, Action.BLOCKSTEP)
        self.drop(me, gone)
        if report.action == Action.STOP:
            self.stop(me, report)

    def _take_turn(self, me: Context, report: Pass, engine: ToyEngine) -> None:
        """One engine's turn: report_quiesce if it asks for it, then the event's own callback."""
        want, detached = self.begin_turn(me, engine)
        if detached or want & Event.QUIESCE:
            if self._report_quiesce(me, report, engine, detached):
                return
            if report.event == 0:
                report.spurious = False
                return
            me.pause("T4-gap")
            want, _ = self.begin_turn(me, engine)  # What its callback changed counts.
        if want & Event.STOPBIT:
            report.action = Action.STOP
        if report.event and want & report.event:
            report.spurious = False
            self._report_event(me, report, engine)
        else:
            self.end_turn(me)

    def _report_quiesce(self, me: Context, report: Pass, engine: ToyEngine, detached: bool) -> bool:
        if detached:
            return self.apply(me, report, engine, Action.DETACH)
        if not engine.handle.has(Callback.QUIESCE):
            self.end_turn(me)
            return False
        result = me.report(engine.handle, Callback.QUIESCE, report.action, report.event)
        return self.apply(me, report, engine, resume_action(result))

    def _report_event(self, me: Context, report: Pass, engine: ToyEngine) -> None:
        word = report.action | report.word | report.extra
        if not engine.handle.has(report.callback):
            self.end_turn(me)
            return
        if report.callback is Callback.EXIT:
            result, report.code = me.report_exit(engine.handle, word, report.original_code, report.code)
        else:
            result = me.report(engine.handle, report.callback, word)
        report.word = other_bits(result)
        self.apply(me, report, engine, resume_action(result))


def start_report(record: ToyThread) -> int:
    """With the lock. Waiting engines take part, and the request is answered by this pass; one to INTERRUPT is for the signal path."""
    request = record.request
    record.splice()
    if request > Action.INTERRUPT:
        record.request = Action.RESUME
    return request


def _clean_up(record: ToyThread, report: Pass) -> List[ToyEngine]:
    """With the lock: the clean-up after a pass that found the list or the union out of date."""
    if not report.spurious and not report.found_detached:
        return []
    gone = record.reset()
    if record.flags == 0:
        report.action = Action.RESUME
    return gone
