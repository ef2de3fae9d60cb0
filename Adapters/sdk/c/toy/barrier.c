/* barrier: waits until no callback of the engine is open. */
#include "toy.h"

struct barrier {
    ut_context *caller;
    struct toy_engine *engine;
};

static bool is_over(void *argument)
{
    const struct barrier *barrier = argument;
    const struct toy_engine *engine = barrier->engine;
    return engine->table == TOY_GONE || (engine->table == TOY_USER && engine->target->reporting != engine) || barrier->caller->interrupted;
}

enum ut_error toy_barrier(ut_context *me, ut_engine *handle)
{
    struct barrier barrier = { .caller = me };
    enum ut_error error = UT_OK;
    if (me->thread == handle->thread)
        return UT_OK; /* The thread itself is in no callback but the one that calls. */
    ut_lock(me);
    barrier.engine = handle->mine;
    if (barrier.engine == NULL) {
        error = UT_ESRCH;
    } else {
        ut_wait(me, is_over, &barrier, "in barrier(%s), for %s to be out of its callback", handle->name, handle->thread->name);
        if (barrier.engine->table == TOY_GONE) {
            error = UT_ESRCH;
        } else if (barrier.engine->table == TOY_STUB || barrier.engine->target->reporting == barrier.engine) {
            me->interrupted = false;
            error = UT_ERESTARTSYS;
        }
    }
    ut_unlock(me);
    return error;
}
