"""What the kit names: threads, engines, activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, Optional

from .words import Callback, Disposition, Kind, Sleep


@dataclass(frozen=True)
class Activity:
    """What a thread does next in user mode."""

    kind: Kind
    name: str = "call"
    """syscall: its name."""
    sleep: Sleep = Sleep.NONE
    """syscall: how its body sleeps until the thread is woken."""
    fails: bool = False
    """exec: it fails, without an event."""
    code: int = 0
    """exit, exit_group."""

    @property
    def what(self) -> str:
        """As a stage names it."""
        return f"syscall {self.name}" if self.kind is Kind.SYSCALL else self.kind.value


@dataclass
class SignalInfo:
    """What report_signal is shown, and may change: the number in info, and return_ka."""

    signal: int = 0
    """0: info holds none."""
    orig_ka: Optional[Disposition] = None
    """None: the pass began without a signal."""
    return_ka: Disposition = Disposition.DEFAULT


@dataclass(eq=False)
class Thread:
    """A thread. It lives as long as its scenario."""

    name: str
    group: str
    self_reap: bool = False
    kernel_thread: bool = False
    mine: Any = None
    """Yours."""
    activity: Optional[Activity] = None
    """The activity that is not over. Set by the kit, ended by ticked, staged(DONE) and death."""
    woken: bool = False
    """The sleep of the present activity's body is over."""
    died: bool = False
    """It was told that it died."""


@dataclass(eq=False)
class Engine:
    """An engine: the handle. It lives as long as its scenario, so a handle may be named after the release."""

    name: str
    thread: Thread
    ops: str
    data: str
    callbacks: FrozenSet[Callback]
    """The callbacks that its table has."""
    mine: Any = None
    """Yours. Set it under the lock when the engine is attached: from then on the handle can be used. released takes it away."""
    unreleased: int = 0

    def has(self, callback: Callback) -> bool:
        """Whether its table has the callback."""
        return callback in self.callbacks
