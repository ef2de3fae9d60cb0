/* The signal hook, for SIGKILL and for the SIGTRAP of a step. */
#include "toy.h"

static void report_signal(ut_context *me, struct toy_pass *pass, struct toy_engine *engine)
{
    bool detached;
    unsigned want = toy_begin_turn(me, engine, &detached);
    if (detached) {
        toy_apply(me, pass, engine, UT_DETACH);
        return;
    }
    enum ut_callback callback = ut_has_callback(engine->handle, UT_REPORT_SIGNAL) ? UT_REPORT_SIGNAL : UT_REPORT_QUIESCE;
    if ((want & (pass->event | UT_QUIESCE)) == 0 || !ut_has_callback(engine->handle, callback)) {
        toy_end_turn(me);
        if ((want & UT_STOPBIT) != 0)
            pass->action = UT_STOP;
        return;
    }
    pass->spurious = false;
    unsigned result = callback == UT_REPORT_SIGNAL
        ? ut_report_signal(me, engine->handle, pass->action | pass->word, pass->event, &pass->info)
        : ut_report(me, engine->handle, callback, pass->action, pass->event);
    unsigned action = ut_resume_action(result);
    if (callback == UT_REPORT_SIGNAL)
        pass->word = ut_other_bits(result);
    toy_apply(me, pass, engine, action == UT_REPORT || action == UT_INTERRUPT ? UT_RESUME : action); /* No endless loop. */
}

static void make_signal_reports(ut_context *me, struct toy_pass *pass)
{
    struct toy_engine *engines[TOY_MOST_ENGINES];
    ut_lock(me);
    int count = toy_self(me)->eligible;
    for (int i = 0; i < count; i++)
        engines[i] = toy_self(me)->engines[i];
    ut_unlock(me);
    for (int i = 0; i < count; i++)
        report_signal(me, pass, engines[i]);
}

/* The pass may stop here. A kill that ended the stop is taken next, and nothing else. */
static enum toy_verdict nothing_to_deliver(ut_context *me, struct toy_pass *pass)
{
    toy_finish_resume(me, pass);
    ut_lock(me);
    bool killed = toy_self(me)->kill_pending;
    toy_self(me)->kill_pending = false;
    toy_recompute_signal_path(toy_self(me));
    ut_unlock(me);
    return killed ? TOY_KILL : TOY_AGAIN;
}

static void queue_trap(ut_context *me)
{
    ut_lock(me);
    toy_self(me)->trap_pending = toy_self(me)->signal_path = true;
    ut_unlock(me);
}

/* What was requested is answered before any signal is taken. */
static enum toy_verdict report_before_signals(ut_context *me, unsigned request, bool reports)
{
    struct toy_pass pass = toy_begin_pass(0, UT_REPORT_SIGNAL);
    pass.word = UT_SIGNAL_REPORT;
    if (request > UT_REPORT) {
        pass.action = request;
        pass.spurious = false;
        toy_finish_resume(me, &pass);
        return TOY_AGAIN;
    }
    if (!reports)
        return TOY_AGAIN;
    make_signal_reports(me, &pass);
    unsigned fate = pass.word & 0xf0;
    if (fate == UT_SIGNAL_DO_TERM || fate == UT_SIGNAL_DO_CORE) {
        toy_finish_report(me, &pass, true); /* An engine made a signal; one without a number is SIGTRAP. */
        return TOY_TRAP;
    }
    return nothing_to_deliver(me, &pass);
}

static enum toy_verdict report_trap(ut_context *me)
{
    struct toy_pass pass = toy_begin_pass(UT_SIGNAL_CORE, UT_REPORT_SIGNAL);
    pass.word = UT_SIGNAL_DO_CORE;
    pass.info = (ut_info){ .signal = 5, .orig_ka = UT_KA_DEFAULT, .return_ka = UT_KA_DEFAULT };
    make_signal_reports(me, &pass);
    bool held = (pass.word & UT_SIGNAL_HOLD) != 0;
    enum toy_verdict verdict = TOY_TRAP;
    if ((pass.word & 0xf0) == UT_SIGNAL_DO_IGN)
        verdict = nothing_to_deliver(me, &pass);
    else
        toy_finish_report(me, &pass, true);
    if (held)
        queue_trap(me);
    return verdict;
}

enum toy_verdict toy_signal_hook(ut_context *me)
{
    const unsigned signals = UT_SIGNAL | UT_SIGNAL_IGN | UT_SIGNAL_STOP | UT_SIGNAL_TERM | UT_SIGNAL_CORE;
    struct toy_thread *self = toy_self(me);
    enum toy_verdict verdict = TOY_NOTHING;
    ut_lock(me);
    if (self->flags != 0 && (self->request < UT_RESUME || self->eligible < self->count)) {
        unsigned request = self->request;
        toy_splice(self);
        self->request = UT_RESUME;
        toy_recompute_signal_path(self);
        bool reports = toy_wants_report(self);
        ut_unlock(me);
        return report_before_signals(me, request, reports);
    }
    bool wanted = (self->flags & (UT_SIGNAL_CORE | UT_QUIESCE)) != 0;
    if ((self->flags & signals) == 0) {
        verdict = TOY_NOTHING;
    } else if (self->kill_pending) {
        self->kill_pending = false; /* SIGKILL is nobody's business. */
        verdict = TOY_KILL;
    } else if (self->trap_pending) {
        self->trap_pending = false;
        verdict = TOY_TRAP;
    }
    toy_recompute_signal_path(self);
    ut_unlock(me);
    return verdict == TOY_TRAP && wanted ? report_trap(me) : verdict;
}
