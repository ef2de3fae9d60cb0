"""barrier: waits until no callback of the engine is open."""

from __future__ import annotations

from typing import Optional

from utrace_adapter import Context, Engine, Errno

from record import Table, ToyEngine
from signals import Signals


class QuickBarrier(Signals):
    """Steps 3 and 4: there is nothing to wait for, is there?"""

    def barrier(self, me: Context, engine: Engine) -> Errno:
        return Errno.ESRCH if engine.mine is None else Errno.OK


class Barrier(Signals):
    """Step 5."""

    def barrier(self, me: Context, engine: Engine) -> Errno:
        if me.is_current(engine.thread):
            return Errno.OK  # The thread itself is in no callback but the one that calls.
        with me.lock:
            held: Optional[ToyEngine] = engine.mine
            if held is None:
                return Errno.ESRCH
            me.wait(lambda: _is_over(held) or me.interrupted, f"in barrier({engine.name}), for {engine.thread.name} to be out of its callback")
            if held.table is Table.GONE:
                return Errno.ESRCH
            if _is_over(held):
                return Errno.OK
            me.interrupted = False
            return Errno.ERESTARTSYS


def _is_over(engine: ToyEngine) -> bool:
    return engine.table is Table.GONE or engine.table is Table.USER and engine.target.reporting is not engine
