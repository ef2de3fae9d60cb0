"""Control (T2): exactly one context runs at a time, and the kit says which (docs/protocol.md, Pause points). Under the scenario's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Optional

from .errors import WRONG_STATE

if TYPE_CHECKING:
    from .context import Context
    from .scenario import Scenario


class Turns:
    """The choices of one `go` at a time, and the steps that were made."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._request: Optional[int] = None
        self._choices: List[str] = []
        self._next = 0
        self._steps: List[Dict[str, Any]] = []
        self.started: List[str] = []
        self.ready: List[str] = []
        self.reads: List[str] = []
        self.writes: List[str] = []

    @property
    def is_going(self) -> bool:
        """A go is not answered yet."""
        return self._request is not None

    def take_request(self) -> Optional[int]:
        """The go that is not answered yet, which is void from now on."""
        request, self._request = self._request, None
        return request

    def take_notes(self) -> Dict[str, Any]:
        """What the step touched and whom it let go on: the members of a step that have something to say."""
        notes = {key: value for key, value in (("started", self.started), ("ready", self.ready), ("reads", self.reads), ("writes", self.writes)) if value}
        self.started, self.ready, self.reads, self.writes = [], [], [], []
        return notes

    def go(self, request: int, choices: List[str]) -> None:
        """Begins to use up a list."""
        self._request, self._choices, self._next, self._steps = request, choices, 0, []
        self.take_notes()
        self._choose()

    def halt(self, context: Context, at: str, point: Optional[str] = None, waits: Optional[str] = None) -> None:
        """The running context's step is over; its standing says whether it can be chosen again. A pause point and a wait leave the turn with the list."""
        step: Dict[str, Any] = {"context": context.name, "at": at}
        if point is not None:
            step["point"] = point
        if waits is not None:
            step["waits"] = waits
        step.update(self.take_notes())
        self._steps.append(step)
        if self._request is None:
            return
        if self._next == len(self._choices) or (point is None and waits is None):
            self._scenario.wire.result(self._request, steps=self._steps)
            self._request = None
        else:
            self._choose()

    def _choose(self) -> None:
        name = self._choices[self._next]
        self._next += 1
        context = self._scenario.contexts.get(name)
        if context is not None and context.can_be_chosen:
            context.touched = False
            self._scenario.let_run(context)
            return
        why = "there is no such context" if context is None else f"it {context.standing.value}"
        request = self.take_request()
        if request is not None:
            self._scenario.wire.error(request, WRONG_STATE, f"go: {name} cannot go on (choice {self._next} of {len(self._choices)}): {why}")
