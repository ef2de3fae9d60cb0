"""One connection: takes the kit's lines in order, and never waits for anybody."""

from __future__ import annotations

import threading
from typing import Any, Dict, List, Optional

from .adapter import Adapter
from .calls import Job, begin_job, start
from .context import Context
from .errors import BROKE_DOWN, NO_METHOD, NO_REQUEST, NO_VERSION, NOT_THERE, WRONG_MEMBER, WRONG_STATE, Refusal
from .handles import Activity, Engine, Thread
from .lines import LineWriter, parse
from .params import Params
from .scenario import Scenario, Standing
from .values import Signal
from .words import Callback, CloneKind, Disposition, Function, Kind, Sleep, State, Stepping

MOST = 2**32 - 1
SEED_MOST = 2**64 - 1
INT_MOST = 2**31 - 1
WITHOUT_ENGINE = (Function.ATTACH, Function.KILL, Function.REAP, Function.INTERRUPT, Function.SEND, Function.WAKE_UP)


class Connection:
    """Answers spawn, declare, drive, wake, probe, describeWaits and reset itself; call, awaitState, settle and go are begun here, and answered when they are over."""

    def __init__(self, adapter: Adapter, wire: LineWriter) -> None:
        self._adapter = adapter
        self._wire = wire
        self._greeted = False
        self._scenario: Optional[Scenario] = None
        self._threads: List[threading.Thread] = []
        self._in_scenario = {
            "spawn": self._spawn, "declare": self._declare, "drive": self._drive, "wake": self._wake, "call": self._call, "probe": self._probe,
            "awaitState": self._await_state, "settle": self._settle, "describeWaits": self._describe_waits, "go": self._go,
        }

    def take(self, line: bytes) -> None:
        """A line of the kit. Whatever is wrong with it is answered, and nothing else is harmed."""
        number: Optional[int] = None
        try:
            message = parse(line)
            members = message if isinstance(message, dict) else {}
            number = _number(members.get("id"))
            self._take(number, members)
        except Refusal as refusal:
            self._wire.error(number, refusal.code, refusal.message)
        except Exception as error:  # pylint: disable=broad-except
            self._wire.error(number, BROKE_DOWN, f"{type(error).__qualname__}: {error}")

    def settle_left(self) -> Optional[float]:
        """How many seconds the reader may sleep."""
        return None if self._scenario is None else self._scenario.settle_left()

    def end(self) -> List[threading.Thread]:
        """The kit hung up. The OS threads that are about to unwind."""
        self._end_scenario()
        return self._threads

    def _take(self, number: Optional[int], members: Dict[str, Any]) -> None:
        if members.get("jsonrpc") != "2.0":
            raise Refusal(NO_REQUEST, '"jsonrpc":"2.0" was expected')
        if number is None:
            raise Refusal(NO_REQUEST, "an id that is an integer from 1 was expected")
        method, params = members.get("method"), members.get("params")
        if method is None and ("result" in members or "error" in members):
            self._take_answer(number, members.get("result"))
        elif not isinstance(method, str):
            raise Refusal(NO_REQUEST, "a method that is a string was expected")
        elif params is not None and not isinstance(params, dict):
            raise Refusal(WRONG_MEMBER, "params that are an object were expected")
        else:
            self._take_request(number, Params(method, params or {}))

    def _take_request(self, number: int, params: Params) -> None:
        method = params.method
        if method not in self._in_scenario and method not in ("hello", "reset"):
            raise Refusal(NO_METHOD, f"{method}: no such method")
        if (method == "hello") == self._greeted:
            raise Refusal(WRONG_STATE, f"{method}: hello is the first request, and only the first")
        if method == "hello":
            self._hello(number, params)
        elif method == "reset":
            self._reset(number, params)
        elif self._scenario is None:
            raise Refusal(WRONG_STATE, f"{method}: no scenario has begun, reset comes first")
        else:
            with self._scenario.lock:
                self._in_scenario[method](number, params, self._scenario)

    def _take_answer(self, number: int, result: Any) -> None:
        """The kit's answer to a callback. What is not open any more is passed over."""
        scenario = self._scenario
        if scenario is None:
            return
        with scenario.lock:
            for context in scenario.contexts.values():
                if context.callback == number and context.answer is None and context.job is None:
                    context.answer = result if isinstance(result, dict) else {}
                    scenario.open_callbacks -= 1
                    scenario.make_ready(context)
                    break

    def _hello(self, number: int, params: Params) -> None:
        least, most = params.number("protocolMin", 0, MOST), params.number("protocolMax", 0, MOST)
        if not least <= 1 <= most:
            raise Refusal(NO_VERSION, f"hello: this implementation speaks protocol version 1 only, the kit {least} to {most}")
        adapter = self._adapter
        self._wire.result(
            number, protocol=1, name=adapter.name, version=adapter.version, language="Python", homepage=adapter.homepage, api=adapter.api,
            capabilities=list(adapter.capabilities), tier=adapter.tier)
        self._greeted = True

    def _end_scenario(self) -> int:
        scenario, self._scenario = self._scenario, None
        return 0 if scenario is None else scenario.end()

    def _reset(self, number: int, params: Params) -> None:
        seed, control = params.number("seed", 0, SEED_MOST), params.flag("control")
        if control and self._adapter.tier != "T2":
            raise params.wrong("control", f"is not offered, the tier is {self._adapter.tier}", WRONG_STATE)
        unreleased = self._end_scenario()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        scenario = Scenario(self._adapter, self._wire, seed, control, self._threads)
        with scenario.lock:
            self._adapter.begin(scenario)
        self._scenario = scenario
        self._wire.result(number, unreleased=unreleased)

    # From here on every method has the lock of the scenario.

    def _spawn(self, number: int, params: Params, scenario: Scenario) -> None:
        thread = Thread(
            params.text("thread"), params.text("group"), params.flag("selfReap"), params.flag("kernelThread"), _optional_thread("parent", params, scenario),
            params.word("stepping", Stepping, Stepping.BLOCK), params.number("ignored", 0, MOST, 0), params.number("handled", 0, MOST, 0),
            params.number("defaulted", 0, MOST, 0), params.number("blocked", 0, MOST, 0), params.flag("orphaned"), not params.flag("cloned"))
        if thread.name in scenario.contexts or thread.name in scenario.threads:
            raise params.wrong("thread", f"is there already: {thread.name}", WRONG_STATE)
        scenario.threads[thread.name] = thread
        self._adapter.spawn(scenario, thread)
        if thread.born:
            start(scenario, thread.name, thread)
        self._wire.result(number)

    def _declare(self, number: int, params: Params, scenario: Scenario) -> None:
        engine = Engine(
            params.text("engine"), _thread(params, scenario), params.text("ops"), params.text("data"), frozenset(params.word_list("callbacks", Callback)))
        if engine.name in scenario.engines:
            raise params.wrong("engine", f"is declared already: {engine.name}", WRONG_STATE)
        scenario.engines[engine.name] = engine
        self._wire.result(number)

    def _drive(self, number: int, params: Params, scenario: Scenario) -> None:
        thread = _thread(params, scenario)
        activity = Activity(
            params.word("activity", Kind), params.optional_text("name") or "call", params.word("sleep", Sleep, Sleep.NONE), params.flag("fails"),
            params.number("code", -INT_MOST - 1, INT_MOST, 0), _optional_thread("child", params, scenario), params.word("kind", CloneKind, CloneKind.THREAD),
            _signal(params), params.word("disposition", Disposition, Disposition.DEFAULT), params.number("blocked", 0, MOST, 0))
        if activity.kind is Kind.WAIT and activity.child is None:
            raise params.wrong("child", "is missing")
        if activity.kind is Kind.SIGACTION and activity.signal == 0:
            raise params.wrong("signal", "is missing")
        if not thread.died:  # Told just when the thread died: over with it.
            if thread.activity is not None:
                raise params.wrong("thread", f"has an activity that is not over: {thread.name}", WRONG_STATE)
            thread.activity, thread.woken = activity, False
            scenario.pending += 1
        self._answer_ready(number, scenario)

    def _wake(self, number: int, params: Params, scenario: Scenario) -> None:
        _thread(params, scenario).woken = True
        self._answer_ready(number, scenario)

    def _probe(self, number: int, params: Params, scenario: Scenario) -> None:
        self._answer_ready(number, scenario, state=self._adapter.probe(_thread(params, scenario)).value)

    def _answer_ready(self, number: int, scenario: Scenario, **members: Any) -> None:
        """Answers a request after which others may be able to go on."""
        scenario.try_conditions()
        self._wire.result(number, **members, **(scenario.turns.take_notes() if scenario.turns is not None else {}))

    def _call(self, number: int, params: Params, scenario: Scenario) -> None:
        function = params.word("function", Function)
        job = Job(
            number, function, flags=params.number("flags", 0, MOST, 0), events=params.number("events", 0, MOST, 0),
            action=params.number("action", 0, MOST, 0), ops=params.optional_text("ops"), data=params.optional_text("data"),
            pid=_optional_thread("pid", params, scenario), signal=_signal(params), group=params.flag("group"), gate=params.optional_text("gate") or "")
        actor = params.text("actor") if function is Function.INTERRUPT else None
        if function in (Function.KILL, Function.REAP, Function.SEND) or function is Function.ATTACH and job.pid is None:
            job.thread = _thread(params, scenario)
        if job.creates or function not in WITHOUT_ENGINE:
            job.engine = _engine(params, scenario)
        if function is Function.SEND and job.signal == 0:
            raise params.wrong("signal", "is missing")
        if function is Function.WAKE_UP:
            params.text("gate")
        if job.pid is not None and not self._adapter.has_pids:
            raise Refusal(NOT_THERE, f"{function.value} by pid is not there")
        if not self._adapter.has(function):
            raise Refusal(NOT_THERE, f"{function.value} is not there")
        caller = self._caller(params, scenario)
        if actor is not None:  # The signal waits for an actor that is not there yet.
            job.actor = scenario.contexts.get(actor) or start(scenario, actor, None)
        begin_job(caller, job)

    def _await_state(self, number: int, params: Params, scenario: Scenario) -> None:
        job = Job(number, thread=_thread(params, scenario), state=params.word("state", State))
        begin_job(self._caller(params, scenario), job)

    def _caller(self, params: Params, scenario: Scenario) -> Context:
        """The context that is to make a call: the one inside the callback that is named, or the actor, which is made when it is first heard of."""
        name, callback = params.text("context"), params.number("callback", 0, SEED_MOST, 0)
        context = scenario.contexts.get(name)
        if callback != 0 and (context is None or context.callback != callback or context.answer is not None):
            raise params.wrong("callback", f"is not open in context {name}", WRONG_STATE)
        if context is None:
            return start(scenario, name, None)
        if callback == 0 and context.traced is not None:
            raise params.wrong("context", f"is a traced thread, it calls only inside a callback: {name}", WRONG_STATE)
        if context.job is not None or callback == 0 and context.callback is not None:
            raise params.wrong("context", f"has a call that is not over: {name}", WRONG_STATE)
        return context

    def _settle(self, number: int, params: Params, scenario: Scenario) -> None:
        milliseconds = params.number("milliseconds", 0, INT_MOST)
        if scenario.is_settling:
            raise params.wrong("settle", "is under way already", WRONG_STATE)
        scenario.begin_settle(number, milliseconds)

    def _describe_waits(self, number: int, params: Params, scenario: Scenario) -> None:
        standing = [c for c in scenario.contexts.values() if c.standing not in (Standing.IDLE, Standing.OVER)]
        self._wire.result(number, waits=[f"{c.name} {c.standing.value}" + (f" {c.why}" if c.standing is Standing.BLOCKED else "") for c in standing])

    def _go(self, number: int, params: Params, scenario: Scenario) -> None:
        if scenario.turns is None:
            raise params.wrong("choices", "need control, and reset did not ask for it", WRONG_STATE)
        if scenario.turns.is_going:
            raise params.wrong("choices", "came before the last go was answered", WRONG_STATE)
        choices = params.texts("choices")
        if not choices:
            raise params.wrong("choices", "is not an array of one or more")
        scenario.turns.go(number, choices)


def _number(value: Any) -> Optional[int]:
    return value if type(value) is int and value > 0 else None


def _optional_thread(member: str, params: Params, scenario: Scenario) -> Optional[Thread]:
    name = params.optional_text(member)
    if name is not None and name not in scenario.threads:
        raise params.wrong(member, f"is unknown, nothing was spawned under the name {name}")
    return None if name is None else scenario.threads[name]


def _signal(params: Params) -> int:
    """The number of a signal; 0 where it is absent."""
    number = params.number("signal", 0, MOST, 0)
    if number not in (0, *Signal):
        raise params.wrong("signal", "is not the number of a signal of docs/protocol.md")
    return number


def _thread(params: Params, scenario: Scenario) -> Thread:
    thread = scenario.threads.get(params.text("thread"))
    if thread is None:
        raise params.wrong("thread", f"is unknown, nothing was spawned under the name {params.text('thread')}")
    return thread


def _engine(params: Params, scenario: Scenario) -> Engine:
    engine = scenario.engines.get(params.text("engine"))
    if engine is None:
        raise params.wrong("engine", f"is unknown, nothing was declared under the name {params.text('engine')}")
    return engine
