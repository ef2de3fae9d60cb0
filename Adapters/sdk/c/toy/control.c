/* set_events and control. */
#include "toy.h"

static enum ut_error set_events(const ut_context *me, struct toy_engine *engine, unsigned events)
{
    struct toy_thread *target = engine->target;
    unsigned old = engine->flags & ~(unsigned)UT_STOPBIT, asked = events & ~(unsigned)UT_STOPBIT, cleared = old & ~asked;
    if (engine->table != TOY_USER || target->reap_requested)
        return UT_ESRCH;
    if (target->death_running && (cleared & (UT_DEATH | UT_QUIESCE)) != 0)
        return UT_EALREADY;
    if (target->exit != TOY_ALIVE && (asked & ~old & (UT_DEATH | UT_QUIESCE)) != 0)
        return UT_EALREADY; /* Success would promise a report that is not made any more. */
    bool in_progress = cleared != 0 && !toy_is_current(me, target) && target->exit == TOY_ALIVE && target->state != TOY_STOPPED
        && target->reporting == engine;
    if ((asked & (UT_SYSCALL_ENTRY | UT_SYSCALL_EXIT)) != 0)
        target->syscalls_traced = true;
    engine->flags = asked | (engine->flags & UT_STOPBIT);
    target->flags |= target->exit == TOY_ALIVE ? engine->flags : engine->flags & UT_REAP;
    return in_progress ? UT_EINPROGRESS : UT_OK;
}

enum ut_error toy_set_events(ut_context *me, ut_engine *handle, unsigned events)
{
    ut_lock(me);
    enum ut_error error = handle->mine == NULL ? UT_ESRCH : set_events(me, handle->mine, events);
    ut_unlock(me);
    return error;
}

/* An action other than STOP takes back what the engine's STOP has set: its own mark, and the thread's. */
static void withdraw_stop(struct toy_engine *engine)
{
    if (toy_wants_stop(engine) && toy_fault == TOY_RIGHT)
        engine->target->flags &= ~(unsigned)UT_STOPBIT;
    engine->flags &= ~(unsigned)UT_STOPBIT;
}

static enum ut_error detach(struct toy_engine *engine, bool unlink)
{
    struct toy_thread *target = engine->target;
    if (toy_wants_stop(engine))
        target->flags &= ~(unsigned)UT_STOPBIT;
    engine->table = TOY_STUB;
    engine->flags = UT_QUIESCE;
    if (unlink)
        return UT_OK;
    if (target->exit == TOY_ALIVE)
        toy_raise_request(target, UT_REPORT); /* The list is cleaned up when the thread next gets to a safe point. */
    return target->reporting == engine ? UT_EINPROGRESS : UT_OK;
}

static enum ut_error control(struct toy_engine *engine, unsigned action, struct toy_gone *gone)
{
    struct toy_thread *target = engine->target;
    bool stopped = target->state == TOY_STOPPED, unlink = stopped || target->exit != TOY_ALIVE;
    enum ut_error error = UT_OK;
    if ((action == UT_REPORT || action == UT_SINGLESTEP || action == UT_BLOCKSTEP) && (engine->flags & UT_QUIESCE) == 0)
        return UT_EINVAL; /* Nobody would be told. */
    if (engine->table != TOY_USER || target->reap_requested)
        return UT_ESRCH;
    if (target->exit != TOY_ALIVE && action != UT_DETACH)
        return UT_ESRCH;
    if (target->death_running)
        return UT_EALREADY;
    switch (action) {
    case UT_STOP:
        engine->flags |= UT_STOPBIT;
        target->flags |= UT_STOPBIT;
        if (!stopped)
            toy_raise_request(target, UT_REPORT);
        return stopped ? UT_OK : UT_EINPROGRESS;
    case UT_DETACH:
        error = detach(engine, unlink);
        break;
    case UT_RESUME:
        withdraw_stop(engine);
        break;
    case UT_INTERRUPT:
        withdraw_stop(engine);
        target->request = UT_INTERRUPT;
        target->signal_path = true;
        break;
    default:
        withdraw_stop(engine);
        toy_raise_request(target, action);
        break;
    }
    if (unlink)
        toy_reset(target, gone);
    return error;
}

enum ut_error toy_control(ut_context *me, ut_engine *handle, unsigned action)
{
    struct toy_gone gone = { .count = 0 };
    if (action > UT_DETACH)
        return UT_EINVAL;
    ut_lock(me);
    enum ut_error error = handle->mine == NULL ? UT_ESRCH : control(handle->mine, action, &gone);
    ut_unlock(me);
    toy_drop_all(me, &gone);
    return error;
}
