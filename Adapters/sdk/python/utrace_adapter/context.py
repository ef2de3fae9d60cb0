"""What contexts call: the lock, waiting, callbacks, events, pause points."""

from __future__ import annotations

import threading
import traceback
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Tuple

from .errors import Crash, Misuse, Unwind
from .handles import Engine, SignalInfo, Thread
from .scenario import Scenario, Standing
from .values import Action
from .words import Callback, CloneKind, Disposition, Jctl, Stage

if TYPE_CHECKING:
    from .calls import Job
    from .turns import Turns

WITHOUT_ACTION = (Callback.DEATH, Callback.REAP)


class ScenarioLock:
    """`with me.lock:` is where shared state changes. Leaving it tries the condition of everybody who waits; entering is a pause point of its own, "lock"."""

    def __init__(self, me: Context) -> None:
        self._me = me

    def __enter__(self) -> None:
        me = self._me
        if me.has_lock:
            raise Misuse("me.lock was entered with the lock")
        me.pause("lock")
        me.scenario.lock.acquire()
        if me.scenario.dead:
            me.scenario.lock.release()
            raise Unwind
        me.has_lock = me.touched = True

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        me = self._me
        try:
            if not me.scenario.dead:
                me.scenario.try_conditions()
        finally:
            me.has_lock = False
            me.scenario.lock.release()


class Context:
    """Who runs: a traced thread, or an actor while a call of it is open. It has an OS thread of its own."""

    def __init__(self, scenario: Scenario, name: str, thread: Optional[Thread]) -> None:
        self.scenario = scenario
        self.name = name
        self.traced = thread
        """The thread that it is; None for an actor."""
        self.interrupted = False
        """A signal came (function interrupt): a barrier that would wait answers ERESTARTSYS and clears it. Under the lock."""
        self.lock = ScenarioLock(self)
        self.has_lock = False
        self.touched = False
        """It has been in a critical section since it was last chosen."""
        self.standing = Standing.IDLE
        self.wake = threading.Condition(scenario.lock)
        self.why = ""
        self.open_jobs: List[Job] = []
        """Calls that are not answered, the innermost last; the last may not have begun."""
        self.job: Optional[Job] = None
        """The call of the present level: of the actor, or nested in the callback that is open."""
        self.callback: Optional[int] = None
        """The id of the open callback that it is inside of."""
        self.answer: Optional[Dict[str, Any]] = None
        self._condition: Callable[[], bool] = _never
        self._broken: Optional[BaseException] = None

    @property
    def thread(self) -> Thread:
        """The thread that it is; an actor has none."""
        if self.traced is None:
            raise Misuse(f"{self.name} is an actor, and no thread")
        return self.traced

    def is_current(self, thread: Thread) -> bool:
        """Whether it is that thread itself."""
        return self.traced is thread

    def wait(self, condition: Callable[[], bool], why: str) -> None:
        """Waits, with the lock, until the condition is true; the condition is tried with the lock, on any thread. `why` is shown when something hangs."""
        if not self.has_lock:
            raise Misuse("wait was called without the lock")
        while not condition():
            self.scenario.try_conditions()  # what this context has changed so far
            self._condition, self.why = condition, why
            self.scenario.stand(self, Standing.BLOCKED)
            if self.scenario.turns is not None:
                self.scenario.turns.halt(self, "blocked", waits=why)
            self.park()
            self.touched = True
            if self._broken is not None:
                raise self._broken

    def pause(self, point: str) -> None:
        """A pause point: under control others may come in here. Passed at once where nothing was touched since the last."""
        turns = self.scenario.turns
        if turns is None or not self.touched:
            return
        with self.line("pause"):
            self.scenario.stand(self, Standing.READY)
            turns.halt(self, "point", point=point)
            self.park()

    def reads(self, variable: str) -> None:
        """Optional, all or nothing: a shared variable that the present step reads, e.g. "E.Flags"."""
        turns = self._touch(variable)
        if turns is not None:
            turns.reads.append(variable)

    def writes(self, variable: str) -> None:
        """Optional, all or nothing: a shared variable that the present step writes."""
        turns = self._touch(variable)
        if turns is not None:
            turns.writes.append(variable)

    def report(self, engine: Engine, callback: Callback, action: int = Action.RESUME, event: int = 0) -> int:
        """A callback: returns with its action word when the script says so. `event` is for QUIESCE; signal, exit, clone and jctl have methods of their own; DEATH and REAP have no action."""
        return _word(self._call_back(
            engine=engine, callback=callback.value, action=None if callback in WITHOUT_ACTION else action, event=event if callback is Callback.QUIESCE else None))

    def report_exit(self, engine: Engine, action: int, original_code: int, code: int) -> Tuple[int, int]:
        """report_exit: the action word, and the code that it leaves."""
        answer = self._call_back(engine=engine, callback=Callback.EXIT.value, action=action, originalCode=original_code, code=code)
        written = answer.get("exitCode")
        return _word(answer), written if type(written) is int else code

    def report_signal(self, engine: Engine, action: int, event: int, info: SignalInfo) -> int:
        """report_signal: the action word; what the callback writes into info and return_ka is in `info` afterwards."""
        answer = self._call_back(
            engine=engine, callback=Callback.SIGNAL.value, action=action, event=event, signal=info.signal or None,
            origKa=info.orig_ka and info.orig_ka.value, returnKa=info.orig_ka and info.return_ka.value)
        signal, return_ka = answer.get("signal"), answer.get("returnKa")
        if type(signal) is int:
            info.signal = signal
        if return_ka is not None:
            info.return_ka = Disposition(return_ka)
        return _word(answer)

    def report_clone(self, engine: Engine, action: int, kind: CloneKind, child: Thread) -> int:
        """report_clone: the action word."""
        return _word(self._call_back(engine=engine, callback=Callback.CLONE.value, action=action, kind=kind.value, child=child.name))

    def report_jctl(self, engine: Engine, action: int, change: Jctl, notify: Optional[Jctl]) -> int:
        """report_jctl: the action word. `notify`: what the parent is going to be told; None: nothing."""
        return _word(self._call_back(engine=engine, callback=Callback.JCTL.value, action=action, type=change.value, notify=notify and notify.value))

    def start_clone(self, child: Thread) -> None:
        """clone: the child can run, in user mode, from now on: its `run` is called. With the lock."""
        from .calls import start_clone  # a context that makes another one

        if not self.has_lock:
            raise Misuse("start_clone was called without the lock")
        if child.born:
            raise Misuse(f"start_clone: {child.name} runs already")
        start_clone(self.scenario, child)

    def handler_ran(self, signal: int) -> None:
        """A handler ran, as one user-mode step of the thread."""
        with self.line("handler_ran"):
            self._tell("handlerRan", thread=self.name, signal=int(signal))

    def parent_told(self, what: Jctl) -> None:
        """The thread told its parent of a job-control change."""
        with self.line("parent_told"):
            self._tell("parentTold", thread=self.name, what=what.value)

    def woken_up(self, gate: str) -> None:
        """A wake_up that a callback in this context made takes effect."""
        with self.line("woken_up"):
            self._tell("wokenUp", context=self.name, gate=gate)

    def ticked(self) -> None:
        """The thread made its user-mode step: its activity is over."""
        with self.line("ticked"):
            self.scenario.end_activity(self.thread)
            self._tell("ticked", thread=self.name)

    def staged(self, stage: Stage) -> None:
        """A stage of the thread's present activity; DONE ends it."""
        with self.line("staged"):
            activity = self.thread.activity
            if activity is None:
                raise Misuse(f"staged({stage.value}) was called, and {self.name} has no activity")
            if stage is Stage.DONE:
                self.scenario.end_activity(self.thread)
            self._tell("staged", thread=self.name, stage=stage.value, what=activity.what)

    def released(self, engine: Engine) -> None:
        """The release hook of the engine ran: nobody holds a reference any more."""
        with self.line("released"):
            engine.unreleased -= 1
            engine.mine = None
            self.scenario.wire.tell("released", engine=engine.name)
            self.scenario.try_conditions()
            self._told()

    def note(self, text: str) -> None:
        """Free text, shown with --trace."""
        with self.line("note"):
            self._tell("note", text=text)

    # The rest is for this package.

    @property
    def can_be_chosen(self) -> bool:
        """Under control: it can go on."""
        return self.standing is Standing.READY

    def line(self, what: str) -> ScenarioSection:
        """The lock, for one line: a context of a dead scenario comes no further."""
        if self.has_lock:
            raise Misuse(f"{what} was called with the lock: leave it first, callbacks and events are told without")
        return ScenarioSection(self.scenario)

    def park(self) -> None:
        """Sleeps until the context may run. With the lock."""
        while not self.scenario.dead and self.standing is not Standing.MOVING:
            self.wake.wait()
        if self.scenario.dead:
            raise Unwind

    def is_condition_true(self) -> bool:
        """Whether what it waits for has come; a condition that breaks down does so in the context whose it is."""
        try:
            return self._condition()
        except Exception as error:  # pylint: disable=broad-except
            self._broken = error
            return True

    def die(self) -> None:
        """Its thread is dead, and it is over."""
        with self.line("the end of run"):
            self.scenario.end_activity(self.thread)
            self.thread.died = True
            self.scenario.wire.tell("died", thread=self.name)
            self.scenario.try_conditions()
            self._told()
        with self.line("the end of run"):
            self._be_over()

    def crash(self, error: BaseException) -> None:
        """The implementation broke down: the case is a crash, the context ends here."""
        message = str(error) if isinstance(error, (Crash, Misuse)) else f"{type(error).__qualname__}: {error}"
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        with self.scenario.lock:
            if not self.scenario.dead:
                self.scenario.wire.tell("crashed", context=self.name, message=f"{message}\n{trace}")
                self._be_over()

    def _be_over(self) -> None:
        self.scenario.stand(self, Standing.OVER)
        if self.scenario.turns is not None:
            self.scenario.turns.halt(self, "over")

    def _touch(self, variable: str) -> Optional[Turns]:
        if self.scenario.turns is not None and not self.has_lock:
            raise Misuse(f"{variable} was touched without the lock: what others can notice changes under it")
        return self.scenario.turns

    def _tell(self, method: str, **params: Any) -> None:
        self.scenario.wire.tell(method, **params)
        self._told()

    def _told(self) -> None:
        """A line without an answer was sent; under control that is the end of a step."""
        if self.scenario.turns is not None:
            self.scenario.stand(self, Standing.READY)
            self.scenario.turns.halt(self, "told")
            self.park()

    def _call_back(self, engine: Engine, **params: Any) -> Dict[str, Any]:
        from .calls import run_job  # a call inside a callback is a call

        outer = self.callback, self.job
        with self.line("report"):
            self.callback, self.job, self.answer = self.scenario.wire.next_id(), None, None
            self.scenario.wire.request(self.callback, "callback", context=self.name, engine=engine.name, **params)
            self.scenario.open_callbacks += 1
            self.scenario.stand(self, Standing.IN_CALLBACK)
            if self.scenario.turns is not None:
                self.scenario.turns.halt(self, "callback")
        while True:
            with self.line("report"):
                self.park()
                answer = self.answer
                if answer is not None:
                    (self.callback, self.job), self.answer = outer, None
                    return answer
            run_job(self)


class ScenarioSection:
    """The scenario's lock for this package's own use: no pause point, no conditions."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def __enter__(self) -> None:
        self._scenario.lock.acquire()
        if self._scenario.dead:
            self._scenario.lock.release()
            raise Unwind

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self._scenario.lock.release()


def _word(answer: Dict[str, Any]) -> int:
    action = answer.get("action")
    return action if type(action) is int else Action.RESUME


def _never() -> bool:
    return False
