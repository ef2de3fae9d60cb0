/* The SDK for C at its least: threads that do nothing, and a call that does nothing. */
#define UTRACE_ADAPTER_IMPLEMENTATION
#include "utrace_adapter.h"

static void spawn(ut_scenario *scenario, ut_thread *thread) { (void)scenario, (void)thread; }

static enum ut_state probe(ut_thread *thread)
{
    (void)thread;
    return UT_RUNNING;
}

static bool never(void *nothing)
{
    (void)nothing;
    return false;
}

static void run(ut_context *me)
{
    ut_lock(me);
    ut_wait(me, never, me, "in user mode");
    ut_unlock(me);
}

static enum ut_error get(ut_context *me, ut_engine *engine)
{
    (void)me, (void)engine;
    return UT_OK;
}

int main(int argc, char **argv)
{
    ut_adapter echo = { .name = "C SDK echo", .version = "1", .api = 20091216, .capabilities = "core", .tier = "T1", .spawn = spawn, .probe = probe, .run = run, .get = get };
    return ut_main(argc, argv, &echo);
}
