"""prepare_examine and finish_examine: whether the thread stayed in one and the same stop between the two."""

from __future__ import annotations

from typing import Optional

from utrace_adapter import Context, Engine, Errno

from record import Exit, Run, ToyEngine
from syscalls import Syscalls


class Examine(Syscalls):
    """Step 7: the toy is whole."""

    capabilities = ["abort", "core", "examine", "exit", "reap", "signal", "step", "syscall"]

    def prepare_examine(self, me: Context, engine: Engine) -> Errno:
        if me.is_current(engine.thread):
            return Errno.OK
        with me.lock:
            held: Optional[ToyEngine] = engine.mine
            if held is None:
                return Errno.ESRCH
            if not held.wants_stop:
                return Errno.EINVAL
            if held.target.exit is not Exit.ALIVE:
                return Errno.ESRCH
            if held.target.state is not Run.STOPPED:
                return Errno.EAGAIN
            held.examined = held.target.switches
        return Errno.OK

    def finish_examine(self, me: Context, engine: Engine) -> Errno:
        if me.is_current(engine.thread):
            return Errno.OK
        with me.lock:
            held: Optional[ToyEngine] = engine.mine
            if held is None:
                return Errno.ESRCH
            if not held.wants_stop:
                return Errno.EINVAL
            same = held.target.state is Run.STOPPED and held.target.exit is Exit.ALIVE and held.examined == held.target.switches
        return Errno.OK if same else Errno.EAGAIN
