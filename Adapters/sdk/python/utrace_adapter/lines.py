"""One JSON message a line: how lines are cut, read and written (docs/protocol.md, Lines)."""

from __future__ import annotations

import itertools
import json
import os
import threading
from typing import Any, Dict, Iterator, List, Optional, Tuple

from .errors import NO_JSON, Refusal

LINE_BYTES = 1048576


class LineCutter:
    """Cuts what comes into lines. A line that is too long is an error, once, and passed over to its end."""

    def __init__(self) -> None:
        self._rest = b""
        self._skipping = False

    def feed(self, chunk: bytes) -> Iterator[Optional[bytes]]:
        """The lines that are complete now, without their newline; None for one that was too long."""
        lines = (self._rest + chunk).split(b"\n") if b"\n" in chunk else [self._rest + chunk]
        self._rest = lines.pop()
        for line in lines:
            if self._skipping:
                self._skipping = False
            else:
                yield line if len(line) <= LINE_BYTES else None
        if len(self._rest) > LINE_BYTES:
            self._rest = b""
            if not self._skipping:
                self._skipping = True
                yield None


def parse(line: bytes) -> Any:
    """The value of a line. Raises Refusal (-32700) where it is no JSON, says where, and refuses what Python's reader lets pass: NaN, and a member twice."""
    try:
        return json.loads(line.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Refusal(NO_JSON, f"byte {error.start}: not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Refusal(NO_JSON, f"character {error.pos}: {error.msg}") from None
    except ValueError as error:
        raise Refusal(NO_JSON, str(error)) from None
    except RecursionError:
        raise Refusal(NO_JSON, "too deep") from None


def _members(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("the same member twice")
    return members


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


class LineWriter:
    """Writes whole lines, whoever sends. The order of events is that of the scenario's lock, which the sender holds."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._ids = itertools.count(1)

    def next_id(self) -> int:
        """The number of the next request of ours; never used twice on a connection."""
        return next(self._ids)

    def request(self, number: int, method: str, **params: Any) -> None:
        """A request of ours. Params that are None are left out."""
        self.send({"id": number, "method": method, "params": {k: v for k, v in params.items() if v is not None}})

    def send(self, members: Dict[str, Any]) -> None:
        """Sends a message. Where the kit hung up it is lost; the reader sees that."""
        line = json.dumps({"jsonrpc": "2.0", **members}, separators=(",", ":")).encode("ascii") + b"\n"
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._descriptor, line):]
            except OSError:
                pass

    def result(self, request: int, **members: Any) -> None:
        """The answer to a request. Members that are None are left out."""
        self.send({"id": request, "result": {k: v for k, v in members.items() if v is not None}})

    def error(self, request: Optional[int], code: int, message: str) -> None:
        """The answer to a request that is refused; without a number where the line had none."""
        self.send({"id": request, "error": {"code": code, "message": message}})

    def tell(self, method: str, **params: Any) -> None:
        """A notification."""
        self.send({"method": method, "params": params})
