"""The words of the protocol (docs/protocol.md, Words)."""

from enum import Enum


class Errno(str, Enum):
    """What a call comes to: the error code's name without its sign."""

    OK = "0"
    ENOENT = "ENOENT"
    EEXIST = "EEXIST"
    EINVAL = "EINVAL"
    EPERM = "EPERM"
    ENOMEM = "ENOMEM"
    ESRCH = "ESRCH"
    EALREADY = "EALREADY"
    EINPROGRESS = "EINPROGRESS"
    EOPNOTSUPP = "EOPNOTSUPP"
    ERESTARTSYS = "ERESTARTSYS"
    EAGAIN = "EAGAIN"
    ECHILD = "ECHILD"


class Callback(str, Enum):
    """The members of a callback table."""

    QUIESCE = "report_quiesce"
    SIGNAL = "report_signal"
    CLONE = "report_clone"
    JCTL = "report_jctl"
    EXEC = "report_exec"
    SYSCALL_ENTRY = "report_syscall_entry"
    SYSCALL_EXIT = "report_syscall_exit"
    EXIT = "report_exit"
    DEATH = "report_death"
    REAP = "report_reap"


class Function(str, Enum):
    """What the kit calls."""

    ATTACH = "attach"
    SET_EVENTS = "set_events"
    CONTROL = "control"
    BARRIER = "barrier"
    PREPARE_EXAMINE = "prepare_examine"
    FINISH_EXAMINE = "finish_examine"
    GET = "get"
    PUT = "put"
    KILL = "kill"
    REAP = "reap"
    INTERRUPT = "interrupt"
    SEND = "send"
    WAKE_UP = "wake_up"


class State(str, Enum):
    """What a probe says of a thread."""

    RUNNING = "running"
    SLEEPING = "sleeping"
    JSTOPPED = "jstopped"
    TSTOPPED = "tstopped"
    ZOMBIE = "zombie"
    REAPED = "reaped"
    UNBORN = "unborn"
    """A clone will make it."""


class Stage(str, Enum):
    """The stages of an activity; DONE ends it."""

    ENTER = "enter"
    BODY = "body"
    ABORT = "abort"
    INTERRUPT = "interrupt"
    FAIL = "fail"
    DONE = "done"


class Kind(str, Enum):
    """What a thread does in user mode."""

    TICK = "tick"
    EXEC = "exec"
    SYSCALL = "syscall"
    EXIT = "exit"
    EXIT_GROUP = "exit_group"
    USER = "user"
    CLONE = "clone"
    SIGACTION = "sigaction"
    SIGMASK = "sigmask"
    WAIT = "wait"


class CloneKind(str, Enum):
    """What a clone makes."""

    THREAD = "thread"
    FORK = "fork"
    VFORK = "vfork"


class Jctl(str, Enum):
    """A job-control change."""

    STOPPED = "STOPPED"
    CONTINUED = "CONTINUED"


class Stepping(str, Enum):
    """How finely the hardware steps."""

    BLOCK = "block"
    SINGLE = "single"
    NONE = "none"


class Disposition(str, Enum):
    """What a group does with a signal."""

    DEFAULT = "default"
    IGNORE = "ignore"
    HANDLER = "handler"


class Sleep(str, Enum):
    """How the body of a system call sleeps until the thread is woken."""

    NONE = "none"
    INTERRUPTIBLE = "interruptible"
    UNINTERRUPTIBLE = "uninterruptible"
