"""The reader, on the standard streams or behind a socket."""

from __future__ import annotations

import os
import select
import socket
import stat
import sys
import time
from typing import Optional, Sequence

from .adapter import CAPABILITIES, Adapter
from .connection import Connection
from .errors import NO_JSON
from .lines import LINE_BYTES, LineCutter, LineWriter

USAGE = """usage: {0} [--unix PATH | --tcp PORT]
Without an option it speaks the protocol on its standard streams: utrace-conform run --adapter 'exec:python3 {0}'"""


def serve(adapter: Adapter, read_from: int, write_to: int) -> None:
    """Serves one connection until the kit hangs up, and waits up to a second for the contexts to unwind."""
    wire = LineWriter(write_to)
    connection = Connection(adapter, wire)
    cutter = LineCutter()
    while True:
        left = connection.settle_left()
        if left is not None and not select.select([read_from], [], [], left)[0]:
            continue
        try:
            chunk = os.read(read_from, 65536)
        except ConnectionError:
            chunk = b""
        if not chunk:
            break
        for line in cutter.feed(chunk):
            if line is None:
                wire.error(None, NO_JSON, f"a line has at most {LINE_BYTES} bytes")
            else:
                connection.take(line)
    limit = time.monotonic() + 1
    for thread in connection.end():
        thread.join(max(0.0, limit - time.monotonic()))


def main(adapter: Adapter, arguments: Optional[Sequence[str]] = None) -> int:
    """
    Serves until the kit hangs up: on the standard streams; with `--unix PATH` or `--tcp PORT` it listens, for a process under a debugger.

    Returns the exit code: 0; 64 for arguments that it does not know and words that are no capability, 69 where it cannot listen.
    """
    beyond = [word for word in adapter.capabilities if word not in CAPABILITIES]
    if beyond:
        print(f"{adapter.name} claims {' '.join(beyond)}, which is no capability; expected some of {' '.join(CAPABILITIES)}", file=sys.stderr)
        return 64
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if len(words) == 2 and words[0] == "--unix":
            if os.path.exists(words[1]) and stat.S_ISSOCK(os.stat(words[1]).st_mode):
                os.unlink(words[1])  # left over from an earlier run
            return _listen(adapter, socket.socket(socket.AF_UNIX), words[1], words[1])
        if len(words) == 2 and words[0] == "--tcp" and words[1].isdigit() and 0 < int(words[1]) < 65536:
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            return _listen(adapter, listener, ("127.0.0.1", int(words[1])), words[1])
    except OSError as error:
        print(f"{words[1]}: {error.strerror}", file=sys.stderr)
        return 69
    if words:
        print(USAGE.format(sys.argv[0]), file=sys.stderr)
        return 64
    protocol = os.dup(1)
    os.dup2(2, 1)  # What the program prints goes to standard error: standard output is the protocol's.
    serve(adapter, 0, protocol)
    os.close(protocol)
    return 0


def _listen(adapter: Adapter, listener: socket.socket, address: object, where: str) -> int:
    listener.bind(address)
    listener.listen(1)
    print(f"listens on {where}", file=sys.stderr, flush=True)
    while True:
        connection, _ = listener.accept()
        with connection:
            serve(adapter, connection.fileno(), connection.fileno())
