/* prepare_examine and finish_examine: whether the thread stayed in one and the same stop between the two. */
#include "toy.h"

enum ut_error toy_prepare_examine(ut_context *me, ut_engine *handle)
{
    enum ut_error error = UT_OK;
    if (me->thread == handle->thread)
        return UT_OK;
    ut_lock(me);
    struct toy_engine *engine = handle->mine;
    if (engine == NULL)
        error = UT_ESRCH;
    else if (!toy_wants_stop(engine))
        error = UT_EINVAL;
    else if (engine->target->exit != TOY_ALIVE)
        error = UT_ESRCH;
    else if (engine->target->state != TOY_STOPPED)
        error = UT_EAGAIN;
    else
        engine->examined = engine->target->switches;
    ut_unlock(me);
    return error;
}

enum ut_error toy_finish_examine(ut_context *me, ut_engine *handle)
{
    enum ut_error error = UT_OK;
    if (me->thread == handle->thread)
        return UT_OK;
    ut_lock(me);
    struct toy_engine *engine = handle->mine;
    if (engine == NULL)
        error = UT_ESRCH;
    else if (!toy_wants_stop(engine))
        error = UT_EINVAL;
    else if (engine->target->state != TOY_STOPPED || engine->target->exit != TOY_ALIVE || engine->examined != engine->target->switches)
        error = UT_EAGAIN;
    ut_unlock(me);
    return error;
}
