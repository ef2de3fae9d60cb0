"""attach, and the references of an engine."""

from __future__ import annotations

from typing import Optional, Union

from utrace_adapter import AttachFlag, Context, Engine, Errno, Event, Thread

from record import Exit, Table, ToyEngine, ToyThread
from threads import Threads


class Attach(Threads):
    """Step 2: engines on a list."""

    def attach(self, me: Context, thread: Thread, flags: int, ops: Optional[str], data: Optional[str], created: Optional[Engine]) -> Union[Engine, Errno]:
        if created is None:
            return self._look_up(me, thread.mine, flags, ops, data)
        if ops is None:
            return Errno.EINVAL
        if thread.kernel_thread:
            return Errno.EPERM
        record: ToyThread = thread.mine
        with me.lock:
            if flags & AttachFlag.EXCLUSIVE and _find(record, flags, ops, data) is not None:
                return Errno.EEXIST
            if record.flags == 0:
                if record.exit is Exit.DEAD:
                    return Errno.ESRCH
                record.flags = Event.REAP  # From now on a reaper looks at the list.
            engine = ToyEngine(created, record, ops, data)
            record.engines.append(engine)
            created.mine = engine
        return created

    def get(self, me: Context, engine: Engine) -> Errno:
        with me.lock:
            if engine.mine is not None:
                engine.mine.references += 1
        return Errno.OK

    def put(self, me: Context, engine: Engine) -> Errno:
        with me.lock:
            held: Optional[ToyEngine] = engine.mine
        if held is not None:
            self.drop(me, [held])
        return Errno.OK

    def _look_up(self, me: Context, record: ToyThread, flags: int, ops: Optional[str], data: Optional[str]) -> Union[Engine, Errno]:
        with me.lock:
            found = _find(record, flags, ops, data)
            if found is None:
                return Errno.ENOENT
            found.references += 1
            return found.handle


def _find(thread: ToyThread, flags: int, ops: Optional[str], data: Optional[str]) -> Optional[ToyEngine]:
    return next((e for e in thread.engines if _matches(e, flags, ops, data)), None)


def _matches(engine: ToyEngine, flags: int, ops: Optional[str], data: Optional[str]) -> bool:
    return (
        engine.table is Table.USER
        and (not flags & AttachFlag.MATCH_OPS or engine.ops == ops)
        and (not flags & AttachFlag.MATCH_DATA or data is not None and engine.data == data)
    )
