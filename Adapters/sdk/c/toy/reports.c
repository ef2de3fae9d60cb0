/* The reporting pass, and the hooks that are nothing but one. */
#include "toy.h"

struct toy_pass toy_begin_pass(unsigned event, enum ut_callback callback)
{
    return (struct toy_pass){ .event = event, .callback = callback, .action = UT_RESUME, .keep = UT_RESUME, .spurious = true,
        .info = { .orig_ka = UT_KA_NONE } };
}

bool toy_is_traced(ut_context *me, unsigned events)
{
    ut_lock(me);
    bool traced = (toy_self(me)->flags & events) != 0;
    ut_unlock(me);
    return traced;
}

/* With the lock. Waiting engines take part, and the request is answered by this pass; one to INTERRUPT is for the signal path. */
unsigned toy_start_report(struct toy_thread *self)
{
    unsigned request = self->request;
    toy_splice(self);
    if (request > UT_INTERRUPT)
        self->request = UT_RESUME;
    return request;
}

/* Marks the engine as reporting, and reads what it wants. */
unsigned toy_begin_turn(ut_context *me, struct toy_engine *engine, bool *detached)
{
    ut_lock(me);
    toy_self(me)->reporting = engine;
    ut_unlock(me);
    ut_pause(me, "T1");
    ut_lock(me);
    unsigned want = engine->flags;
    *detached = engine->table != TOY_USER;
    ut_unlock(me);
    ut_pause(me, "T3");
    return want;
}

void toy_end_turn(ut_context *me)
{
    ut_lock(me);
    toy_self(me)->reporting = NULL;
    ut_unlock(me);
}

/* Applies the result of a callback, and only then is the callback over for barrier. Answers whether the engine is detached. */
bool toy_apply(ut_context *me, struct toy_pass *pass, struct toy_engine *engine, unsigned action)
{
    struct toy_thread *self = toy_self(me);
    ut_pause(me, "APPLY");
    ut_lock(me);
    if (action == UT_DETACH)
        engine->table = TOY_STUB;
    bool detached = engine->table != TOY_USER;
    if (detached) {
        pass->found_detached = true; /* Its result is void. */
    } else if (pass->event != UT_DEATH) {
        pass->action = action < pass->action ? action : pass->action;
        if (action == UT_STOP) {
            engine->flags |= UT_STOPBIT;
            self->flags |= UT_STOPBIT;
        } else {
            engine->flags &= ~(unsigned)UT_STOPBIT; /* Any other result takes back the engine's own stop. */
            pass->keep = action < pass->keep ? action : pass->keep;
        }
    }
    self->reporting = NULL;
    ut_unlock(me);
    return detached;
}

static bool report_quiesce(ut_context *me, struct toy_pass *pass, struct toy_engine *engine, bool detached)
{
    if (detached)
        return toy_apply(me, pass, engine, UT_DETACH);
    if (!ut_has_callback(engine->handle, UT_REPORT_QUIESCE)) {
        toy_end_turn(me);
        return false;
    }
    unsigned result = ut_report(me, engine->handle, UT_REPORT_QUIESCE, pass->action, pass->event);
    return toy_apply(me, pass, engine, ut_resume_action(result));
}

static void report_event(ut_context *me, struct toy_pass *pass, struct toy_engine *engine)
{
    unsigned word = pass->action | pass->word | pass->extra, result;
    if (!ut_has_callback(engine->handle, pass->callback)) {
        toy_end_turn(me);
        return;
    }
    if (pass->callback == UT_REPORT_EXIT)
        result = ut_report_exit(me, engine->handle, word, pass->original_code, &pass->code);
    else
        result = ut_report(me, engine->handle, pass->callback, word, 0);
    pass->word = ut_other_bits(result);
    toy_apply(me, pass, engine, ut_resume_action(result));
}

/* One engine's turn: report_quiesce if it asks for it, then the event's own callback. */
static void take_turn(ut_context *me, struct toy_pass *pass, struct toy_engine *engine)
{
    bool detached;
    unsigned want = toy_begin_turn(me, engine, &detached);
    if (detached || (want & UT_QUIESCE) != 0) {
        if (report_quiesce(me, pass, engine, detached))
            return;
        if (pass->event == 0) {
            pass->spurious = false;
            return;
        }
        ut_pause(me, "T4-gap");
        want = toy_begin_turn(me, engine, &detached); /* What its callback changed counts. */
    }
    if ((want & UT_STOPBIT) != 0)
        pass->action = UT_STOP;
    if (pass->event != 0 && (want & pass->event) != 0) {
        pass->spurious = false;
        report_event(me, pass, engine);
    } else {
        toy_end_turn(me);
    }
}

/* Every eligible engine's turn, in attach order; at system call entry in the reverse order. Only this thread changes the list meanwhile, or makes it longer. */
void toy_make_reports(ut_context *me, struct toy_pass *pass)
{
    struct toy_engine *engines[TOY_MOST_ENGINES];
    ut_lock(me);
    int count = toy_self(me)->eligible;
    for (int i = 0; i < count; i++)
        engines[i] = toy_self(me)->engines[pass->event == UT_SYSCALL_ENTRY ? count - 1 - i : i];
    ut_unlock(me);
    for (int i = 0; i < count; i++)
        take_turn(me, pass, engines[i]);
}

/* With the lock: the clean-up after a pass that found the list or the union out of date. */
static void clean_up(struct toy_thread *self, struct toy_pass *pass, struct toy_gone *gone)
{
    if (!pass->spurious && !pass->found_detached)
        return;
    toy_reset(self, gone);
    if (self->flags == 0)
        pass->action = UT_RESUME;
}

/* The end of a pass that does not stop: what it has come to is requested for the way to user mode. */
void toy_finish_report(ut_context *me, struct toy_pass *pass, bool will_not_stop)
{
    struct toy_gone gone = { .count = 0 };
    unsigned request = pass->action != UT_STOP ? pass->action : will_not_stop ? UT_REPORT : UT_RESUME;
    ut_pause(me, "N2/N3");
    ut_lock(me);
    toy_raise_request(toy_self(me), request);
    clean_up(toy_self(me), pass, &gone);
    ut_unlock(me);
    toy_drop_all(me, &gone);
}

/* The end of a pass on the way to user mode: its choice takes effect at once. */
void toy_finish_resume(ut_context *me, struct toy_pass *pass)
{
    struct toy_thread *self = toy_self(me);
    struct toy_gone gone = { .count = 0 };
    ut_lock(me);
    clean_up(self, pass, &gone);
    if (pass->action == UT_INTERRUPT)
        self->signal_path = true;
    else if (pass->action != UT_STOP)
        self->step_armed = pass->action == UT_SINGLESTEP || pass->action == UT_BLOCKSTEP;
    ut_unlock(me);
    toy_drop_all(me, &gone);
    if (pass->action == UT_STOP)
        toy_stop(me, pass);
}

bool toy_wants_report(const struct toy_thread *self)
{
    for (int i = 0; i < self->count; i++)
        if (self->engines[i]->table != TOY_USER || (self->engines[i]->flags & (UT_QUIESCE | UT_STOPBIT)) != 0)
            return true;
    return false;
}

/* The last stop before user mode. */
void toy_notify_hook(ut_context *me)
{
    struct toy_thread *self = toy_self(me);
    struct toy_pass pass = toy_begin_pass(0, UT_REPORT_QUIESCE);
    ut_lock(me);
    unsigned request = self->flags == 0 ? UT_RESUME : toy_start_report(self);
    bool reports = request == UT_REPORT && toy_wants_report(self);
    ut_unlock(me);
    if (request == UT_RESUME)
        return;
    if (reports) {
        toy_make_reports(me, &pass);
    } else {
        pass.action = request;
        pass.spurious = request == UT_REPORT;
    }
    toy_finish_resume(me, &pass);
}

void toy_make_pass(ut_context *me, struct toy_pass *pass)
{
    ut_lock(me);
    toy_start_report(toy_self(me));
    ut_unlock(me);
    toy_make_reports(me, pass);
    toy_finish_report(me, pass, pass->event != UT_SYSCALL_ENTRY);
}

void toy_report_exec(ut_context *me)
{
    struct toy_pass pass = toy_begin_pass(UT_EXEC, UT_REPORT_EXEC);
    if (toy_is_traced(me, UT_EXEC))
        toy_make_pass(me, &pass);
}
