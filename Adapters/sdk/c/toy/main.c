/* The toy's table of functions. With --lost-resume it has the race of 2010 in its wide form, with --lost-resume-narrow in its narrow one. */
#include <string.h>

#define UTRACE_ADAPTER_IMPLEMENTATION
#include "../utrace_adapter.h"
#include "toy.h"

enum toy_fault toy_fault = TOY_RIGHT;

int main(int argc, char **argv)
{
    ut_adapter toy = {
        .name = "toy",
        .version = "1.0",
        .api = 20091216,
        .capabilities = "abort core examine exit reap signal step syscall",
        .tier = "T2",
        .spawn = toy_spawn,
        .probe = toy_probe,
        .run = toy_run,
        .attach = toy_attach,
        .set_events = toy_set_events,
        .control = toy_control,
        .barrier = toy_barrier,
        .prepare_examine = toy_prepare_examine,
        .finish_examine = toy_finish_examine,
        .get = toy_get,
        .put = toy_put,
        .kill = toy_kill,
        .reap = toy_reap,
    };
    if (argc > 1 && strcmp(argv[1], "--lost-resume") == 0) {
        toy_fault = TOY_LOST_RESUME;
        toy.name = "toy+lost-resume";
    } else if (argc > 1 && strcmp(argv[1], "--lost-resume-narrow") == 0) {
        toy_fault = TOY_LOST_RESUME_NARROW;
        toy.name = "toy+lost-resume-narrow";
    }
    if (toy_fault != TOY_RIGHT) {
        argv[1] = argv[0];
        argc--;
        argv++;
    }
    return ut_main(argc, argv, &toy);
}
