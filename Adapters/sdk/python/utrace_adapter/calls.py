"""Calls of the kit, and the contexts that make them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Dict, Optional

from .context import Context
from .errors import BROKE_DOWN, Misuse, Unwind
from .handles import Engine, Thread
from .scenario import Scenario, Standing
from .values import AttachFlag
from .words import Errno, Function, State


@dataclass(eq=False)
class Job:
    """A call or awaitState that is not answered."""

    request: int
    function: Optional[Function] = None
    """None: awaitState."""
    thread: Optional[Thread] = None
    engine: Optional[Engine] = None
    flags: int = 0
    events: int = 0
    action: int = 0
    ops: Optional[str] = None
    data: Optional[str] = None
    actor: Optional[Context] = None
    state: State = State.RUNNING
    pid: Optional[Thread] = None
    """By pid: the thread that began with it. None: by thread."""
    signal: int = 0
    group: bool = False
    gate: str = ""

    @property
    def creates(self) -> bool:
        """attach with CREATE."""
        return self.function is Function.ATTACH and bool(self.flags & AttachFlag.CREATE)


def begin_job(context: Context, job: Job) -> None:
    """The context makes the call as soon as it runs. With the lock."""
    context.job = job
    context.open_jobs.append(job)
    context.scenario.open_calls += 1
    context.scenario.make_ready(context)


def run_job(me: Context) -> None:
    """Makes the context's call and answers it; the context is then where it was before: an actor without a call, or inside its callback."""
    job = me.job
    if job is None:
        raise Misuse(f"{me.name} was woken without a call")
    members = _make(me, job)
    with me.line("the end of a call"):
        if job.creates and members["errno"] == Errno.OK.value and job.engine is not None:
            job.engine.unreleased += 1
        me.scenario.wire.result(job.request, **members)
        _close(me, job)
        me.scenario.stand(me, Standing.IDLE if me.callback is None else Standing.IN_CALLBACK)
        if me.scenario.turns is not None:
            me.scenario.turns.halt(me, "returned")


def start_clone(scenario: Scenario, child: Thread) -> None:
    """A thread that a clone makes; with the lock."""
    child.born = True
    start(scenario, child.name, child)
    if scenario.turns is not None:
        scenario.turns.started.append(child.name)


def start(scenario: Scenario, name: str, thread: Optional[Thread]) -> Context:
    """A new context, with the lock; it can move if it is a thread."""
    context = Context(scenario, name, thread)
    scenario.contexts[name] = context
    if thread is not None:
        scenario.make_ready(context)
    worker = threading.Thread(target=_main, args=(context,), name=name, daemon=True)
    scenario.workers.append(worker)
    worker.start()
    return context


def _main(me: Context) -> None:
    try:
        with me.line("the start"):
            me.park()  # under control a thread stands ready at its start
        if me.traced is not None:
            me.scenario.adapter.run(me)
            me.die()
            return
        while True:
            run_job(me)
            with me.line("the next call"):
                me.park()
    except Unwind:
        pass
    except Exception as error:  # pylint: disable=broad-except
        _fail_jobs(me, error)
        me.crash(error)


def _fail_jobs(me: Context, error: Exception) -> None:
    """Calls that broke down are answered all the same."""
    with me.scenario.lock:
        for job in reversed(me.open_jobs if not me.scenario.dead else []):
            me.scenario.wire.error(job.request, BROKE_DOWN, f"{job.function.value if job.function else 'awaitState'}: {type(error).__qualname__}: {error}")
            me.scenario.open_calls -= 1
        me.open_jobs.clear()


def _close(me: Context, job: Job) -> None:
    me.scenario.open_calls -= 1
    me.open_jobs.remove(job)
    me.job = None


def _make(me: Context, job: Job) -> Dict[str, Any]:
    """Makes the call, and has the members of its answer."""
    adapter, engine = me.scenario.adapter, job.engine
    if job.pid is not None and not _finds_pid(me, job, job.pid):
        return {"errno": Errno.ESRCH.value}
    thread = job.thread
    if job.function is None and thread is not None:
        with me.lock:
            me.wait(lambda: adapter.probe(thread) is job.state, f"for {thread.name} to be {job.state.value}")
        return {"seen": True}
    if job.function is Function.INTERRUPT and job.actor is not None:
        with me.lock:
            job.actor.interrupted = True
        return {"errno": Errno.OK.value}
    if job.function is Function.ATTACH and thread is not None:
        return _attach(me, job, thread)
    if job.function is Function.KILL and thread is not None:
        return {"errno": adapter.kill(me, thread).value}
    if job.function is Function.REAP and thread is not None:
        status = adapter.reap(me, thread)
        return {"errno": status.value} if isinstance(status, Errno) else {"errno": Errno.OK.value, "value": status}
    if job.function is Function.SEND and thread is not None:
        return {"errno": adapter.send(me, thread, job.signal, job.group).value}
    if job.function is Function.WAKE_UP:
        return {"errno": adapter.wake_up(me, job.gate).value}
    if engine is None:
        raise Misuse(f"{me.name} was given a call without its engine")
    return {"errno": _call_on_engine(me, job, engine).value}


def _finds_pid(me: Context, job: Job, first: Thread) -> bool:
    """A call by pid looks the thread up first: nobody, or another thread than the engine's, is ESRCH."""
    with me.lock:
        found = me.scenario.adapter.thread_of_pid(first)
    if job.function is Function.ATTACH:
        job.thread = found
        return found is not None
    return found is not None and job.engine is not None and job.engine.thread is found


def _attach(me: Context, job: Job, thread: Thread) -> Dict[str, Any]:
    created = job.engine if job.creates else None
    if created is not None:
        with me.line("attach"):
            taken = created.mine is not None
        if taken:  # The name is, until its earlier engine is released.
            with me.lock:
                me.wait(lambda: created.mine is None, f"for the earlier engine {created.name} to be released")
    result = me.scenario.adapter.attach(me, thread, job.flags, job.ops, job.data, created)
    return {"errno": result.value} if isinstance(result, Errno) else {"errno": Errno.OK.value, "engine": result.name}


def _call_on_engine(me: Context, job: Job, engine: Engine) -> Errno:
    adapter = me.scenario.adapter
    with me.line("a call"):
        known = engine.mine is not None
    if not known:  # No attach has given this handle, or its last reference is gone.
        return Errno.OK if job.function in (Function.GET, Function.PUT) else Errno.ESRCH
    if job.function is Function.SET_EVENTS:
        return adapter.set_events(me, engine, job.events)
    if job.function is Function.CONTROL:
        return adapter.control(me, engine, job.action)
    if job.function is Function.BARRIER:
        return adapter.barrier(me, engine)
    if job.function is Function.PREPARE_EXAMINE:
        return adapter.prepare_examine(me, engine)
    if job.function is Function.FINISH_EXAMINE:
        return adapter.finish_examine(me, engine)
    return adapter.get(me, engine) if job.function is Function.GET else adapter.put(me, engine)
