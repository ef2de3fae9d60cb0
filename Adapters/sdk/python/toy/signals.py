"""The signal hook, for SIGKILL and for the SIGTRAP of a step."""

from __future__ import annotations

from utrace_adapter import Action, Callback, Context, Disposition, Event, SignalAction, SignalInfo, other_bits, resume_action

from record import ToyEngine, ToyThread
from reports import Pass
from stop import Stop
from threads import Verdict

FATE = 0xF0
SIGTRAP = 5
SIGNALS = Event.SIGNAL | Event.SIGNAL_IGN | Event.SIGNAL_STOP | Event.SIGNAL_TERM | Event.SIGNAL_CORE


class Signals(Stop):
    """Step 4: what stands before a signal."""

    capabilities = ["core", "signal", "step"]

    def signal_hook(self, me: Context) -> Verdict:
        record: ToyThread = me.thread.mine
        verdict = Verdict.NOTHING
        with me.lock:
            asked = record.flags != 0 and (record.request < Action.RESUME or record.eligible < len(record.engines))
            request, reports = record.request, record.wants_report()
            wanted = bool(record.flags & (Event.SIGNAL_CORE | Event.QUIESCE))
            if asked:
                record.splice()
                record.request = Action.RESUME
            elif record.flags & SIGNALS:
                if record.kill_pending:
                    record.kill_pending = False  # SIGKILL is nobody's business.
                    verdict = Verdict.KILL
                elif record.trap_pending:
                    record.trap_pending = False
                    verdict = Verdict.TRAP
            record.look_at_signals()
        if asked:
            return self._report_before_signals(me, request, reports)
        return self._report_trap(me) if verdict is Verdict.TRAP and wanted else verdict

    def _report_before_signals(self, me: Context, request: int, reports: bool) -> Verdict:
        """What was requested is answered before any signal is taken."""
        report = Pass(0, Callback.SIGNAL, word=SignalAction.REPORT)
        if request > Action.REPORT:
            report.action = request
            report.spurious = False
            self.finish_resume(me, report)
            return Verdict.AGAIN
        if not reports:
            return Verdict.AGAIN
        self._make_signal_reports(me, report)
        if report.word & FATE in (SignalAction.TERM, SignalAction.CORE):
            self.finish_report(me, report, True)  # An engine made a signal; one without a number is SIGTRAP.
            return Verdict.TRAP
        return self._nothing_to_deliver(me, report)

    def _report_trap(self, me: Context) -> Verdict:
        report = Pass(Event.SIGNAL_CORE, Callback.SIGNAL, word=SignalAction.CORE, info=SignalInfo(SIGTRAP, Disposition.DEFAULT))
        self._make_signal_reports(me, report)
        held, verdict = report.word & SignalAction.HOLD, Verdict.TRAP
        if report.word & FATE == SignalAction.IGN:
            verdict = self._nothing_to_deliver(me, report)
        else:
            self.finish_report(me, report, True)
        if held:
            with me.lock:
                me.thread.mine.trap_pending = me.thread.mine.signal_path = True
        return verdict

    def _nothing_to_deliver(self, me: Context, report: Pass) -> Verdict:
        """The pass may stop here. A kill that ended the stop is taken next, and nothing else."""
        record: ToyThread = me.thread.mine
        self.finish_resume(me, report)
        with me.lock:
            killed, record.kill_pending = record.kill_pending, False
            record.look_at_signals()
        return Verdict.KILL if killed else Verdict.AGAIN

    def _make_signal_reports(self, me: Context, report: Pass) -> None:
        for engine in self.take_part(me):
            self._report_signal(me, report, engine)

    def _report_signal(self, me: Context, report: Pass, engine: ToyEngine) -> None:
        want, detached = self.begin_turn(me, engine)
        if detached:
            self.apply(me, report, engine, Action.DETACH)
            return
        callback = Callback.SIGNAL if engine.handle.has(Callback.SIGNAL) else Callback.QUIESCE
        if not want & (report.event | Event.QUIESCE) or not engine.handle.has(callback):
            self.end_turn(me)
            if want & Event.STOPBIT:
                report.action = Action.STOP
            return
        report.spurious = False
        if callback is Callback.SIGNAL:
            result = me.report_signal(engine.handle, report.action | report.word, report.event, report.info)
            report.word = other_bits(result)
        else:
            result = me.report(engine.handle, callback, report.action, report.event)
        action = resume_action(result)
        self.apply(me, report, engine, Action.RESUME if action in (Action.REPORT, Action.INTERRUPT) else action)  # No endless loop.
