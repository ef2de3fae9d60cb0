"""What the kit names: threads, engines, activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, Optional

from .values import Signal, signal_names
from .words import Callback, CloneKind, Disposition, Kind, Sleep, Stepping


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
    child: Optional[Thread] = None
    """clone: the thread that it makes, None where it fails; wait: the child."""
    clone: CloneKind = CloneKind.THREAD
    """clone: what it makes."""
    signal: int = 0
    """sigaction."""
    disposition: Disposition = Disposition.DEFAULT
    """sigaction."""
    blocked: int = 0
    """sigmask: the whole mask."""

    @property
    def what(self) -> str:
        """As a stage names it: exec, syscall read, clone C, sigaction SIGUSR1 handler, sigmask SIGUSR1|SIGTERM."""
        if self.kind is Kind.SYSCALL:
            return f"syscall {self.name}"
        if self.kind is Kind.SIGACTION:
            return f"sigaction {Signal(self.signal).name} {self.disposition.value}"
        if self.kind is Kind.SIGMASK:
            return f"sigmask {signal_names(self.blocked)}"
        return self.kind.value if self.child is None else f"{self.kind.value} {self.child.name}"


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
    parent: Optional[Thread] = None
    """None: it is outside."""
    stepping: Stepping = Stepping.BLOCK
    ignored: int = 0
    """The signals that its group ignores at the start, as a mask; likewise the next two."""
    handled: int = 0
    defaulted: int = 0
    """Of a clone: default for its group, whatever its parent's are."""
    blocked: int = 0
    """Its mask at the start."""
    orphaned: bool = False
    """Its group is."""
    born: bool = True
    """False: a clone that is driven later makes it, see Context.start_clone."""
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
