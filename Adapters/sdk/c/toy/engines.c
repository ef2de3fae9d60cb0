/* What is done to a thread's list of engines, whoever does it. */
#include "toy.h"

/* The engines that waited take part from the next turn on. */
void toy_splice(struct toy_thread *thread) { thread->eligible = thread->count; }

/* Somebody lets the thread out of its traced stop. */
void toy_leave_stop(struct toy_thread *thread)
{
    thread->state = TOY_RUNNING;
    thread->switches++;
}

/* Detached engines come off the list, and the union is that of the rest again; a stop that nobody wants any more ends. */
void toy_reset(struct toy_thread *thread, struct toy_gone *gone)
{
    unsigned flags = 0;
    int kept = 0;
    for (int i = 0; i < thread->count; i++) {
        struct toy_engine *engine = thread->engines[i];
        if (engine->table == TOY_STUB) {
            engine->table = TOY_GONE;
            gone->engines[gone->count++] = engine;
        } else {
            flags |= engine->flags | UT_REAP;
            thread->engines[kept++] = engine;
        }
    }
    thread->count = thread->eligible = kept;
    if (thread->exit != TOY_ALIVE) {
        if (thread->death_over)
            flags &= UT_REAP; /* A death report that is due still needs its bits. */
    } else if ((flags & (UT_SYSCALL_ENTRY | UT_SYSCALL_EXIT)) == 0) {
        thread->syscalls_traced = false;
    }
    if (flags == 0)
        thread->request = UT_RESUME;
    if (thread->state == TOY_STOPPED && (flags & UT_STOPBIT) == 0) {
        if (thread->request == UT_RESUME)
            thread->step_armed = false; /* Nobody steps the thread that runs on. */
        toy_leave_stop(thread);
    }
    thread->flags = flags;
}

/* A request that is stronger than the pending one takes its place, and will be looked at before user mode. */
void toy_raise_request(struct toy_thread *thread, unsigned request)
{
    if (request >= thread->request)
        return;
    thread->request = request;
    if (request == UT_INTERRUPT)
        thread->signal_path = true;
    else
        thread->notify = true;
}

/* The last reference runs the release hook, without the lock. */
void toy_drop(ut_context *me, struct toy_engine *engine)
{
    ut_lock(me);
    bool last = engine->references > 0 && --engine->references == 0;
    ut_unlock(me);
    if (last)
        ut_released(me, engine->handle);
}

void toy_drop_all(ut_context *me, const struct toy_gone *gone)
{
    for (int i = 0; i < gone->count; i++)
        toy_drop(me, gone->engines[i]);
}
