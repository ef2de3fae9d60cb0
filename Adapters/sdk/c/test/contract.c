/* Says and hears everything that the protocol has, without being an implementation of anything: for the test that the header carries all of it. */
#include <stdio.h>
#include <string.h>

#define UTRACE_ADAPTER_IMPLEMENTATION
#include "../utrace_adapter.h"

enum { SIGNAL_STOP = 19 };

struct record {
    ut_engine *engine;
    enum ut_state state;
    int signal;       /* sent, and not taken */
    const char *gate; /* of a wake_up that has not taken effect */
    char what[160];   /* how it was spawned */
};

static void spawn(ut_scenario *scenario, ut_thread *thread)
{
    struct record *record = thread->mine = ut_alloc(scenario, sizeof *record);
    snprintf(record->what, sizeof record->what, "in user mode: parent %s, stepping %d, ignored %x, handled %x, defaulted %x, blocked %x, orphaned %d",
        thread->parent == NULL ? "outside" : thread->parent->name, (int)thread->stepping, thread->ignored, thread->handled, thread->defaulted, thread->blocked,
        thread->orphaned);
}

static enum ut_state probe(ut_thread *thread) { return thread->context == NULL ? UT_UNBORN : ((struct record *)thread->mine)->state; }

static bool has_work(void *thread)
{
    const struct record *record = ((ut_thread *)thread)->mine;
    return record->signal != 0 || ((ut_thread *)thread)->activity.kind != UT_NO_ACTIVITY;
}

static bool is_dead(void *thread) { return probe(thread) == UT_ZOMBIE; }

static void take_signal(ut_context *me, struct record *record, int signal)
{
    ut_info info = { .signal = signal, .orig_ka = UT_KA_HANDLER, .return_ka = UT_KA_HANDLER };
    if (signal == SIGNAL_STOP) {
        ut_report_jctl(me, record->engine, UT_RESUME, UT_JCTL_STOPPED, UT_JCTL_NONE);
        ut_parent_told(me, UT_JCTL_STOPPED);
    } else {
        ut_report_signal(me, record->engine, UT_RESUME | UT_SIGNAL_DELIVER, UT_SIGNAL, &info);
        if (info.return_ka == UT_KA_IGNORE)
            ut_handler_ran(me, info.signal);
    }
    if (record->gate != NULL)
        ut_woken_up(me, record->gate);
}

static void wait_for(ut_context *me, ut_thread *child)
{
    ut_lock(me);
    ut_wait(me, is_dead, child, "for %s to die", child->name);
    ut_unlock(me);
    ut_staged(me, UT_STAGE_BODY);
}

static void run(ut_context *me)
{
    struct record *record = me->thread->mine;
    while (true) {
        ut_lock(me);
        ut_wait(me, has_work, me->thread, "%s", record->what);
        int signal = record->signal;
        record->signal = 0;
        ut_activity activity = me->thread->activity;
        ut_unlock(me);
        if (signal != 0) {
            take_signal(me, record, signal);
            continue;
        }
        if (activity.kind == UT_DO_TICK) {
            ut_ticked(me);
            continue;
        }
        ut_staged(me, UT_STAGE_ENTER);
        if (activity.kind == UT_DO_EXIT)
            break;
        if (activity.kind == UT_DO_WAIT)
            wait_for(me, activity.child);
        if (activity.kind == UT_DO_CLONE && activity.child != NULL) {
            if (record->engine != NULL)
                ut_report_clone(me, record->engine, UT_RESUME, activity.clone, activity.child);
            ut_lock(me);
            ut_start_clone(me, activity.child);
            ut_unlock(me);
        } else if (activity.kind == UT_DO_CLONE) {
            ut_staged(me, UT_STAGE_FAIL);
        }
        ut_staged(me, UT_STAGE_DONE);
    }
    ut_lock(me);
    record->state = UT_ZOMBIE;
    ut_unlock(me);
}

static enum ut_error attach(ut_context *me, ut_thread *thread, unsigned flags, const char *ops, const char *data, ut_engine *created, ut_engine **result)
{
    (void)flags, (void)ops, (void)data;
    ut_lock(me);
    created->mine = ((struct record *)thread->mine)->engine = *result = created;
    ut_unlock(me);
    return UT_OK;
}

static enum ut_error set_events(ut_context *me, ut_engine *engine, unsigned events)
{
    (void)me, (void)engine;
    return events == UT_CLONE ? UT_OK : UT_EINVAL;
}

static enum ut_error control(ut_context *me, ut_engine *engine, unsigned action)
{
    (void)me, (void)engine;
    return action == UT_STICKY_STOP ? UT_OK : UT_EOPNOTSUPP;
}

static enum ut_error barrier(ut_context *me, ut_engine *engine)
{
    (void)me, (void)engine;
    return UT_OK;
}

static enum ut_error send_signal(ut_context *me, ut_thread *thread, int signal, bool group)
{
    ut_lock(me);
    ((struct record *)thread->mine)->signal = group ? signal : 0;
    ut_unlock(me);
    return UT_OK;
}

static enum ut_error wake_up(ut_context *me, const char *gate)
{
    ut_lock(me);
    ((struct record *)me->thread->mine)->gate = gate;
    ut_unlock(me);
    return UT_OK;
}

static ut_thread *thread_of_pid(ut_thread *first) { return probe(first) == UT_RUNNING ? first : NULL; }

int main(int argc, char **argv)
{
    ut_adapter contract = {
        .name = "contract",
        .version = "1.0",
        .homepage = "https://contract.example",
        .api = 20091216,
        .capabilities = "abort clone core examine exec-mt exit jctl parent pid proposed reap signal signals step step-hardware syscall vfork",
        .tier = "T2",
        .spawn = spawn,
        .probe = probe,
        .thread_of_pid = thread_of_pid,
        .run = run,
        .attach = attach,
        .set_events = set_events,
        .control = control,
        .barrier = barrier,
        .send = send_signal,
        .wake_up = wake_up,
    };
    return ut_main(argc, argv, &contract);
}
