"""One scenario, and its ledger: who can move, and what is open. Everything here is under the scenario's one lock."""

from __future__ import annotations

import threading
import time
from enum import Enum
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from .errors import GIVEN_UP
from .handles import Engine, Thread
from .lines import LineWriter
from .turns import Turns

if TYPE_CHECKING:
    from .adapter import Adapter
    from .context import Context


class Standing(Enum):
    """Where a context stands. READY and MOVING can move without the kit, the others cannot. Without control READY is not used."""

    IDLE = "has nothing to do"
    BLOCKED = "waits"
    IN_CALLBACK = "is inside a callback"
    READY = "can go on"
    MOVING = "runs"
    OVER = "is over"


MOVES = frozenset({Standing.READY, Standing.MOVING})


class Scenario:
    """
    Reset makes a new one, and the contexts of the old one unwind at their next method.

    The ledger is exact because blocking is counted where it happens: who is about to block says so under the lock, and who makes a condition true counts
    the waiter as moving in that instant, not when its OS thread next runs.
    """

    def __init__(self, adapter: Adapter, wire: LineWriter, seed: int, control: bool, workers: List[threading.Thread]) -> None:
        self.adapter = adapter
        self.wire = wire
        self.seed = seed
        self.mine: Any = None
        """Yours."""
        self.lock = threading.Lock()
        self.dead = False
        """Another scenario has begun: nothing of this one is sent any more."""
        self.threads: Dict[str, Thread] = {}
        self.engines: Dict[str, Engine] = {}
        self.contexts: Dict[str, Context] = {}
        self.workers: List[threading.Thread] = workers
        self.turns: Optional[Turns] = Turns(self) if control else None
        """T2: the kit says who runs."""
        self.open_calls = 0
        self.open_callbacks = 0
        self.pending = 0
        """Activities driven and not over."""
        self._moving = 0
        self._settle: Optional[int] = None
        self._deadline = 0.0

    def stand(self, context: Context, standing: Standing) -> None:
        """Moves a context to another column; the last one that can move answers settle."""
        self._moving += (standing in MOVES) - (context.standing in MOVES)
        context.standing = standing
        if self._moving == 0 and self._settle is not None and not self.dead:
            self._answer_settle(True)

    def make_ready(self, context: Context) -> None:
        """The context can go on: at once, or under control when it is chosen."""
        if self.turns is not None:
            self.stand(context, Standing.READY)
        else:
            self.let_run(context)

    def let_run(self, context: Context) -> None:
        """It moves from now on, whenever its OS thread gets to it."""
        self.stand(context, Standing.MOVING)
        context.wake.notify()

    def try_conditions(self) -> None:
        """Whoever waits for something that has come true can go on."""
        for context in self.contexts.values():
            if context.standing is Standing.BLOCKED and context.is_condition_true():
                self.make_ready(context)
                if self.turns is not None:
                    self.turns.ready.append(context.name)

    def end_activity(self, thread: Thread) -> None:
        """The kit may drive the next from the line on that says so."""
        if thread.activity is not None:
            self.pending -= 1
        thread.activity = None

    @property
    def is_settling(self) -> bool:
        """A settle is not answered yet."""
        return self._settle is not None

    def begin_settle(self, request: int, milliseconds: int) -> None:
        """Answered as soon as nothing can move; under control at once."""
        self._settle = request
        self._deadline = time.monotonic() + milliseconds / 1000
        if self._moving == 0 or self.turns is not None:
            self._answer_settle(self._moving == 0)

    def settle_left(self) -> Optional[float]:
        """How many seconds a settle has left; None where none is open. One that is late is answered."""
        with self.lock:
            if self._settle is None:
                return None
            left = self._deadline - time.monotonic()
            if left > 0:
                return left
            self._answer_settle(False)
            return None

    def end(self) -> int:
        """What is open is void, nothing is sent any more, and the contexts unwind. How many engines were not released."""
        with self.lock:
            self.dead = True
            void = [job.request for context in self.contexts.values() for job in context.open_jobs]
            void += [request for request in (self._settle, self.turns.take_request() if self.turns else None) if request is not None]
            for request in void:
                self.wire.error(request, GIVEN_UP, "given up: another scenario begins")
            for context in self.contexts.values():
                context.wake.notify()
            return sum(engine.unreleased for engine in self.engines.values())

    def _answer_settle(self, settled: bool) -> None:
        if self._settle is not None:
            self.wire.result(
                self._settle, settled=settled, blockedCalls=self.open_calls, openCallbacks=self.open_callbacks, pendingActivities=self.pending)
        self._settle = None
