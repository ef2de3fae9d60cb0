"""Under control exactly one context runs, and the kit says which."""

import unittest
from typing import Any, Dict, List

from .kit import Kit
from .sample import Sample


def go(kit: Kit, *choices: str) -> List[Dict[str, Any]]:
    """The steps of a list of choices."""
    return kit.ask("go", choices=list(choices))["steps"]


class ControlTests(unittest.TestCase):
    """Turns."""

    def test_nobody_moves_without_go(self) -> None:
        with Kit(Sample(), control=True) as kit:
            kit.ask("spawn", thread="T", group="T")
            kit.ask("drive", thread="T", activity="tick")
            self.assertFalse(kit.ask("settle", milliseconds=9000)["settled"])
            self.assertEqual(go(kit, "T"), [{"context": "T", "at": "point", "point": "APPLY"}])
            self.assertEqual(go(kit, "T"), [{"context": "T", "at": "told"}])
            kit.told("ticked")
            self.assertEqual(go(kit, "T"), [{"context": "T", "at": "blocked", "waits": "in user mode"}])
            self.assertTrue(kit.ask("settle", milliseconds=9000)["settled"])
            self.assertEqual(kit.ask("drive", thread="T", activity="tick"), {"ready": ["T"]})

    def test_a_list_is_used_up_until_it_is_the_kits_turn(self) -> None:
        with Kit(Sample(), control=True) as kit:
            kit.ask("spawn", thread="T", group="T")
            kit.ask("drive", thread="T", activity="tick")
            self.assertEqual([step["at"] for step in go(kit, "T", "T", "T")], ["point", "told"])

    def test_who_cannot_go_on_is_the_kits_error(self) -> None:
        with Kit(Sample(), control=True) as kit:
            kit.ask("spawn", thread="T", group="T")
            self.assertEqual(go(kit, "T")[0]["at"], "blocked")
            self.assertEqual(kit.refused("go", choices=["T"]), {"code": -32003, "message": "go: T cannot go on (choice 1 of 1): it waits"})
            self.assertEqual(kit.refused("go", choices=["X"])["message"], "go: X cannot go on (choice 1 of 1): there is no such context")
            self.assertEqual(kit.refused("go", choices=[])["code"], -32602)

    def test_a_call_begins_when_it_is_chosen_and_its_return_is_the_kits_turn(self) -> None:
        with Kit(Sample(), control=True) as kit:
            kit.ask("spawn", thread="T", group="T")
            kill = kit.begin("call", context="K", function="kill", thread="T")
            self.assertEqual(go(kit, "T", "K"), [{"context": "T", "at": "blocked", "waits": "in user mode"}, {"context": "K", "at": "returned", "ready": ["T"]}])
            self.assertEqual(kit.reply(kill)["result"], {"errno": "0"})
            self.assertEqual([step["at"] for step in go(kit, "T")], ["told"])
            kit.told("died")
            self.assertEqual([step["at"] for step in go(kit, "T")], ["over"])

    def test_control_is_refused_where_it_is_not_offered(self) -> None:
        adapter = Sample()
        adapter.tier = "T1"
        with Kit(adapter) as kit:
            self.assertEqual(kit.refused("reset", seed=1, control=True), {"code": -32003, "message": "reset: control is not offered, the tier is T1"})
