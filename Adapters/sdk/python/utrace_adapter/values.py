"""Masks, flags and action words: utrace's own numbers (docs/protocol.md, Numbers)."""

from enum import IntEnum
from typing import Final


class Event:
    """The bits of a mask."""

    QUIESCE: Final = 1
    REAP: Final = 2
    CLONE: Final = 4
    EXEC: Final = 8
    EXIT: Final = 16
    DEATH: Final = 32
    SYSCALL_ENTRY: Final = 64
    SYSCALL_EXIT: Final = 128
    SIGNAL: Final = 256
    SIGNAL_IGN: Final = 512
    SIGNAL_STOP: Final = 1024
    SIGNAL_TERM: Final = 2048
    SIGNAL_CORE: Final = 4096
    JCTL: Final = 8192
    STOPBIT: Final = 16384
    """Private: the engine wants the thread stopped."""


class Action:
    """Resume actions: the low three bits of an action word, the strongest first."""

    STOP: Final = 0
    INTERRUPT: Final = 1
    REPORT: Final = 2
    SINGLESTEP: Final = 3
    BLOCKSTEP: Final = 4
    RESUME: Final = 5
    DETACH: Final = 6
    STICKY_STOP: Final = 0x80
    """control alone, a proposal: as STOP, but results of the engine's own callbacks do not withdraw it. Out of range without the capability "proposed"."""


class SyscallAction:
    """The other bits of an action word at a system call."""

    ABORT: Final = 0x10
    RESUMED: Final = 0x100
    """Argument only: the same attempt is reported again."""


class SignalAction:
    """The other bits of an action word at a signal."""

    DELIVER: Final = 0x00
    IGN: Final = 0x10
    TERM: Final = 0x20
    CORE: Final = 0x30
    STOP: Final = 0x40
    TSTP: Final = 0x50
    REPORT: Final = 0x60
    HANDLER: Final = 0x70
    HOLD: Final = 0x100


class AttachFlag:
    """The flags of attach."""

    MATCH_OPS: Final = 0x01
    MATCH_DATA: Final = 0x02
    CREATE: Final = 0x10
    EXCLUSIVE: Final = 0x20


class Signal(IntEnum):
    """The signals that the kit knows, by number. A set of them is a mask: bit n for number n."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGTRAP = 5
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGWINCH = 28


def signal_names(mask: int) -> str:
    """A set of signals as stages and logs name it: SIGUSR1|SIGTERM, 0 for none."""
    return "|".join(signal.name for signal in Signal if mask >> signal & 1) or "0"


def resume_action(word: int) -> int:
    """The resume action of an action word."""
    return word & 7


def other_bits(word: int) -> int:
    """What is specific to the event in an action word."""
    return word & ~7
