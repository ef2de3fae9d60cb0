"""The two hooks of a system call."""

from __future__ import annotations

from utrace_adapter import Action, Callback, Context, Event, SyscallAction

from death import Death
from record import ToyThread
from reports import Pass
from signals import FATE


class Syscalls(Death):
    """Step 7, its first half."""

    def report_syscall_entry(self, me: Context) -> bool:
        record: ToyThread = me.thread.mine
        report = Pass(Event.SYSCALL_ENTRY, Callback.SYSCALL_ENTRY)
        if not self.is_traced(me, Event.SYSCALL_ENTRY):
            return False
        while True:
            self.make_pass(me, report)
            if report.action != Action.STOP:
                break
            self.stop(me, report)
            with me.lock:
                killed, again = record.kill_pending, record.request <= Action.REPORT
            if killed:
                return True
            if not again:
                break
            # The same attempt is reported again: the system call's fate stays, the resume actions do not.
            report.found_detached, report.spurious = False, True
            report.extra = SyscallAction.RESUMED
            report.action = report.keep = Action.RESUME
        return report.word & FATE == SyscallAction.ABORT

    def report_syscall_exit(self, me: Context) -> None:
        if self.is_traced(me, Event.SYSCALL_EXIT):
            self.make_pass(me, Pass(Event.SYSCALL_EXIT, Callback.SYSCALL_EXIT))
