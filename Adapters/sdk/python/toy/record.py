"""What the toy knows of a thread and its engines. Everything here changes under the scenario's lock."""

from __future__ import annotations

from enum import Enum, auto
from typing import List, Optional

from utrace_adapter import Action, Engine, Event, Thread


class Table(Enum):
    """Which callback table an engine has now."""

    USER = auto()  # its user's: attached
    STUB = auto()  # detached, and not yet taken off the list
    GONE = auto()  # off the list: only references keep it


class Run(Enum):
    """What a live thread does."""

    RUNNING = auto()
    SLEEPING = auto()
    SLEEPING_DEEP = auto()
    STOPPED = auto()


class Exit(Enum):
    """How far a thread's death is."""

    ALIVE = auto()
    ZOMBIE = auto()
    DEAD = auto()


class ToyEngine:
    """An attached engine."""

    def __init__(self, handle: Engine, target: ToyThread, ops: str, data: Optional[str]) -> None:
        self.handle = handle
        self.target = target
        self.ops = ops
        self.data = data
        self.table = Table.USER
        self.flags = 0  # the mask, and STOPBIT while the engine wants the thread stopped
        self.references = 2  # one for being attached, one for the caller
        self.examined: Optional[int] = None  # the thread's switches at prepare_examine

    @property
    def wants_stop(self) -> bool:
        """Its STOP was not taken back."""
        return bool(self.flags & Event.STOPBIT)


class ToyThread:
    """A thread and its utrace record."""

    def __init__(self, handle: Thread, leader: Optional[ToyThread]) -> None:
        self.handle = handle
        self.leader = leader or self  # the first of its group: holds what is the group's
        self.group_status: Optional[int] = None  # leader: somebody ended the group
        self.state = Run.RUNNING
        self.exit = Exit.ALIVE
        self.exit_status = 0
        self.switches = 0  # how many traced stops it has left
        self.signal_path = False  # before user mode: the signal path, then ...
        self.notify = False  # ... the notify hook
        self.syscalls_traced = False
        self.step_armed = False
        self.kill_pending = False
        self.trap_pending = False
        self.engines: List[ToyEngine] = []  # in attach order
        self.eligible = 0  # the first so many: the rest waits for the next pass
        self.flags = 0  # the union of the masks that the hooks look at
        self.reporting: Optional[ToyEngine] = None  # whose callback is open, or about to begin
        self.request: int = Action.RESUME  # the strongest that is not answered; RESUME: none
        self.death_running = False
        self.death_over = False
        self.reap_requested = False

    def splice(self) -> None:
        """The engines that waited take part from the next turn on."""
        self.eligible = len(self.engines)

    def leave_stop(self) -> None:
        """Somebody lets the thread out of its traced stop."""
        self.state = Run.RUNNING
        self.switches += 1

    def look_at_signals(self) -> None:
        """The flag is what is pending."""
        self.signal_path = self.request == Action.INTERRUPT or self.kill_pending or self.trap_pending

    def raise_request(self, request: int) -> None:
        """A request that is stronger than the pending one takes its place, and will be looked at before user mode."""
        if request >= self.request:
            return
        self.request = request
        if request == Action.INTERRUPT:
            self.signal_path = True
        else:
            self.notify = True

    def wants_report(self) -> bool:
        """Somebody is to be called for a request without an event."""
        return any(e.table is not Table.USER or e.flags & (Event.QUIESCE | Event.STOPBIT) for e in self.engines)

    def take_all(self) -> List[ToyEngine]:
        """The list is the reaper's from now on."""
        taken, self.engines, self.eligible, self.flags = self.engines, [], 0, 0
        return taken

    def reset(self) -> List[ToyEngine]:
        """Detached engines come off the list, and the union is that of the rest again; a stop that nobody wants any more ends. Answers who came off."""
        gone = [e for e in self.engines if e.table is Table.STUB]
        for engine in gone:
            engine.table = Table.GONE
        self.engines = [e for e in self.engines if e.table is Table.USER]
        self.splice()
        flags = 0
        for engine in self.engines:
            flags |= engine.flags | Event.REAP
        if self.exit is not Exit.ALIVE:
            if self.death_over:
                flags &= Event.REAP  # A death report that is due still needs its bits.
        elif not flags & (Event.SYSCALL_ENTRY | Event.SYSCALL_EXIT):
            self.syscalls_traced = False
        if flags == 0:
            self.request = Action.RESUME
        if self.state is Run.STOPPED and not flags & Event.STOPBIT:
            if self.request == Action.RESUME:
                self.step_armed = False  # Nobody steps the thread that runs on.
            self.leave_stop()
        self.flags = flags
        return gone
