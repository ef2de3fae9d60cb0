"""What is wrong with a request is answered, and says what."""

import contextlib
import io
import unittest

from utrace_adapter import main

from .kit import Kit
from .sample import Sample


class RequestTests(unittest.TestCase):
    """Connection."""

    def test_lines_that_are_no_request_are_answered_and_the_next_is_taken(self) -> None:
        with Kit(Sample(), greet=False) as kit:
            self.assertEqual(kit.error(b"no\n")["code"], -32700)
            self.assertEqual(kit.error(b"[]\n"), {"code": -32600, "message": '"jsonrpc":"2.0" was expected'})
            self.assertEqual(kit.error(b'{"jsonrpc":"2.0","id":0,"method":"x"}\n')["message"], "an id that is an integer from 1 was expected")
            self.assertEqual(kit.error(b'{"jsonrpc":"2.0","id":true,"method":"x"}\n')["code"], -32600)
            self.assertEqual(kit.error(b'{"jsonrpc":"2.0","id":1,"method":"fly"}\n'), {"code": -32601, "message": "fly: no such method"})
            self.assertEqual(kit.ask("hello", protocolMin=1, protocolMax=3)["protocol"], 1)

    def test_hello_comes_first_and_names_the_versions_that_are_spoken(self) -> None:
        with Kit(Sample(), greet=False) as kit:
            self.assertEqual(kit.refused("reset", seed=1)["code"], -32003)
            error = kit.refused("hello", protocolMin=2, protocolMax=3)
            self.assertEqual(error, {"code": -32004, "message": "hello: this implementation speaks protocol version 1 only, the kit 2 to 3"})
            self.assertEqual(kit.ask("hello", protocolMin=1, protocolMax=1)["language"], "Python")
            self.assertEqual(kit.refused("spawn", thread="T", group="T")["message"], "spawn: no scenario has begun, reset comes first")

    def test_members_that_are_missing_or_wrong_are_named(self) -> None:
        with Kit(Sample()) as kit:
            kit.ask("spawn", thread="T", group="T")
            for method, params, message in (
                ("spawn", {"thread": "U"}, "spawn: group is missing"),
                ("spawn", {"thread": "T", "group": "T"}, "spawn: thread is there already: T"),
                ("probe", {"thread": 3}, "probe: thread is not a string"),
                ("probe", {"thread": "X"}, "probe: thread is unknown, nothing was spawned under the name X"),
                ("drive", {"thread": "T", "activity": "fly"}, "drive: activity has no word fly"),
                ("drive", {"thread": "T", "activity": "exec", "fails": 1}, "drive: fails is neither true nor false"),
                ("settle", {"milliseconds": True}, "settle: milliseconds is not a number from 0 to 2147483647"),
                ("declare", {"engine": "E", "thread": "T", "ops": "o", "data": "d", "callbacks": [1]}, "declare: callbacks has a member that is not a string"),
                ("call", {"context": "D", "function": "control", "engine": "E"}, "call: engine is unknown, nothing was declared under the name E"),
                ("call", {"context": "T", "function": "kill", "thread": "T"}, "call: context is a traced thread, it calls only inside a callback: T"),
                ("call", {"context": "T", "callback": 7, "function": "kill", "thread": "T"}, "call: callback is not open in context T"),
                ("call", {"context": "D", "function": "reap", "thread": "T"}, "reap is not there"),
                ("spawn", {"thread": "U", "group": "U", "parent": "X"}, "spawn: parent is unknown, nothing was spawned under the name X"),
                ("drive", {"thread": "T", "activity": "wait"}, "drive: child is missing"),
                ("drive", {"thread": "T", "activity": "sigaction", "signal": 4}, "drive: signal is not the number of a signal of docs/protocol.md"),
                ("call", {"context": "D", "function": "send", "thread": "T"}, "call: signal is missing"),
                ("call", {"context": "D", "function": "send", "thread": "T", "signal": 10}, "send is not there"),
                ("call", {"context": "D", "function": "wake_up"}, "call: gate is missing"),
                ("call", {"context": "D", "function": "attach", "pid": "T", "flags": 1}, "attach by pid is not there"),
                ("go", {"choices": ["T"]}, "go: choices need control, and reset did not ask for it"),
            ):
                with self.subTest(message):
                    self.assertEqual(kit.refused(method, **params)["message"], message)

    def test_a_word_that_is_no_capability_is_refused_at_the_start(self) -> None:
        adapter, said = Sample(), io.StringIO()
        adapter.capabilities = ["core", "teleport"]
        with contextlib.redirect_stderr(said):
            self.assertEqual(main(adapter, []), 64)
        self.assertEqual(
            said.getvalue(), "sample claims teleport, which is no capability; expected some of abort clone core examine exec-mt exit jctl parent pid proposed reap signal signals step "
            "step-hardware syscall vfork\n")
