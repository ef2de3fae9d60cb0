/* The stop. */
#include "toy.h"

static bool somebody_wants_stop(const struct toy_thread *self)
{
    if (toy_fault != TOY_RIGHT)
        return (self->flags & UT_STOPBIT) != 0; /* Wrong: a mark of the thread, which a RESUME has forgotten. */
    for (int i = 0; i < self->count; i++)
        if (toy_wants_stop(self->engines[i]))
            return true;
    return false;
}

static bool is_let_go(void *thread) { return ((struct toy_thread *)thread)->state == TOY_RUNNING; }

/* Stops if an engine still wants it: what the pass has come to may be out of date. The decision and the stop are one instant. */
void toy_stop(ut_context *me, struct toy_pass *pass)
{
    struct toy_thread *self = toy_self(me);
    struct toy_gone gone = { .count = 0 };
    if (toy_fault == TOY_LOST_RESUME_NARROW) {
        ut_lock(me);
        toy_reset(self, &gone); /* It makes the mark right once more, so only the next instant is wrong. */
        ut_unlock(me);
    }
    ut_pause(me, "N4-S1");
    ut_lock(me);
    toy_raise_request(self, pass->keep);
    if (!somebody_wants_stop(self)) {
        toy_reset(self, &gone);
    } else if (!self->kill_pending) {
        self->state = TOY_STOPPED;
        ut_wait(me, is_let_go, self, "in a traced stop");
        ut_unlock(me);
        ut_pause(me, "S7");
        ut_lock(me);
        toy_recompute_signal_path(self);
    }
    ut_unlock(me);
    toy_drop_all(me, &gone);
}
