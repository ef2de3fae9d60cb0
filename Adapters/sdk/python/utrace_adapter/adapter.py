"""What you write: an implementation of utrace, as the kit calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence, Union

from .handles import Engine, Thread
from .words import Errno, Function, State

if TYPE_CHECKING:
    from .context import Context
    from .scenario import Scenario

CAPABILITIES = (
    "abort", "clone", "core", "examine", "exec-mt", "exit", "jctl", "parent", "pid", "proposed", "reap", "signal", "signals", "step", "step-hardware", "syscall", "vfork",
)
"""The words of docs/protocol.md."""

NO_METHOD_NEEDED = (Function.INTERRUPT,)


class Adapter:
    """
    Derive from it, and override what is there: a call whose method is not overridden is answered with "not there" (-32001).

    `spawn`, `probe`, `thread_of_pid` and `begin` are called with the scenario's lock and must not wait. All others run on a thread of their context, without the lock.
    """

    name = "unnamed"
    version = "0.1"
    homepage: Optional[str] = None
    api = 20091216
    capabilities: Sequence[str] = ("core",)
    """Of CAPABILITIES. Claim only what is there: a claimed capability cannot be skipped."""
    tier = "T1"
    """T2 with pause points."""

    def begin(self, scenario: Scenario) -> None:
        """A scenario begins."""

    def spawn(self, scenario: Scenario, thread: Thread) -> None:
        """A thread comes into being, or will by a clone (it is not `born`): set `thread.mine`."""
        raise NotImplementedError

    def probe(self, thread: Thread) -> State:
        """Its state now."""
        raise NotImplementedError

    def run(self, me: Context) -> None:
        """The life of the thread `me.thread`; "died" is told when it returns."""
        raise NotImplementedError

    def attach(self, me: Context, thread: Thread, flags: int, ops: Optional[str], data: Optional[str], created: Optional[Engine]) -> Union[Engine, Errno]:
        """The engine that was created or found, or why there is none. `created`: the handle for the new engine; None for a look-up."""
        raise NotImplementedError

    def set_events(self, me: Context, engine: Engine, events: int) -> Errno:
        """Sets the mask."""
        raise NotImplementedError

    def control(self, me: Context, engine: Engine, action: int) -> Errno:
        """The action may be out of range."""
        raise NotImplementedError

    def barrier(self, me: Context, engine: Engine) -> Errno:
        """Waits until no callback of the engine is open."""
        raise NotImplementedError

    def prepare_examine(self, me: Context, engine: Engine) -> Errno:
        """Begins an examination of a stopped thread."""
        raise NotImplementedError

    def finish_examine(self, me: Context, engine: Engine) -> Errno:
        """Whether the thread stayed in the stop."""
        raise NotImplementedError

    def get(self, me: Context, engine: Engine) -> Errno:
        """One more reference."""
        raise NotImplementedError

    def put(self, me: Context, engine: Engine) -> Errno:
        """One reference less."""
        raise NotImplementedError

    def kill(self, me: Context, thread: Thread) -> Errno:
        """SIGKILL to the group of the thread."""
        raise NotImplementedError

    def reap(self, me: Context, thread: Thread) -> Union[int, Errno]:
        """Waits until the thread is dead, and takes it: the exit status, or why it is somebody else's."""
        raise NotImplementedError

    def send(self, me: Context, thread: Thread, signal: int, group: bool) -> Errno:
        """signals: a signal to the thread, or to its group."""
        raise NotImplementedError

    def wake_up(self, me: Context, gate: str) -> Errno:
        """proposed: called in a callback; told with `me.woken_up` when it takes effect."""
        raise NotImplementedError

    def thread_of_pid(self, first: Thread) -> Optional[Thread]:
        """pid: whom the pid that this thread began with stands for now; None: nobody."""
        raise NotImplementedError

    @property
    def has_pids(self) -> bool:
        """Whether calls by pid are there."""
        return type(self).thread_of_pid is not Adapter.thread_of_pid

    def has(self, function: Function) -> bool:
        """Whether the method for a call is overridden."""
        return function in NO_METHOD_NEEDED or getattr(type(self), function.value) is not getattr(Adapter, function.value)
