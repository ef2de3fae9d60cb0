"""Calls that overlap, callbacks that are held, settle that is exact, reset that leaves nothing."""

import unittest
from typing import Any, Dict

from .kit import Kit
from .sample import Sample


def attach(kit: Kit) -> None:
    """A thread T and an engine E on it."""
    kit.ask("spawn", thread="T", group="T")
    kit.ask("declare", engine="E", thread="T", ops="o", data="d", callbacks=["report_quiesce"])
    kit.ask("call", context="setup", function="attach", thread="T", engine="E", flags=16, ops="o", data="d")


def report(kit: Kit) -> Dict[str, Any]:
    """Lets T call back, and has the callback, which is held."""
    kit.ask("call", context="D", function="control", engine="E", action=2)
    return kit.told("callback")


class ContextTests(unittest.TestCase):
    """Context, Scenario, calls."""

    def test_a_held_callback_stops_nobody_else(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            callback = report(kit)
            self.assertEqual(callback["params"], {"context": "T", "engine": "E", "callback": "report_quiesce", "action": 5, "event": 8})
            barrier = kit.begin("call", context="D", function="barrier", engine="E")
            self.assertEqual(kit.ask("settle", milliseconds=9000), {"settled": True, "blockedCalls": 1, "openCallbacks": 1, "pendingActivities": 0})
            self.assertEqual(kit.ask("describeWaits")["waits"], ["T is inside a callback", "D waits for the answer"])
            kit.answer(callback, action=0)
            self.assertEqual(kit.reply(barrier)["result"], {"errno": "0"})

    def test_a_call_in_a_callback_runs_on_its_thread(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            callback = report(kit)
            nested = kit.ask("call", context="T", callback=callback["id"], function="control", engine="E", action=2)
            self.assertEqual(nested, {"errno": "EINPROGRESS"})
            self.assertEqual(kit.ask("settle", milliseconds=9000)["openCallbacks"], 1)
            kit.answer(callback, action=5)
            self.assertNotEqual(kit.told("callback")["id"], callback["id"])

    def test_settle_counts_who_was_just_let_go(self) -> None:
        with Kit(Sample()) as kit:
            kit.ask("spawn", thread="T", group="T")
            for _ in range(50):
                kit.begin("drive", thread="T", activity="tick")
                settle = kit.begin("settle", milliseconds=9000)
                kit.next()
                kit.told("ticked")
                self.assertEqual(kit.reply(settle)["result"]["pendingActivities"], 0)

    def test_settle_gives_up_at_its_deadline(self) -> None:
        sample = Sample()
        with Kit(sample) as kit:
            attach(kit)
            call = kit.begin("call", context="D", function="set_events", engine="E", events=1)
            self.assertEqual(kit.ask("settle", milliseconds=1), {"settled": False, "blockedCalls": 1, "openCallbacks": 0, "pendingActivities": 0})
            sample.gate.set()
            self.assertEqual(kit.reply(call)["result"], {"errno": "0"})
            self.assertTrue(kit.ask("settle", milliseconds=9000)["settled"])

    def test_an_interrupt_ends_a_barrier(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            barrier = kit.begin("call", context="D", function="barrier", engine="E")
            kit.ask("call", context="K", function="interrupt", actor="D")
            self.assertEqual(kit.reply(barrier)["result"], {"errno": "ERESTARTSYS"})

    def test_await_state_is_answered_when_a_probe_would_say_so(self) -> None:
        with Kit(Sample()) as kit:
            kit.ask("spawn", thread="T", group="T")
            wait = kit.begin("awaitState", context="D", thread="T", state="zombie")
            self.assertEqual(kit.ask("settle", milliseconds=9000)["blockedCalls"], 1)
            kit.ask("call", context="K", function="kill", thread="T")
            self.assertEqual(kit.reply(wait)["result"], {"seen": True})

    def test_reset_makes_void_what_is_open_and_silences_it(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            callback = report(kit)
            barrier = kit.begin("call", context="D", function="barrier", engine="E")
            reset = kit.begin("reset", seed=2)
            self.assertEqual(kit.next(), {"jsonrpc": "2.0", "id": barrier, "error": {"code": -32002, "message": "given up: another scenario begins"}})
            self.assertEqual(kit.reply(reset)["result"], {"unreleased": 1})
            kit.answer(callback, action=0)
            attach(kit)
            self.assertEqual(kit.ask("settle", milliseconds=9000)["openCallbacks"], 0)

    def test_a_thread_that_breaks_down_is_a_crash(self) -> None:
        with Kit(Sample()) as kit:
            kit.ask("spawn", thread="T", group="T")
            kit.ask("drive", thread="T", activity="exit")
            crash = kit.told("crashed")["params"]
            self.assertEqual(crash["context"], "T")
            self.assertTrue(crash["message"].startswith("out of order\nTraceback"), crash)
            self.assertTrue(kit.ask("settle", milliseconds=9000)["settled"])

    def test_a_rule_that_is_broken_is_named(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            error = kit.refused("call", context="D", function="put", engine="E")
            self.assertEqual(error, {"code": -32000, "message": "put: Misuse: report was called with the lock: leave it first, callbacks and events are told without"})
            self.assertEqual(kit.told("crashed")["params"]["context"], "D")

    def test_a_condition_that_breaks_down_does_so_where_it_belongs(self) -> None:
        with Kit(Sample()) as kit:
            attach(kit)
            self.assertIn("has no attribute 'nothing'", kit.refused("call", context="D", function="get", engine="E")["message"])
            self.assertEqual(kit.told("crashed")["params"]["context"], "D")
            self.assertEqual(kit.ask("probe", thread="T"), {"state": "running"})
