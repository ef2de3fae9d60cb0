/* attach, and the references of an engine. */
#include <string.h>

#include "toy.h"

static bool matches(const struct toy_engine *engine, unsigned flags, const char *ops, const char *data)
{
    return engine->table == TOY_USER
        && ((flags & UT_MATCH_OPS) == 0 || (ops != NULL && strcmp(engine->ops, ops) == 0))
        && ((flags & UT_MATCH_DATA) == 0 || (data != NULL && engine->data != NULL && strcmp(engine->data, data) == 0));
}

static struct toy_engine *find(const struct toy_thread *thread, unsigned flags, const char *ops, const char *data)
{
    for (int i = 0; i < thread->count; i++)
        if (matches(thread->engines[i], flags, ops, data))
            return thread->engines[i];
    return NULL;
}

static enum ut_error create(ut_scenario *scenario, struct toy_thread *thread, unsigned flags, const char *ops, const char *data, ut_engine *handle)
{
    if ((flags & UT_EXCLUSIVE) != 0 && find(thread, flags, ops, data) != NULL)
        return UT_EEXIST;
    if (thread->flags == 0) {
        if (thread->exit == TOY_DEAD)
            return UT_ESRCH;
        thread->flags = UT_REAP; /* From now on a reaper looks at the list. */
    }
    if (thread->count == TOY_MOST_ENGINES)
        return UT_ENOMEM;
    struct toy_engine *engine = ut_alloc(scenario, sizeof *engine);
    *engine = (struct toy_engine){ .handle = handle, .target = thread, .ops = ops, .data = data, .references = 2, .examined = -1 };
    thread->engines[thread->count++] = engine;
    handle->mine = engine;
    return UT_OK;
}

enum ut_error toy_attach(ut_context *me, ut_thread *thread, unsigned flags, const char *ops, const char *data, ut_engine *created, ut_engine **result)
{
    struct toy_thread *target = thread->mine;
    enum ut_error error = UT_ENOENT;
    if (created != NULL && ops == NULL)
        return UT_EINVAL;
    if (created != NULL && thread->kernel_thread)
        return UT_EPERM;
    ut_lock(me);
    if (created != NULL) {
        error = create(me->scenario, target, flags, ops, data, created);
        *result = created;
    } else {
        struct toy_engine *found = find(target, flags, ops, data);
        if (found != NULL) {
            found->references++;
            *result = found->handle;
            error = UT_OK;
        }
    }
    ut_unlock(me);
    return error;
}

enum ut_error toy_get(ut_context *me, ut_engine *handle)
{
    ut_lock(me);
    struct toy_engine *engine = handle->mine;
    if (engine != NULL)
        engine->references++;
    ut_unlock(me);
    return UT_OK;
}

enum ut_error toy_put(ut_context *me, ut_engine *handle)
{
    ut_lock(me);
    struct toy_engine *engine = handle->mine;
    ut_unlock(me);
    if (engine != NULL)
        toy_drop(me, engine);
    return UT_OK;
}
