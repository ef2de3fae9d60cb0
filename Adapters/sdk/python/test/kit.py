"""The kit's end of a conversation, for tests: requests go in, and what the adapter says is taken in order."""

from __future__ import annotations

import json
import os
import threading
from typing import Any, Dict, List, Optional

from utrace_adapter import Adapter, serve


class Kit:
    """Serves an adapter over two pipes. Reading blocks until a line comes; the end of the stream is an error that says so."""

    def __init__(self, adapter: Adapter, greet: bool = True, control: bool = False) -> None:
        adapter_in, self._to_adapter = os.pipe()
        from_adapter, adapter_out = os.pipe()
        self._from_adapter = os.fdopen(from_adapter, "rb")
        self._requests = 0
        self._pending: List[Dict[str, Any]] = []
        self._server = threading.Thread(target=self._serve, args=(adapter, adapter_in, adapter_out), daemon=True)
        self._server.start()
        if greet:
            self.ask("hello", protocolMin=1, protocolMax=1, kit="test", kitVersion="1")
            self.ask("reset", seed=1, control=control)

    @staticmethod
    def _serve(adapter: Adapter, read_from: int, write_to: int) -> None:
        serve(adapter, read_from, write_to)
        os.close(read_from)
        os.close(write_to)

    def __enter__(self) -> Kit:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._to_adapter)
        self._server.join()
        self._from_adapter.close()

    def write(self, line: bytes) -> None:
        """Any bytes at all."""
        os.write(self._to_adapter, line)

    def begin(self, method: str, **params: Any) -> int:
        """A request; its number."""
        self._requests += 1
        self.write(json.dumps({"jsonrpc": "2.0", "id": self._requests, "method": method, "params": params}).encode() + b"\n")
        return self._requests

    def answer(self, callback: Dict[str, Any], **result: Any) -> None:
        """Answers a callback."""
        self.write(json.dumps({"jsonrpc": "2.0", "id": callback["id"], "result": result}).encode() + b"\n")

    def next(self) -> Dict[str, Any]:
        """The next line of the adapter."""
        if self._pending:
            return self._pending.pop(0)
        line = self._from_adapter.readline()
        if not line:
            raise EOFError("the adapter said no more")
        return json.loads(line)

    def reply(self, request: int) -> Dict[str, Any]:
        """The answer to a request; lines that come before it stay for `next`."""
        before: List[Dict[str, Any]] = []
        while True:
            line = self.next()
            if "method" not in line and line.get("id") == request:
                self._pending = before + self._pending
                return line
            before.append(line)

    def told(self, method: str) -> Dict[str, Any]:
        """The next line, which must be this notification or request of the adapter."""
        line = self.next()
        if line.get("method") != method:
            raise AssertionError(f"{method} was expected: {line}")
        return line

    def ask(self, method: str, **params: Any) -> Dict[str, Any]:
        """A request and its result; an error fails the test."""
        line = self.reply(self.begin(method, **params))
        if "result" not in line:
            raise AssertionError(line)
        return line["result"]

    def refused(self, method: str, **params: Any) -> Dict[str, Any]:
        """A request that must be refused, and its error."""
        return self.reply(self.begin(method, **params))["error"]

    def error(self, line: Optional[bytes] = None) -> Dict[str, Any]:
        """The error that a line brings."""
        if line is not None:
            self.write(line)
        return self.next()["error"]
