"""What goes wrong, and the numbers that the protocol has for it (docs/protocol.md, Errors)."""

from typing import Final

NO_JSON: Final = -32700
NO_REQUEST: Final = -32600
NO_METHOD: Final = -32601
WRONG_MEMBER: Final = -32602
BROKE_DOWN: Final = -32000
NOT_THERE: Final = -32001
GIVEN_UP: Final = -32002
WRONG_STATE: Final = -32003
NO_VERSION: Final = -32004


class Refusal(Exception):
    """A line of the kit is answered with an error."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Misuse(Exception):
    """A rule of this package is broken: the lock is held where it must not be, or is not held where it must. The case is a crash that says so."""


class Crash(Exception):
    """The implementation found itself broken, a use of something released for instance. Raise it anywhere: the case is a crash with this message."""


class Unwind(BaseException):
    """The scenario is over, so is the context. Never catch it; `finally` is fine."""
