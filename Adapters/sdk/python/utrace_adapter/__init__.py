"""
Plugs an implementation of utrace, in Python, into the utrace conformance kit (protocol version 1, docs/protocol.md). Standard library only, Python 3.9 or later.

You derive from Adapter and call main. The package does the rest: lines and ids, a thread per context, calls inside callbacks, held callbacks, the ledger behind
settle, reset, and pause points. The tutorial beside this package grows an implementation on it, step by step.

The three rules of the ledger

1. State that several contexts share changes inside `with me.lock:`, and nowhere else.
2. Whoever has to wait calls `me.wait` with a condition. There is no wake-up to forget: conditions are tried whenever somebody leaves the lock, and whoever makes
   one true counts the waiter as moving in that instant.
3. `me.report`, `ticked`, `staged`, `released` and `pause` are called without the lock.

So "nothing can move" is exact, and under control (T2) everything that others can notice lies between two pause points.
"""

from .adapter import Adapter
from .context import Context
from .errors import Crash, Misuse
from .handles import Activity, Engine, SignalInfo, Thread
from .scenario import Scenario
from .server import main, serve
from .values import Action, AttachFlag, Event, Signal, SignalAction, SyscallAction, other_bits, resume_action, signal_names
from .words import Callback, CloneKind, Disposition, Errno, Jctl, Kind, Sleep, Stage, State, Stepping

__all__ = [
    "Action", "Activity", "Adapter", "AttachFlag", "Callback", "CloneKind", "Context", "Crash", "Disposition", "Engine", "Errno", "Event", "Jctl", "Kind", "Misuse",
    "Scenario", "Signal", "SignalAction", "SignalInfo", "Sleep", "Stage", "State", "Stepping", "SyscallAction", "Thread", "main", "other_bits", "resume_action", "serve",
    "signal_names",
]
