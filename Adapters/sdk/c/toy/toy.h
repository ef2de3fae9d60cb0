/* A utrace of threads and one lock: small, but whole. Written from docs/semantics.md; the words in capitals in comments are pause points. */
#ifndef TOY_H
#define TOY_H

#include "../utrace_adapter.h"

enum { TOY_MOST_ENGINES = 32 };

struct toy_thread;

/* Which callback table an engine has now. */
enum toy_table {
    TOY_USER, /* its user's: attached */
    TOY_STUB, /* detached, and not yet taken off the list */
    TOY_GONE  /* off the list: only references keep it */
};

struct toy_engine {
    ut_engine *handle;
    struct toy_thread *target;
    const char *ops, *data;
    enum toy_table table;
    unsigned flags;   /* the mask, and UT_STOPBIT while the engine wants the thread stopped */
    int references;   /* one for being attached, and one for each that a caller holds */
    long examined;    /* the thread's switches at prepare_examine; -1: never */
};

enum toy_run_state { TOY_RUNNING, TOY_SLEEPING, TOY_SLEEPING_DEEP, TOY_STOPPED };
enum toy_exit_state { TOY_ALIVE, TOY_ZOMBIE, TOY_DEAD };

/* A thread and its utrace record. Everything in it changes under the scenario's lock. */
struct toy_thread {
    ut_thread *handle;
    struct toy_thread *leader; /* the first of its group: holds what is the group's */
    bool group_ends;           /* leader: somebody ended the group */
    int group_status;

    enum toy_run_state state;
    enum toy_exit_state exit;
    int exit_status;
    long switches;             /* how many traced stops it has left */
    bool signal_path;          /* before user mode: the signal path, then ... */
    bool notify;               /* ... the notify hook */
    bool syscalls_traced, step_armed, kill_pending, trap_pending;

    struct toy_engine *engines[TOY_MOST_ENGINES]; /* in attach order */
    int count;                 /* all of them */
    int eligible;              /* the first so many: the rest waits for the next pass */
    unsigned flags;            /* the union of the masks that the hooks look at */
    struct toy_engine *reporting; /* whose callback is open, or about to begin */
    unsigned request;          /* the strongest that is not answered; UT_RESUME: none */
    bool death_running, death_over, reap_requested;
};

/* What one reporting pass has come to; private to the thread. */
struct toy_pass {
    unsigned event;
    enum ut_callback callback;
    unsigned word;         /* the event-specific bits of the last result */
    unsigned extra;        /* bits that are only for the callbacks' eyes */
    unsigned action;       /* the strongest action so far, STOP included */
    unsigned keep;         /* the strongest other than STOP: it survives the stop */
    bool found_detached;   /* the list needs a clean-up */
    bool spurious;         /* nothing useful happened: the union promises too much */
    int original_code, code;
    ut_info info;          /* report_signal */
};

/* Engines that came off a list: their reference of being attached is dropped once the lock is left. */
struct toy_gone {
    struct toy_engine *engines[TOY_MOST_ENGINES];
    int count;
};

/* What a switch of the command line makes wrong. */
enum toy_fault { TOY_RIGHT, TOY_LOST_RESUME, TOY_LOST_RESUME_NARROW };
extern enum toy_fault toy_fault;

static inline struct toy_thread *toy_self(const ut_context *me) { return me->thread->mine; }
static inline bool toy_is_current(const ut_context *me, const struct toy_thread *thread) { return me->thread == thread->handle; }
static inline bool toy_wants_stop(const struct toy_engine *engine) { return (engine->flags & UT_STOPBIT) != 0; }

/* engines.c. With the lock, except the last two. */
void toy_splice(struct toy_thread *thread);
void toy_reset(struct toy_thread *thread, struct toy_gone *gone);
void toy_raise_request(struct toy_thread *thread, unsigned request);
void toy_leave_stop(struct toy_thread *thread);
void toy_drop(ut_context *me, struct toy_engine *engine);
void toy_drop_all(ut_context *me, const struct toy_gone *gone);

/* attach.c, control.c, barrier.c, examine.c */
enum ut_error toy_attach(ut_context *me, ut_thread *thread, unsigned flags, const char *ops, const char *data, ut_engine *created, ut_engine **result);
enum ut_error toy_set_events(ut_context *me, ut_engine *handle, unsigned events);
enum ut_error toy_control(ut_context *me, ut_engine *handle, unsigned action);
enum ut_error toy_barrier(ut_context *me, ut_engine *handle);
enum ut_error toy_prepare_examine(ut_context *me, ut_engine *handle);
enum ut_error toy_finish_examine(ut_context *me, ut_engine *handle);
enum ut_error toy_get(ut_context *me, ut_engine *handle);
enum ut_error toy_put(ut_context *me, ut_engine *handle);

/* reports.c: the pass. Called by the thread itself, without the lock unless it says so. */
struct toy_pass toy_begin_pass(unsigned event, enum ut_callback callback);
bool toy_is_traced(ut_context *me, unsigned events);
unsigned toy_begin_turn(ut_context *me, struct toy_engine *engine, bool *detached);
void toy_end_turn(ut_context *me);
bool toy_apply(ut_context *me, struct toy_pass *pass, struct toy_engine *engine, unsigned action);
void toy_make_reports(ut_context *me, struct toy_pass *pass);
void toy_make_pass(ut_context *me, struct toy_pass *pass); /* all of it, for an event whose hook does not stop */
void toy_finish_report(ut_context *me, struct toy_pass *pass, bool will_not_stop);
void toy_finish_resume(ut_context *me, struct toy_pass *pass);
bool toy_wants_report(const struct toy_thread *self); /* with the lock */
void toy_notify_hook(ut_context *me);
void toy_report_exec(ut_context *me);

/* stop.c */
void toy_stop(ut_context *me, struct toy_pass *pass);

/* signals.c */
enum toy_verdict { TOY_NOTHING, TOY_AGAIN, TOY_KILL, TOY_TRAP };
enum toy_verdict toy_signal_hook(ut_context *me);

/* syscalls.c */
bool toy_report_syscall_entry(ut_context *me); /* whether the call is aborted */
void toy_report_syscall_exit(ut_context *me);

/* death.c */
int toy_report_exit(ut_context *me, int status);
void toy_report_death(ut_context *me);
void toy_report_reap(ut_context *me, struct toy_thread *thread);

/* threads.c */
void toy_spawn(ut_scenario *scenario, ut_thread *thread);
void toy_run(ut_context *me);
enum ut_state toy_probe(ut_thread *thread);
enum ut_error toy_kill(ut_context *me, ut_thread *thread);
enum ut_error toy_reap(ut_context *me, ut_thread *thread, int *status);
void toy_recompute_signal_path(struct toy_thread *thread);

#endif
