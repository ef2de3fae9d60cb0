/* The way out: exit, death and reap. */
#include "toy.h"

int toy_report_exit(ut_context *me, int status)
{
    struct toy_pass pass = toy_begin_pass(UT_EXIT, UT_REPORT_EXIT);
    pass.original_code = pass.code = status;
    if (!toy_is_traced(me, UT_EXIT))
        return status;
    toy_make_pass(me, &pass);
    if (pass.action == UT_STOP)
        toy_stop(me, &pass);
    return pass.code;
}

/* With the lock: the list is the reaper's from now on. */
static void take_all(struct toy_thread *thread, struct toy_gone *taken)
{
    for (int i = 0; i < thread->count; i++)
        taken->engines[taken->count++] = thread->engines[i];
    thread->count = thread->eligible = 0;
    thread->flags = 0;
}

/* Reports the reap to each engine, and takes it away. */
static void reap_engines(ut_context *me, struct toy_thread *thread, const struct toy_gone *taken)
{
    for (int i = 0; i < taken->count; i++) {
        struct toy_engine *engine = taken->engines[i];
        ut_lock(me);
        thread->reporting = engine;
        bool reports = engine->table == TOY_USER && (engine->flags & UT_REAP) != 0 && ut_has_callback(engine->handle, UT_REPORT_REAP);
        ut_unlock(me);
        if (reports)
            ut_report(me, engine->handle, UT_REPORT_REAP, 0, 0);
        ut_lock(me);
        thread->reporting = NULL;
        engine->table = TOY_GONE;
        engine->flags = 0;
        ut_unlock(me);
        toy_drop(me, engine);
    }
}

/* The thread is a zombie. A reaper that comes while this runs leaves the reap reports to it. */
void toy_report_death(ut_context *me)
{
    struct toy_thread *self = toy_self(me);
    struct toy_pass pass = toy_begin_pass(UT_DEATH, UT_REPORT_DEATH);
    struct toy_gone taken = { .count = 0 }, gone = { .count = 0 };
    ut_lock(me);
    bool due = (self->flags & (UT_DEATH | UT_QUIESCE)) != 0;
    self->death_running = due;
    self->death_over = !due;
    if (due) {
        self->request = UT_RESUME;
        toy_splice(self);
    }
    ut_unlock(me);
    if (!due)
        return;
    ut_pause(me, "X2-X3");
    toy_make_reports(me, &pass);
    ut_lock(me);
    self->death_running = false;
    self->death_over = true;
    if (self->reap_requested)
        take_all(self, &taken);
    else
        toy_reset(self, &gone);
    ut_unlock(me);
    toy_drop_all(me, &gone);
    reap_engines(me, self, &taken);
}

/* In the context of whoever reaps. */
void toy_report_reap(ut_context *me, struct toy_thread *thread)
{
    struct toy_gone taken = { .count = 0 };
    ut_pause(me, "Y0-Y1");
    ut_lock(me);
    if (thread->flags != 0) {
        thread->reap_requested = true;
        if ((thread->flags & (UT_DEATH | UT_QUIESCE)) == 0)
            take_all(thread, &taken);
    }
    ut_unlock(me);
    reap_engines(me, thread, &taken);
}
