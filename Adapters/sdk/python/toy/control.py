"""set_events and control."""

from __future__ import annotations

from typing import List, Optional

from utrace_adapter import Action, Context, Engine, Errno, Event

from attach import Attach
from record import Exit, Run, Table, ToyEngine

DEATH_BITS = Event.DEATH | Event.QUIESCE


class Control(Attach):
    """Step 3, its first half: masks and requests."""

    forgets_on_resume = True
    """An action other than STOP takes back the thread's mark as well; a planted fault leaves it."""

    def set_events(self, me: Context, engine: Engine, events: int) -> Errno:
        with me.lock:
            return Errno.ESRCH if engine.mine is None else _set_events(me, engine.mine, events)

    def control(self, me: Context, engine: Engine, action: int) -> Errno:
        if action > Action.DETACH:
            return Errno.EINVAL
        gone: List[ToyEngine] = []
        with me.lock:
            error = Errno.ESRCH if engine.mine is None else self._control(engine.mine, action, gone)
        self.drop(me, gone)
        return error

    def _control(self, engine: ToyEngine, action: int, gone: List[ToyEngine]) -> Errno:
        target = engine.target
        stopped = target.state is Run.STOPPED
        at_rest = stopped or target.exit is not Exit.ALIVE
        refused = _refusal(engine, action)
        if refused is not None:
            return refused
        error = Errno.OK
        if action == Action.STOP:
            engine.flags |= Event.STOPBIT
            target.flags |= Event.STOPBIT
            if not stopped:
                target.raise_request(Action.REPORT)
            return Errno.OK if stopped else Errno.EINPROGRESS
        if action == Action.DETACH:
            error = _detach(engine, at_rest)
        else:
            self._withdraw_stop(engine)
            if action == Action.INTERRUPT:
                target.request = Action.INTERRUPT
                target.signal_path = True
            elif action != Action.RESUME:
                target.raise_request(action)
        if at_rest:
            gone.extend(target.reset())
        return error

    def _withdraw_stop(self, engine: ToyEngine) -> None:
        """An action other than STOP takes back what the engine's STOP has set: its own mark, and the thread's."""
        if engine.wants_stop and self.forgets_on_resume:
            engine.target.flags &= ~Event.STOPBIT
        engine.flags &= ~Event.STOPBIT


def _refusal(engine: ToyEngine, action: int) -> Optional[Errno]:
    target = engine.target
    if action in (Action.REPORT, Action.SINGLESTEP, Action.BLOCKSTEP) and not engine.flags & Event.QUIESCE:
        return Errno.EINVAL  # Nobody would be told.
    if engine.table is not Table.USER or target.reap_requested:
        return Errno.ESRCH
    if target.exit is not Exit.ALIVE and action != Action.DETACH:
        return Errno.ESRCH
    return Errno.EALREADY if target.death_running else None


def _detach(engine: ToyEngine, at_rest: bool) -> Errno:
    target = engine.target
    if engine.wants_stop:
        target.flags &= ~Event.STOPBIT
    engine.table = Table.STUB
    engine.flags = Event.QUIESCE
    if at_rest:
        return Errno.OK
    target.raise_request(Action.REPORT)  # The list is cleaned up when the thread next gets to a safe point.
    return Errno.EINPROGRESS if target.reporting is engine else Errno.OK


def _set_events(me: Context, engine: ToyEngine, events: int) -> Errno:
    target = engine.target
    old, asked = engine.flags & ~Event.STOPBIT, events & ~Event.STOPBIT
    cleared = old & ~asked
    alive = target.exit is Exit.ALIVE
    if engine.table is not Table.USER or target.reap_requested:
        return Errno.ESRCH
    if target.death_running and cleared & DEATH_BITS:
        return Errno.EALREADY
    if not alive and asked & ~old & DEATH_BITS:
        return Errno.EALREADY  # Success would promise a report that is not made any more.
    if asked & (Event.SYSCALL_ENTRY | Event.SYSCALL_EXIT):
        target.syscalls_traced = True
    engine.flags = asked | engine.flags & Event.STOPBIT
    target.flags |= engine.flags if alive else engine.flags & Event.REAP
    in_progress = cleared and not me.is_current(target.handle) and alive and target.state is not Run.STOPPED and target.reporting is engine
    return Errno.EINPROGRESS if in_progress else Errno.OK
