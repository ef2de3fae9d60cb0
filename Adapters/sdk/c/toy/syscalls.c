/* The two hooks of a system call. */
#include "toy.h"

void toy_report_syscall_exit(ut_context *me)
{
    struct toy_pass pass = toy_begin_pass(UT_SYSCALL_EXIT, UT_REPORT_SYSCALL_EXIT);
    if (toy_is_traced(me, UT_SYSCALL_EXIT))
        toy_make_pass(me, &pass);
}

bool toy_report_syscall_entry(ut_context *me)
{
    struct toy_pass pass = toy_begin_pass(UT_SYSCALL_ENTRY, UT_REPORT_SYSCALL_ENTRY);
    if (!toy_is_traced(me, UT_SYSCALL_ENTRY))
        return false;
    while (true) {
        toy_make_pass(me, &pass);
        if (pass.action != UT_STOP)
            break;
        toy_stop(me, &pass);
        ut_lock(me);
        bool killed = toy_self(me)->kill_pending, again = toy_self(me)->request <= UT_REPORT;
        ut_unlock(me);
        if (killed)
            return true;
        if (!again)
            break;
        /* The same attempt is reported again: the system call's fate stays, the resume actions do not. */
        pass.found_detached = false;
        pass.spurious = true;
        pass.extra = UT_SYSCALL_RESUMED;
        pass.action = pass.keep = UT_RESUME;
    }
    return (pass.word & 0xf0) == UT_SYSCALL_ABORT;
}
