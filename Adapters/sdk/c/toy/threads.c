/* The kernel around utrace: threads in user mode, system calls, signals, exit and reap. */
#include <string.h>

#include "toy.h"

enum { KILLED = 9, TRAPPED = 5 };

void toy_spawn(ut_scenario *scenario, ut_thread *handle)
{
    struct toy_thread *thread = ut_alloc(scenario, sizeof *thread);
    thread->handle = handle;
    thread->leader = thread;
    thread->request = UT_RESUME;
    handle->mine = thread;
    for (ut_thread *other = scenario->threads; other != handle; other = ut_next_thread(other)) {
        if (strcmp(other->group, handle->group) == 0) {
            thread->leader = other->mine;
            break;
        }
    }
}

enum ut_state toy_probe(ut_thread *handle)
{
    const struct toy_thread *thread = handle->mine;
    if (thread->exit != TOY_ALIVE)
        return thread->exit == TOY_ZOMBIE ? UT_ZOMBIE : UT_REAPED;
    return thread->state == TOY_STOPPED ? UT_TSTOPPED : thread->state == TOY_RUNNING ? UT_RUNNING : UT_SLEEPING;
}

/* The flag is what is pending. */
void toy_recompute_signal_path(struct toy_thread *thread)
{
    thread->signal_path = thread->request == UT_INTERRUPT || thread->kill_pending || thread->trap_pending;
}

/* With the lock: SIGKILL to every live thread of the group but the one that does it. The first status stands. */
static void end_group(ut_scenario *scenario, struct toy_thread *member, int status, const struct toy_thread *by)
{
    struct toy_thread *leader = member->leader;
    if (!leader->group_ends) {
        leader->group_ends = true;
        leader->group_status = status;
    }
    for (ut_thread *handle = scenario->threads; handle != NULL; handle = ut_next_thread(handle)) {
        struct toy_thread *thread = handle->mine;
        if (thread == by || thread->leader != leader || thread->exit != TOY_ALIVE)
            continue;
        thread->kill_pending = thread->signal_path = true;
        if (thread->state == TOY_STOPPED)
            toy_leave_stop(thread);
    }
}

enum ut_error toy_kill(ut_context *me, ut_thread *handle)
{
    struct toy_thread *thread = handle->mine;
    ut_lock(me);
    enum ut_error error = thread->exit == TOY_DEAD ? UT_ESRCH : UT_OK;
    if (error == UT_OK)
        end_group(me->scenario, thread, KILLED, NULL);
    ut_unlock(me);
    return error;
}

static bool is_dead(void *thread) { return ((struct toy_thread *)thread)->exit != TOY_ALIVE; }

enum ut_error toy_reap(ut_context *me, ut_thread *handle, int *status)
{
    struct toy_thread *thread = handle->mine;
    ut_lock(me);
    ut_wait(me, is_dead, thread, "for %s to die", handle->name);
    bool mine = thread->exit == TOY_ZOMBIE && !handle->self_reap;
    if (mine)
        thread->exit = TOY_DEAD;
    *status = thread->exit_status;
    ut_unlock(me);
    if (!mine)
        return UT_ECHILD;
    toy_report_reap(me, thread);
    return UT_OK;
}

static int take_group_along(ut_context *me, int status)
{
    struct toy_thread *self = toy_self(me);
    ut_lock(me);
    end_group(me->scenario, self, status, self);
    status = self->leader->group_status;
    ut_unlock(me);
    return status;
}

/* Signals until none is left; true where the thread has to die. */
static bool walk_signal_path(ut_context *me, int *status)
{
    struct toy_thread *self = toy_self(me);
    enum toy_verdict verdict;
    while ((verdict = toy_signal_hook(me)) == TOY_AGAIN)
        ;
    if (verdict == TOY_NOTHING) {
        ut_lock(me);
        verdict = self->kill_pending ? TOY_KILL : self->trap_pending ? TOY_TRAP : TOY_NOTHING;
        if (verdict == TOY_KILL)
            self->kill_pending = false;
        else
            self->trap_pending = false;
        toy_recompute_signal_path(self);
        ut_unlock(me);
    }
    if (verdict != TOY_NOTHING)
        *status = take_group_along(me, verdict == TOY_KILL ? KILLED : TRAPPED);
    return verdict != TOY_NOTHING;
}

static bool is_awake(void *argument)
{
    const struct toy_thread *self = argument;
    return self->handle->woken || (self->state == TOY_SLEEPING && self->signal_path);
}

/* The body of the system call; false where a signal interrupts its sleep. */
static bool sleep_in_body(ut_context *me, const ut_activity *call)
{
    struct toy_thread *self = toy_self(me);
    if (call->sleep == UT_SLEEP_NONE)
        return true;
    ut_lock(me);
    self->state = call->sleep == UT_SLEEP_INTERRUPTIBLE ? TOY_SLEEPING : TOY_SLEEPING_DEEP;
    ut_wait(me, is_awake, self, "in syscall %s", call->name);
    self->state = TOY_RUNNING;
    bool completed = self->handle->woken;
    ut_unlock(me);
    return completed;
}

static void make_syscall(ut_context *me, const ut_activity *call)
{
    struct toy_thread *self = toy_self(me);
    ut_staged(me, UT_STAGE_ENTER);
    ut_lock(me);
    bool traced = self->syscalls_traced;
    ut_unlock(me);
    if (traced && toy_report_syscall_entry(me))
        ut_staged(me, UT_STAGE_ABORT);
    else
        ut_staged(me, sleep_in_body(me, call) ? UT_STAGE_BODY : UT_STAGE_INTERRUPT);
    ut_lock(me);
    traced = self->syscalls_traced || self->step_armed;
    ut_unlock(me);
    if (traced)
        toy_report_syscall_exit(me);
    ut_pause(me, "lock");
    ut_staged(me, UT_STAGE_DONE);
}

static void make_step(ut_context *me)
{
    struct toy_thread *self = toy_self(me);
    ut_ticked(me);
    ut_lock(me);
    if (self->step_armed)
        self->trap_pending = self->signal_path = true;
    ut_unlock(me);
}

static bool has_work(void *argument)
{
    const struct toy_thread *self = argument;
    return self->signal_path || self->notify || self->handle->activity.kind != UT_NO_ACTIVITY;
}

/* In user mode, until the thread has to die: answers with which status. An activity begins in an instant in which no request is pending. */
static int live(ut_context *me)
{
    struct toy_thread *self = toy_self(me);
    while (true) {
        int status;
        ut_lock(me);
        ut_wait(me, has_work, self, "in user mode");
        bool signals = self->signal_path, notify = !signals && self->notify;
        if (notify)
            self->notify = false;
        ut_activity activity = self->handle->activity;
        ut_unlock(me);
        if (signals) {
            if (walk_signal_path(me, &status))
                return status;
            continue;
        }
        if (notify) {
            toy_notify_hook(me);
            continue;
        }
        ut_pause(me, "lock");
        switch (activity.kind) {
        case UT_DO_TICK:
            make_step(me);
            break;
        case UT_DO_EXEC:
            ut_staged(me, UT_STAGE_ENTER);
            if (activity.fails)
                ut_staged(me, UT_STAGE_FAIL);
            else
                toy_report_exec(me);
            ut_pause(me, "lock");
            ut_staged(me, UT_STAGE_DONE);
            break;
        case UT_DO_SYSCALL:
            make_syscall(me, &activity);
            break;
        case UT_DO_EXIT:
            ut_staged(me, UT_STAGE_ENTER);
            return activity.code;
        case UT_DO_EXIT_GROUP:
            ut_staged(me, UT_STAGE_ENTER);
            return take_group_along(me, activity.code);
        default:
            ut_staged(me, UT_STAGE_DONE);
            break;
        }
    }
}

void toy_run(ut_context *me)
{
    struct toy_thread *self = toy_self(me);
    int status = toy_report_exit(me, live(me));
    ut_lock(me);
    self->exit_status = status;
    self->exit = TOY_ZOMBIE;
    ut_unlock(me);
    ut_pause(me, "X1-X2");
    toy_report_death(me);
    if (self->handle->self_reap) {
        ut_lock(me);
        self->exit = TOY_DEAD;
        ut_unlock(me);
        toy_report_reap(me, self);
    }
}
