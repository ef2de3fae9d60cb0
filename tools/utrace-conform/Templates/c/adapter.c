/*
 * __name__: an implementation of utrace, plugged into the conformance kit.
 *
 * The skeleton has threads that live, sleep, are killed and die, and no utrace yet. Every function that is still NULL is answered with "not there";
 * the kit says so in its verdict. README.md has the order in which to fill them in.
 */
#define UTRACE_ADAPTER_IMPLEMENTATION
#include "utrace_adapter.h"

#include <string.h>

enum { KILLED = 9 };

/* Your own record of a thread. Everything in it changes under the scenario's lock: between ut_lock and ut_unlock. */
struct thread {
    ut_thread *handle;
    enum ut_state state;
    bool killed;
    int status;
};

/* A thread comes into being. Called with the lock. */
static void spawn(ut_scenario *scenario, ut_thread *handle)
{
    struct thread *thread = ut_alloc(scenario, sizeof *thread); /* It lives as long as the scenario: nothing is ever freed. */
    thread->handle = handle;
    thread->state = UT_RUNNING;
    handle->mine = thread;
}

/* Its state now. Called with the lock. */
static enum ut_state probe(ut_thread *handle) { return ((struct thread *)handle->mine)->state; }

/* What a thread in user mode waits for: something to do. A condition is tried with the lock. */
static bool has_work(void *argument)
{
    const struct thread *self = argument;
    return self->killed || self->handle->activity.kind != UT_NO_ACTIVITY;
}

/* What a sleeper in a system call waits for. */
static bool is_awake(void *argument)
{
    const struct thread *self = argument;
    return self->handle->woken || (self->killed && self->state == UT_SLEEPING && self->handle->activity.sleep == UT_SLEEP_INTERRUPTIBLE);
}

static void make_syscall(ut_context *me, struct thread *self, const ut_activity *call)
{
    bool completed = true;
    ut_staged(me, UT_STAGE_ENTER);
    if (call->sleep != UT_SLEEP_NONE) {
        ut_lock(me);
        self->state = UT_SLEEPING;
        ut_wait(me, is_awake, self, "in syscall %s", call->name);
        self->state = UT_RUNNING;
        completed = self->handle->woken;
        ut_unlock(me);
    }
    ut_staged(me, completed ? UT_STAGE_BODY : UT_STAGE_INTERRUPT);
    ut_staged(me, UT_STAGE_DONE);
}

/* With the lock: SIGKILL to every other live thread of the group. */
static void kill_group(ut_scenario *scenario, const char *group, const struct thread *by)
{
    for (ut_thread *handle = scenario->threads; handle != NULL; handle = ut_next_thread(handle)) {
        struct thread *thread = handle->mine;
        if (thread != by && strcmp(handle->group, group) == 0 && thread->state != UT_ZOMBIE && thread->state != UT_REAPED)
            thread->killed = true;
    }
}

/* User mode, until the thread dies: answers with which status. */
static int live(ut_context *me, struct thread *self)
{
    while (true) {
        ut_lock(me);
        ut_wait(me, has_work, self, "in user mode");
        bool killed = self->killed;
        ut_activity activity = self->handle->activity;
        ut_unlock(me);
        if (killed)
            return KILLED;
        switch (activity.kind) {
        case UT_DO_TICK:
            ut_ticked(me);
            break;
        case UT_DO_EXEC:
            ut_staged(me, UT_STAGE_ENTER);
            if (activity.fails)
                ut_staged(me, UT_STAGE_FAIL);
            ut_staged(me, UT_STAGE_DONE);
            break;
        case UT_DO_SYSCALL:
            make_syscall(me, self, &activity);
            break;
        case UT_DO_EXIT:
            ut_staged(me, UT_STAGE_ENTER);
            return activity.code;
        case UT_DO_EXIT_GROUP:
            ut_staged(me, UT_STAGE_ENTER);
            ut_lock(me);
            kill_group(me->scenario, self->handle->group, self);
            ut_unlock(me);
            return activity.code;
        default: /* UT_DO_USER: nothing but being in user mode */
            ut_staged(me, UT_STAGE_DONE);
            break;
        }
    }
}

/* The life of a thread, on an OS thread of its own. The header tells "died" when this returns. */
static void run(ut_context *me)
{
    struct thread *self = me->thread->mine;
    int status = live(me, self);
    ut_lock(me);
    self->status = status;
    self->state = self->handle->self_reap ? UT_REAPED : UT_ZOMBIE;
    ut_unlock(me);
}

static enum ut_error kill_thread(ut_context *me, ut_thread *handle)
{
    struct thread *thread = handle->mine;
    ut_lock(me);
    enum ut_error error = thread->state == UT_REAPED ? UT_ESRCH : UT_OK;
    if (error == UT_OK)
        kill_group(me->scenario, handle->group, NULL);
    ut_unlock(me);
    return error;
}

static bool is_dead(void *thread)
{
    enum ut_state state = ((struct thread *)thread)->state;
    return state == UT_ZOMBIE || state == UT_REAPED;
}

static enum ut_error reap(ut_context *me, ut_thread *handle, int *status)
{
    struct thread *thread = handle->mine;
    ut_lock(me);
    ut_wait(me, is_dead, thread, "for %s to die", handle->name);
    enum ut_error error = thread->state == UT_ZOMBIE ? UT_OK : UT_ECHILD;
    thread->state = UT_REAPED;
    *status = thread->status;
    ut_unlock(me);
    return error;
}

int main(int argc, char **argv)
{
    const ut_adapter adapter = {
        .name = "__name__",
        .version = "0.1",
        .api = 20091216,
        .capabilities = "core", /* Claim only what is there: then add syscall abort exit reap signal step examine. */
        .tier = "T1",
        .spawn = spawn,
        .probe = probe,
        .run = run,
        .kill = kill_thread,
        .reap = reap,
        /* Not there yet: attach, set_events, control, barrier, get, put; prepare_examine and finish_examine. */
    };
    return ut_main(argc, argv, &adapter);
}
