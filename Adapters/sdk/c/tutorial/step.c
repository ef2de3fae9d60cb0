/* The toy as it is at one step of the tutorial: its table, and in place of what is still to come what a beginner would have. */
#define UTRACE_ADAPTER_IMPLEMENTATION
#include "../utrace_adapter.h"
#include "../toy/toy.h"

enum toy_fault toy_fault = TOY_RIGHT;

#if STEP < 3 /* no reports yet */
void toy_notify_hook(ut_context *me) { (void)me; }
void toy_report_exec(ut_context *me) { (void)me; }
#endif

#if STEP < 4 /* no stop yet: whatever the callbacks say, the thread goes on */
void toy_stop(ut_context *me, struct toy_pass *pass) { (void)me, (void)pass; }
enum toy_verdict toy_signal_hook(ut_context *me) { (void)me; return TOY_NOTHING; }
#endif

#if STEP < 5 /* no barrier yet: there is nothing to wait for, is there? */
enum ut_error toy_barrier(ut_context *me, ut_engine *handle) { (void)me; return handle->mine == NULL ? UT_ESRCH : UT_OK; }
#endif

#if STEP < 6 /* nobody is told of a death yet */
int toy_report_exit(ut_context *me, int status) { (void)me; return status; }
void toy_report_death(ut_context *me) { (void)me; }
void toy_report_reap(ut_context *me, struct toy_thread *thread) { (void)me, (void)thread; }
#endif

#if STEP < 7 /* system calls are not traced yet */
bool toy_report_syscall_entry(ut_context *me) { (void)me; return false; }
void toy_report_syscall_exit(ut_context *me) { (void)me; }
#endif

int main(int argc, char **argv)
{
    const ut_adapter toy = {
        .name = "toy",
        .version = "1.0",
        .api = 20091216,
        .capabilities = STEP < 4 ? "core" : STEP < 6 ? "core signal step" : STEP < 7 ? "core exit reap signal step" : "abort core examine exit reap signal step syscall",
        .tier = "T1",
        .spawn = toy_spawn,
        .probe = toy_probe,
        .run = toy_run,
        .kill = toy_kill,
        .reap = toy_reap,
        .attach = toy_attach,
        .get = toy_get,
        .put = toy_put,
#if STEP >= 3
        .set_events = toy_set_events,
        .control = toy_control,
        .barrier = toy_barrier,
#endif
#if STEP >= 7
        .prepare_examine = toy_prepare_examine,
        .finish_examine = toy_finish_examine,
#endif
    };
    return ut_main(argc, argv, &toy);
}
