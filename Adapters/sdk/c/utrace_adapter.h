/*
 * utrace_adapter.h: plugs an implementation of utrace, in C, into the utrace conformance kit (protocol version 1, docs/protocol.md).
 *
 * One file of a program says
 *     #define UTRACE_ADAPTER_IMPLEMENTATION
 * before it includes this header, ahead of every system header; other files include it without. C11 and POSIX threads, nothing else: cc -std=c11 -pthread.
 *
 * You fill a table of functions (ut_adapter) and call ut_main. The header does the rest: lines and ids, JSON, a thread per context, calls inside callbacks,
 * held callbacks, the ledger behind settle, reset, and pause points. README.md in this folder grows an implementation on it, step by step.
 *
 * The three rules of the ledger
 *   1. State that several contexts share changes between ut_lock and ut_unlock, and nowhere else.
 *   2. Whoever has to wait calls ut_wait with a condition. There is no wake-up to forget: conditions are tried whenever somebody leaves the lock, and
 *      whoever makes one true counts the waiter as moving in that instant.
 *   3. ut_report, ut_ticked, ut_staged, ut_released and ut_pause are called without the lock.
 * So "nothing can move" is exact, and under control (T2) everything that others can notice lies between two pause points.
 */
#ifndef UTRACE_ADAPTER_H
#define UTRACE_ADAPTER_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <pthread.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- numbers: utrace's own ------------------------------------------------------------------------------------------------------------------------ */

/* Events: the bits of a mask. */
enum {
    UT_QUIESCE = 1, UT_REAP = 2, UT_CLONE = 4, UT_EXEC = 8, UT_EXIT = 16, UT_DEATH = 32, UT_SYSCALL_ENTRY = 64, UT_SYSCALL_EXIT = 128,
    UT_SIGNAL = 256, UT_SIGNAL_IGN = 512, UT_SIGNAL_STOP = 1024, UT_SIGNAL_TERM = 2048, UT_SIGNAL_CORE = 4096, UT_JCTL = 8192,
    UT_STOPBIT = 16384 /* private: the engine wants the thread stopped */
};

/* Resume actions: the low three bits of an action word, the strongest first. */
enum { UT_STOP, UT_INTERRUPT, UT_REPORT, UT_SINGLESTEP, UT_BLOCKSTEP, UT_RESUME, UT_DETACH };

/* control alone, a proposal: as UT_STOP, but results of the engine's own callbacks do not withdraw it. Out of range without the capability "proposed". */
enum { UT_STICKY_STOP = 0x80 };

/* The other bits of an action word: system calls, then signals. */
enum { UT_SYSCALL_ABORT = 0x10, UT_SYSCALL_RESUMED = 0x100 };
enum {
    UT_SIGNAL_DELIVER = 0x00, UT_SIGNAL_DO_IGN = 0x10, UT_SIGNAL_DO_TERM = 0x20, UT_SIGNAL_DO_CORE = 0x30, UT_SIGNAL_DO_STOP = 0x40,
    UT_SIGNAL_DO_TSTP = 0x50, UT_SIGNAL_REPORT = 0x60, UT_SIGNAL_HANDLER = 0x70, UT_SIGNAL_HOLD = 0x100
};

static inline unsigned ut_resume_action(unsigned word) { return word & 7u; }
static inline unsigned ut_other_bits(unsigned word) { return word & ~7u; }

/* attach */
enum { UT_MATCH_OPS = 0x01, UT_MATCH_DATA = 0x02, UT_CREATE = 0x10, UT_EXCLUSIVE = 0x20 };

/* ---- words of the protocol ------------------------------------------------------------------------------------------------------------------------ */

enum ut_error {
    UT_OK, UT_ENOENT, UT_EEXIST, UT_EINVAL, UT_EPERM, UT_ENOMEM, UT_ESRCH, UT_EALREADY, UT_EINPROGRESS, UT_EOPNOTSUPP, UT_ERESTARTSYS, UT_EAGAIN, UT_ECHILD
};

enum ut_callback {
    UT_REPORT_QUIESCE, UT_REPORT_SIGNAL, UT_REPORT_CLONE, UT_REPORT_JCTL, UT_REPORT_EXEC, UT_REPORT_SYSCALL_ENTRY, UT_REPORT_SYSCALL_EXIT, UT_REPORT_EXIT,
    UT_REPORT_DEATH, UT_REPORT_REAP
};

enum ut_state { UT_RUNNING, UT_SLEEPING, UT_JSTOPPED, UT_TSTOPPED, UT_ZOMBIE, UT_REAPED, UT_UNBORN /* a clone will make it */ };
enum ut_stage { UT_STAGE_ENTER, UT_STAGE_BODY, UT_STAGE_ABORT, UT_STAGE_INTERRUPT, UT_STAGE_FAIL, UT_STAGE_DONE };
enum ut_activity_kind {
    UT_NO_ACTIVITY, UT_DO_TICK, UT_DO_EXEC, UT_DO_SYSCALL, UT_DO_EXIT, UT_DO_EXIT_GROUP, UT_DO_USER, UT_DO_CLONE, UT_DO_SIGACTION, UT_DO_SIGMASK, UT_DO_WAIT
};
enum ut_sleep { UT_SLEEP_NONE, UT_SLEEP_INTERRUPTIBLE, UT_SLEEP_UNINTERRUPTIBLE };
enum ut_clone_kind { UT_CLONE_THREAD, UT_CLONE_FORK, UT_CLONE_VFORK };
enum ut_disposition { UT_KA_DEFAULT, UT_KA_IGNORE, UT_KA_HANDLER, UT_KA_NONE /* orig_ka alone: the pass began without a signal */ };
enum ut_jctl { UT_JCTL_NONE, UT_JCTL_STOPPED, UT_JCTL_CONTINUED };
enum ut_stepping { UT_STEPS_BLOCK, UT_STEPS_SINGLE, UT_STEPS_NONE }; /* how finely the hardware steps */

/* A set of signals: bit n for number n. */
typedef uint32_t ut_signals;
static inline bool ut_has_signal(ut_signals set, int signal) { return (set >> signal & 1u) != 0; }

/* ---- what the kit names --------------------------------------------------------------------------------------------------------------------------- */

typedef struct ut_scenario ut_scenario;
typedef struct ut_context ut_context;

/* What a thread does next in user mode. */
typedef struct ut_activity {
    enum ut_activity_kind kind;
    const char *name;    /* syscall: its name */
    enum ut_sleep sleep; /* syscall: how its body sleeps until the thread is woken */
    bool fails;          /* exec: it fails, without an event */
    int code;            /* exit, exit_group */
    struct ut_thread *child;         /* clone: the thread that it makes, NULL where it fails; wait: the child */
    enum ut_clone_kind clone;        /* clone: what it makes */
    int signal;                      /* sigaction */
    enum ut_disposition disposition; /* sigaction */
    ut_signals blocked;              /* sigmask: the whole mask */
} ut_activity;

/* A thread. It lives as long as its scenario. */
typedef struct ut_thread {
    const char *name;
    const char *group;
    bool self_reap;
    bool kernel_thread;
    struct ut_thread *parent;   /* NULL: it is outside */
    enum ut_stepping stepping;
    ut_signals ignored, handled, defaulted; /* The dispositions of its group at the start; defaulted: of a clone, whatever its parent's are. */
    ut_signals blocked;         /* its mask at the start */
    bool orphaned;              /* its group is */
    void *mine;           /* yours */
    ut_activity activity; /* The activity that is not over; UT_NO_ACTIVITY: none. Set by the kit, ended by ut_ticked, ut_staged(UT_STAGE_DONE) and death. */
    bool woken;           /* The sleep of the present activity's body is over. */
    ut_context *context;  /* NULL: not born, see ut_start_clone */
    bool sdk_died;
    struct ut_thread *sdk_next;
} ut_thread;

/* What report_signal is shown, and may change: the number in info and return_ka. */
typedef struct ut_info {
    int signal;                     /* 0: none */
    enum ut_disposition orig_ka;    /* UT_KA_NONE: the pass began without a signal */
    enum ut_disposition return_ka;
} ut_info;

/* An engine: the handle. It lives as long as its scenario, so a handle may be named after the release. */
typedef struct ut_engine {
    const char *name;
    ut_thread *thread;
    const char *ops;    /* as declared; attach gives its own */
    const char *data;
    unsigned callbacks; /* bit 1 << enum ut_callback for every callback that its table has */
    void *mine;         /* Yours. Set it under the lock when the engine is attached: from then on the handle can be used. ut_released takes it away. */
    int sdk_live;
    struct ut_engine *sdk_next;
} ut_engine;

static inline bool ut_has_callback(const ut_engine *engine, enum ut_callback callback) { return (engine->callbacks >> callback & 1u) != 0; }

/* One scenario: reset makes a new one, and the threads of the old one unwind at their next ut_ function. */
struct ut_scenario {
    uint64_t seed;
    bool control;      /* T2: the kit says who runs */
    void *mine;        /* yours */
    ut_thread *threads; /* in order of creation, linked by sdk_next: see ut_next_thread */
    struct ut_scenario_sdk *sdk;
};

/* Who runs: a traced thread, or an actor while a call of it is open. */
struct ut_context {
    const char *name;
    ut_thread *thread; /* NULL for an actor */
    ut_scenario *scenario;
    bool interrupted;  /* A signal came (function interrupt): a barrier that would wait answers ERESTARTSYS and clears it. Read and write under the lock. */
    struct ut_context_sdk *sdk;
};

/* ---- what you write ------------------------------------------------------------------------------------------------------------------------------- */

/* A function that is NULL is answered with "not there" (-32001). Results are enum ut_error. */
typedef struct ut_adapter {
    const char *name;
    const char *version;
    const char *homepage;     /* may be NULL */
    int api;                  /* e.g. 20091216 */
    const char *capabilities; /* parted by blanks, of docs/protocol.md, Words: "core syscall" */
    const char *tier;         /* "T1", or "T2" with pause points */
    void *mine;               /* yours, e.g. options */

    /* With the lock; must not wait. */
    void (*begin)(ut_scenario *scenario);                     /* optional: a scenario begins */
    void (*spawn)(ut_scenario *scenario, ut_thread *thread);  /* a thread comes into being, or will by a clone (thread->context is NULL): set thread->mine */
    enum ut_state (*probe)(ut_thread *thread);                /* its state now */
    ut_thread *(*thread_of_pid)(ut_thread *first);            /* pid: whom the pid that this thread began with stands for now; NULL: nobody */
    void (*end)(ut_scenario *scenario);                       /* optional: the last context has left; what ut_alloc gave is freed afterwards */

    /* Without the lock, on a thread of its own. */
    void (*run)(ut_context *me);                              /* the life of the thread me->thread; "died" is told when it returns */
    enum ut_error (*attach)(ut_context *me, ut_thread *thread, unsigned flags, const char *ops, const char *data, ut_engine *created, ut_engine **result);
                                                              /* created: NULL for a look-up; ops, data: NULL where not given */
    enum ut_error (*set_events)(ut_context *me, ut_engine *engine, unsigned events);
    enum ut_error (*control)(ut_context *me, ut_engine *engine, unsigned action);
    enum ut_error (*barrier)(ut_context *me, ut_engine *engine);
    enum ut_error (*prepare_examine)(ut_context *me, ut_engine *engine);
    enum ut_error (*finish_examine)(ut_context *me, ut_engine *engine);
    enum ut_error (*get)(ut_context *me, ut_engine *engine);
    enum ut_error (*put)(ut_context *me, ut_engine *engine);
    enum ut_error (*kill)(ut_context *me, ut_thread *thread);
    enum ut_error (*send)(ut_context *me, ut_thread *thread, int signal, bool group); /* signals */
    enum ut_error (*wake_up)(ut_context *me, const char *gate);                       /* proposed: told with ut_woken_up when it takes effect */
    enum ut_error (*reap)(ut_context *me, ut_thread *thread, int *status);
} ut_adapter;

/* ---- what you call -------------------------------------------------------------------------------------------------------------------------------- */

/* Serves until the kit hangs up. On the standard streams; with --unix PATH or --tcp PORT it listens, for a process under a debugger. The exit code. */
int ut_main(int argc, char **argv, const ut_adapter *adapter);

/* The lock of the scenario. Leaving it tries the condition of everybody who waits. ut_lock is a pause point of its own, "lock". */
void ut_lock(ut_context *me);
void ut_unlock(ut_context *me);

/* Waits, with the lock, until the condition is true; the condition is tried with the lock, on any thread. why (printf) is shown when something hangs. */
void ut_wait(ut_context *me, bool (*condition)(void *argument), void *argument, const char *why, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 4, 5)))
#endif
    ;

/* A pause point: under control others may come in here. Its name is one of docs/protocol.md, or yours. Passed at once where nothing was touched since the last. */
void ut_pause(ut_context *me, const char *point);

/* Optional, all or nothing: a shared variable that the present step reads or writes, e.g. ut_writes(me, "E.Flags"). */
void ut_reads(ut_context *me, const char *variable);
void ut_writes(ut_context *me, const char *variable);

/* A callback: returns with its action word when the script says so. event is for report_quiesce and report_signal, else 0. */
unsigned ut_report(ut_context *me, ut_engine *engine, enum ut_callback callback, unsigned action, unsigned event);
unsigned ut_report_exit(ut_context *me, ut_engine *engine, unsigned action, int original_code, int *code);
unsigned ut_report_signal(ut_context *me, ut_engine *engine, unsigned action, unsigned event, ut_info *info);
unsigned ut_report_clone(ut_context *me, ut_engine *engine, unsigned action, enum ut_clone_kind kind, const ut_thread *child);
unsigned ut_report_jctl(ut_context *me, ut_engine *engine, unsigned action, enum ut_jctl type, enum ut_jctl notify);

/* clone: the child can run, in user mode, from now on: its run is called. With the lock. */
void ut_start_clone(ut_context *me, ut_thread *child);

/* What happened to the thread me->thread. A tick and UT_STAGE_DONE end its activity. */
void ut_ticked(ut_context *me);
void ut_staged(ut_context *me, enum ut_stage stage);

/* A handler ran, as one user-mode step of the thread me->thread. It told its parent of a job-control change. */
void ut_handler_ran(ut_context *me, int signal);
void ut_parent_told(ut_context *me, enum ut_jctl what);

/* A wake_up that a callback in this context made takes effect. */
void ut_woken_up(ut_context *me, const char *gate);

/* The release hook of the engine ran: nobody holds a reference any more. */
void ut_released(ut_context *me, ut_engine *engine);

/* Free text, shown with --trace. */
void ut_note(ut_context *me, const char *format, ...);

/* The implementation found itself broken, a use of something freed for instance: the case is a crash, the context ends here. */
void ut_crash(ut_context *me, const char *format, ...);

/* Zeroed memory that lives as long as the scenario. With the lock or without. */
void *ut_alloc(ut_scenario *scenario, size_t size);

static inline ut_thread *ut_next_thread(const ut_thread *thread) { return thread->sdk_next; }

#endif /* UTRACE_ADAPTER_H */

#ifdef UTRACE_ADAPTER_IMPLEMENTATION
#undef UTRACE_ADAPTER_IMPLEMENTATION

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { UT_LINE_BYTES = 1048576, UT_JSON_DEPTH = 32, UT_JSON_MEMBERS = 256, UT_STACK_BYTES = 512 * 1024 };

/* ---- JSON: text that is written ------------------------------------------------------------------------------------------------------------------- */

typedef struct ut_text {
    char *bytes;
    size_t length, capacity;
} ut_text;

static void ut_out_of_memory(void)
{
    fputs("utrace_adapter: out of memory\n", stderr);
    abort();
}

static void ut_put_bytes(ut_text *text, const char *bytes, size_t length)
{
    if (text->capacity - text->length <= length) {
        size_t capacity = (text->length + length + 1) * 2;
        char *grown = realloc(text->bytes, capacity < 256 ? 256 : capacity);
        if (grown == NULL)
            ut_out_of_memory();
        text->bytes = grown;
        text->capacity = capacity < 256 ? 256 : capacity;
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static void ut_put(ut_text *text, const char *string) { ut_put_bytes(text, string, strlen(string)); }

static void ut_put_number(ut_text *text, int64_t value)
{
    char digits[24];
    ut_put_bytes(text, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)value));
}

/* The length of the well-formed UTF-8 sequence at bytes; 0 where there is none. */
static size_t ut_utf8_length(const unsigned char *bytes, size_t left)
{
    unsigned char first = bytes[0];
    size_t length = first < 0x80 ? 1 : first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    if ((first == 0xe0 && bytes[1] < 0xa0) || (first == 0xed && bytes[1] > 0x9f) || (first == 0xf0 && bytes[1] < 0x90) || (first == 0xf4 && bytes[1] > 0x8f))
        return 0;
    return length;
}

/* A JSON string. Bytes that are no UTF-8 become U+FFFD: a message about garbage must not be garbage. */
static void ut_put_string(ut_text *text, const char *string)
{
    const unsigned char *at = (const unsigned char *)string;
    size_t left = strlen(string);
    ut_put(text, "\"");
    while (left > 0) {
        size_t length = ut_utf8_length(at, left);
        char escape[8];
        if (length == 0) {
            ut_put(text, "\xef\xbf\xbd");
            length = 1;
        } else if (*at == '"' || *at == '\\') {
            escape[0] = '\\';
            escape[1] = (char)*at;
            ut_put_bytes(text, escape, 2);
        } else if (*at < 0x20 || *at == 0x7f) {
            ut_put_bytes(text, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", *at));
        } else {
            ut_put_bytes(text, (const char *)at, length);
        }
        at += length;
        left -= length;
    }
    ut_put(text, "\"");
}

/* ---- JSON: lines that are read -------------------------------------------------------------------------------------------------------------------- */

enum ut_json_type { UT_JSON_NULL, UT_JSON_FALSE, UT_JSON_TRUE, UT_JSON_INTEGER, UT_JSON_REAL, UT_JSON_STRING, UT_JSON_ARRAY, UT_JSON_OBJECT };

typedef struct ut_json {
    enum ut_json_type type;
    bool negative;
    uint64_t magnitude;      /* UT_JSON_INTEGER */
    const char *string;      /* UT_JSON_STRING: decoded in place, ends with a zero byte, has none inside */
    const char *key;         /* of a member */
    size_t first, next;      /* children, as indices; 0: none */
} ut_json;

/* A parsed line: values[0] is the whole. The strings are in the line itself. */
typedef struct ut_json_document {
    ut_json *values;
    size_t count, capacity;
    const char *error;       /* what is wrong, or NULL */
    size_t error_at;         /* at which byte */
    char *start, *at, *end;
} ut_json_document;

static bool ut_json_fail(ut_json_document *json, const char *error)
{
    if (json->error == NULL) {
        json->error = error;
        json->error_at = (size_t)(json->at - json->start);
    }
    return false;
}

static void ut_json_blanks(ut_json_document *json)
{
    while (json->at < json->end && (*json->at == ' ' || *json->at == '\t' || *json->at == '\r' || *json->at == '\n'))
        json->at++;
}

static bool ut_json_hex(ut_json_document *json, unsigned *value)
{
    *value = 0;
    if (json->end - json->at < 4)
        return ut_json_fail(json, "\\u needs four hex digits");
    for (int i = 0; i < 4; i++) {
        char c = *json->at++;
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10) : 16;
        if (digit == 16)
            return ut_json_fail(json, "\\u needs four hex digits");
        *value = *value << 4 | digit;
    }
    return true;
}

static bool ut_json_escape(ut_json_document *json, char **to)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    const char *simple = json->at < json->end ? memchr(from, *json->at, sizeof from - 1) : NULL;
    unsigned code, low;
    if (simple != NULL) {
        *(*to)++ = into[simple - from];
        json->at++;
        return true;
    }
    if (json->at >= json->end || *json->at++ != 'u')
        return ut_json_fail(json, "unknown escape");
    if (!ut_json_hex(json, &code))
        return false;
    if (code == 0)
        return ut_json_fail(json, "a zero character in a string");
    if (code >= 0xdc00 && code <= 0xdfff)
        return ut_json_fail(json, "a low surrogate without a high one");
    if (code >= 0xd800 && code <= 0xdbff) {
        if (json->end - json->at < 2 || json->at[0] != '\\' || json->at[1] != 'u')
            return ut_json_fail(json, "a high surrogate without a low one");
        json->at += 2;
        if (!ut_json_hex(json, &low))
            return false;
        if (low < 0xdc00 || low > 0xdfff)
            return ut_json_fail(json, "a high surrogate without a low one");
        code = 0x10000 + ((code - 0xd800) << 10 | (low - 0xdc00));
    }
    if (code < 0x80) {
        *(*to)++ = (char)code;
    } else if (code < 0x800) {
        *(*to)++ = (char)(0xc0 | code >> 6);
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *(*to)++ = (char)(0xe0 | code >> 12);
        *(*to)++ = (char)(0x80 | (code >> 6 & 0x3f));
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    } else {
        *(*to)++ = (char)(0xf0 | code >> 18);
        *(*to)++ = (char)(0x80 | (code >> 12 & 0x3f));
        *(*to)++ = (char)(0x80 | (code >> 6 & 0x3f));
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    }
    return true;
}

/* Decodes in place: what is written is never longer than what was read. */
static const char *ut_json_string(ut_json_document *json)
{
    char *start, *to;
    if (json->at >= json->end || *json->at != '"') {
        ut_json_fail(json, "a string was expected");
        return NULL;
    }
    start = to = ++json->at;
    while (json->at < json->end && *json->at != '"') {
        if (*json->at == '\\') {
            json->at++;
            if (!ut_json_escape(json, &to))
                return NULL;
            continue;
        }
        size_t length = ut_utf8_length((const unsigned char *)json->at, (size_t)(json->end - json->at));
        if (length == 0 || (unsigned char)*json->at < 0x20) {
            ut_json_fail(json, length == 0 ? "not UTF-8" : "a control character in a string");
            return NULL;
        }
        memmove(to, json->at, length);
        to += length;
        json->at += length;
    }
    if (json->at >= json->end) {
        ut_json_fail(json, "the string does not end");
        return NULL;
    }
    json->at++;
    *to = '\0';
    return start;
}

static bool ut_json_digits(ut_json_document *json)
{
    char *start = json->at;
    while (json->at < json->end && *json->at >= '0' && *json->at <= '9')
        json->at++;
    return json->at > start || ut_json_fail(json, "a digit was expected");
}

static bool ut_json_number(ut_json_document *json, ut_json *value)
{
    char *digits;
    value->type = UT_JSON_INTEGER;
    if (*json->at == '-') {
        value->negative = true;
        json->at++;
    }
    digits = json->at;
    if (!ut_json_digits(json))
        return false;
    if (*digits == '0' && json->at - digits > 1)
        return ut_json_fail(json, "a number with a leading zero");
    for (char *digit = digits; digit < json->at; digit++) {
        uint64_t last = (uint64_t)(*digit - '0');
        if (value->magnitude > (UINT64_MAX - last) / 10)
            value->type = UT_JSON_REAL; /* beyond 64 bits: no integer of the protocol */
        value->magnitude = value->magnitude * 10 + last;
    }
    if (json->at < json->end && *json->at == '.') {
        json->at++;
        value->type = UT_JSON_REAL;
        if (!ut_json_digits(json))
            return false;
    }
    if (json->at < json->end && (*json->at == 'e' || *json->at == 'E')) {
        json->at++;
        value->type = UT_JSON_REAL;
        if (json->at < json->end && (*json->at == '+' || *json->at == '-'))
            json->at++;
        if (!ut_json_digits(json))
            return false;
    }
    return true;
}

static bool ut_json_word(ut_json_document *json, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(json->end - json->at) < length || memcmp(json->at, word, length) != 0)
        return ut_json_fail(json, "a value was expected");
    json->at += length;
    return true;
}

static size_t ut_json_new(ut_json_document *json)
{
    if (json->count == json->capacity) {
        json->capacity = json->capacity == 0 ? 64 : json->capacity * 2;
        ut_json *grown = realloc(json->values, json->capacity * sizeof *grown);
        if (grown == NULL)
            ut_out_of_memory();
        json->values = grown;
    }
    json->values[json->count] = (ut_json){0};
    return json->count++;
}

static bool ut_json_value(ut_json_document *json, size_t self, int depth);

static bool ut_json_children(ut_json_document *json, size_t self, int depth, bool members)
{
    char close = members ? '}' : ']';
    size_t last = 0, count = 0;
    json->values[self].type = members ? UT_JSON_OBJECT : UT_JSON_ARRAY;
    json->at++;
    ut_json_blanks(json);
    if (json->at < json->end && *json->at == close) {
        json->at++;
        return true;
    }
    while (true) {
        const char *key = NULL;
        size_t child;
        ut_json_blanks(json);
        if (members) {
            if (++count > UT_JSON_MEMBERS)
                return ut_json_fail(json, "too many members");
            if ((key = ut_json_string(json)) == NULL)
                return false;
            for (size_t other = json->values[self].first; other != 0; other = json->values[other].next)
                if (strcmp(json->values[other].key, key) == 0)
                    return ut_json_fail(json, "the same member twice");
            ut_json_blanks(json);
            if (json->at >= json->end || *json->at != ':')
                return ut_json_fail(json, "':' was expected");
            json->at++;
        }
        child = ut_json_new(json);
        if (last == 0)
            json->values[self].first = child;
        else
            json->values[last].next = child;
        last = child;
        if (!ut_json_value(json, child, depth + 1))
            return false;
        json->values[child].key = key;
        ut_json_blanks(json);
        if (json->at < json->end && *json->at == close) {
            json->at++;
            return true;
        }
        if (json->at >= json->end || *json->at != ',')
            return ut_json_fail(json, members ? "',' or '}' was expected" : "',' or ']' was expected");
        json->at++;
    }
}

static bool ut_json_value(ut_json_document *json, size_t self, int depth)
{
    if (depth > UT_JSON_DEPTH)
        return ut_json_fail(json, "too deep");
    ut_json_blanks(json);
    if (json->at >= json->end)
        return ut_json_fail(json, "a value was expected");
    switch (*json->at) {
    case '{':
        return ut_json_children(json, self, depth, true);
    case '[':
        return ut_json_children(json, self, depth, false);
    case '"': {
        const char *string = ut_json_string(json);
        json->values[self].type = UT_JSON_STRING;
        json->values[self].string = string;
        return string != NULL;
    }
    case 't':
        json->values[self].type = UT_JSON_TRUE;
        return ut_json_word(json, "true");
    case 'f':
        json->values[self].type = UT_JSON_FALSE;
        return ut_json_word(json, "false");
    case 'n':
        return ut_json_word(json, "null");
    default:
        return *json->at == '-' || (*json->at >= '0' && *json->at <= '9') ? ut_json_number(json, &json->values[self])
            : ut_json_fail(json, "a value was expected");
    }
}

/* Parses length bytes in place. The document may be used again; free its values at the end. */
static bool ut_json_parse(ut_json_document *json, char *bytes, size_t length)
{
    json->count = 0;
    json->error = NULL;
    json->start = json->at = bytes;
    json->end = bytes + length;
    if (!ut_json_value(json, ut_json_new(json), 0))
        return false;
    ut_json_blanks(json);
    return json->at == json->end || ut_json_fail(json, "something behind the value");
}

/* A member of an object; NULL where it is absent or null. */
static const ut_json *ut_json_member(const ut_json_document *json, const ut_json *object, const char *key)
{
    if (object == NULL || object->type != UT_JSON_OBJECT)
        return NULL;
    for (size_t child = object->first; child != 0; child = json->values[child].next)
        if (strcmp(json->values[child].key, key) == 0)
            return json->values[child].type == UT_JSON_NULL ? NULL : &json->values[child];
    return NULL;
}

/* ---- words ---------------------------------------------------------------------------------------------------------------------------------------- */

static const char *const ut_error_words[] = {
    "0", "ENOENT", "EEXIST", "EINVAL", "EPERM", "ENOMEM", "ESRCH", "EALREADY", "EINPROGRESS", "EOPNOTSUPP", "ERESTARTSYS", "EAGAIN", "ECHILD", NULL
};
static const char *const ut_callback_words[] = {
    "report_quiesce", "report_signal", "report_clone", "report_jctl", "report_exec", "report_syscall_entry", "report_syscall_exit", "report_exit",
    "report_death", "report_reap", NULL
};
static const char *const ut_state_words[] = { "running", "sleeping", "jstopped", "tstopped", "zombie", "reaped", "unborn", NULL };
static const char *const ut_stage_words[] = { "enter", "body", "abort", "interrupt", "fail", "done", NULL };
static const char *const ut_activity_words[] = { "", "tick", "exec", "syscall", "exit", "exit_group", "user", "clone", "sigaction", "sigmask", "wait", NULL };
static const char *const ut_clone_words[] = { "thread", "fork", "vfork", NULL };
static const char *const ut_jctl_words[] = { "", "STOPPED", "CONTINUED", NULL };
static const char *const ut_stepping_words[] = { "block", "single", "none", NULL };
static const char *const ut_disposition_words[] = { "default", "ignore", "handler", NULL };
static const char *const ut_sleep_words[] = { "none", "interruptible", "uninterruptible", NULL };

/* By number; a hole is no signal of the kit's. */
static const char *const ut_signal_words[32] = {
    [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [5] = "SIGTRAP", [6] = "SIGABRT", [9] = "SIGKILL", [10] = "SIGUSR1", [11] = "SIGSEGV", [12] = "SIGUSR2",
    [15] = "SIGTERM", [17] = "SIGCHLD", [18] = "SIGCONT", [19] = "SIGSTOP", [20] = "SIGTSTP", [21] = "SIGTTIN", [22] = "SIGTTOU", [28] = "SIGWINCH"
};

enum ut_function {
    UT_CALL_ATTACH, UT_CALL_SET_EVENTS, UT_CALL_CONTROL, UT_CALL_BARRIER, UT_CALL_PREPARE_EXAMINE, UT_CALL_FINISH_EXAMINE, UT_CALL_GET, UT_CALL_PUT,
    UT_CALL_KILL, UT_CALL_REAP, UT_CALL_INTERRUPT, UT_CALL_SEND, UT_CALL_WAKE_UP, UT_AWAIT_STATE
};
static const char *const ut_function_words[] = {
    "attach", "set_events", "control", "barrier", "prepare_examine", "finish_examine", "get", "put", "kill", "reap", "interrupt", "send", "wake_up", NULL
};

/* Error codes of the protocol. */
enum {
    UT_NO_JSON = -32700, UT_NO_REQUEST = -32600, UT_NO_METHOD = -32601, UT_WRONG_MEMBER = -32602, UT_BROKE_DOWN = -32000, UT_NOT_THERE = -32001,
    UT_GIVEN_UP = -32002, UT_WRONG_STATE = -32003, UT_NO_VERSION = -32004
};

/* ---- the connection ------------------------------------------------------------------------------------------------------------------------------- */

/* One connection at a time; static, because ut_crash and the like may come from anywhere. */
static struct {
    const ut_adapter *adapter;
    int in, out;
    pthread_mutex_t writing;
    ut_text line;
    uint64_t next_id;          /* of our requests; under the scenario's lock */
    ut_scenario *scenario;     /* the present one; the reader's */
    bool greeted;
    pthread_mutex_t leaving;
    pthread_cond_t left;
    int contexts;              /* threads of all scenarios that are not over; under leaving */
} ut_wire = { .in = -1, .out = -1, .writing = PTHREAD_MUTEX_INITIALIZER, .leaving = PTHREAD_MUTEX_INITIALIZER, .left = PTHREAD_COND_INITIALIZER };

/* Opens a line; ut_send closes it. Between the two the wire is ours. */
static ut_text *ut_begin(void)
{
    pthread_mutex_lock(&ut_wire.writing);
    ut_wire.line.length = 0;
    ut_put(&ut_wire.line, "{\"jsonrpc\":\"2.0\"");
    return &ut_wire.line;
}

static void ut_send(void)
{
    size_t sent = 0;
    ut_put(&ut_wire.line, "}\n");
    while (sent < ut_wire.line.length) {
        ssize_t written = write(ut_wire.out, ut_wire.line.bytes + sent, ut_wire.line.length - sent);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break; /* The kit hung up; the reader sees that. */
        sent += (size_t)written;
    }
    pthread_mutex_unlock(&ut_wire.writing);
}

static ut_text *ut_begin_result(uint64_t id)
{
    ut_text *line = ut_begin();
    ut_put(line, ",\"id\":");
    ut_put_number(line, (int64_t)id);
    ut_put(line, ",\"result\":{");
    return line;
}

static void ut_send_result(void)
{
    ut_put(&ut_wire.line, "}");
    ut_send();
}

static void ut_send_error(uint64_t id, int code, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 3, 4)))
#endif
    ;
static void ut_send_error(uint64_t id, int code, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ut_text *line = ut_begin();
    ut_put(line, ",\"id\":");
    if (id == 0)
        ut_put(line, "null");
    else
        ut_put_number(line, (int64_t)id);
    ut_put(line, ",\"error\":{\"code\":");
    ut_put_number(line, code);
    ut_put(line, ",\"message\":");
    ut_put_string(line, message);
    ut_put(line, "}");
    ut_send();
}

/* ---- the ledger ----------------------------------------------------------------------------------------------------------------------------------- */

/* Where a context stands. READY and RUNNING can move without the kit, the others cannot. Without control READY is not used. */
enum ut_standing { UT_IDLE, UT_BLOCKED, UT_IN_CALLBACK, UT_READY, UT_MOVING, UT_OVER };

typedef struct ut_job {
    uint64_t id;
    enum ut_function function;
    ut_thread *thread;
    ut_engine *engine;
    unsigned flags, events, action;
    const char *ops, *data;
    ut_context *actor;
    enum ut_state state;
    ut_thread *pid;            /* by pid: the thread that began with it; NULL: by thread */
    int signal;
    bool group;
    const char *gate;
} ut_job;

struct ut_context_sdk {
    ut_context *next;
    pthread_cond_t wake;
    jmp_buf unwind;
    enum ut_standing standing;
    bool (*condition)(void *); /* while it waits in ut_wait */
    void *argument;
    char why[160];
    bool has_lock;
    bool touched;              /* It has been in a critical section since it was last chosen. */
    uint64_t callback;         /* the id of the open callback that it is inside of; 0: none */
    bool answered;
    unsigned answer;
    bool answer_has_code;
    int answer_code;
    int answer_signal;         /* 0: leave it */
    enum ut_disposition answer_ka; /* UT_KA_NONE: leave it */
    uint64_t outer_job;        /* the id of the call whose callback this is (report_reap); 0: none */
    bool has_job;              /* a call that waits to be begun, or is open (in the actor, or nested in the callback) */
    ut_job job;
};

struct ut_block {
    struct ut_block *next;
    max_align_t bytes[];
};

struct ut_scenario_sdk {
    pthread_mutex_t lock;
    pthread_mutex_t allocating;
    struct ut_block *blocks;
    int references;            /* contexts, and the reader; under lock */
    bool dead;                 /* Another scenario has begun: nothing is sent any more. */
    ut_context *contexts;
    ut_engine *engines;
    int moving, open_calls, open_callbacks, pending;
    uint64_t settle;           /* the id of the settle request that is not answered; 0: none */
    struct timespec deadline;
    /* under control */
    uint64_t go;               /* the id of the go request that is not answered; 0: none */
    char **choices;
    size_t choice, choice_count;
    ut_text steps, started, ready, reads, writes;
};

#define UT_ADD(text, string) (ut_put((text), (text)->length == 0 ? "" : ","), ut_put_string((text), (string)))

static void ut_take(ut_scenario *scenario) { pthread_mutex_lock(&scenario->sdk->lock); }

void *ut_alloc(ut_scenario *scenario, size_t size)
{
    struct ut_block *block = calloc(1, sizeof *block + size);
    if (block == NULL)
        ut_out_of_memory();
    pthread_mutex_lock(&scenario->sdk->allocating);
    block->next = scenario->sdk->blocks;
    scenario->sdk->blocks = block;
    pthread_mutex_unlock(&scenario->sdk->allocating);
    return block->bytes;
}

static char *ut_copy(ut_scenario *scenario, const char *string)
{
    return string == NULL ? NULL : strcpy(ut_alloc(scenario, strlen(string) + 1), string);
}

/* Drops a reference, with the lock, which is gone afterwards. */
static void ut_drop(ut_scenario *scenario)
{
    struct ut_scenario_sdk *sdk = scenario->sdk;
    bool last = --sdk->references == 0;
    pthread_mutex_unlock(&sdk->lock);
    if (!last)
        return;
    if (ut_wire.adapter->end != NULL)
        ut_wire.adapter->end(scenario);
    for (ut_context *context = sdk->contexts; context != NULL; context = context->sdk->next)
        pthread_cond_destroy(&context->sdk->wake);
    for (struct ut_block *block = sdk->blocks, *next; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    free(sdk->steps.bytes);
    free(sdk->started.bytes);
    free(sdk->ready.bytes);
    free(sdk->reads.bytes);
    free(sdk->writes.bytes);
    pthread_mutex_destroy(&sdk->lock);
    pthread_mutex_destroy(&sdk->allocating);
    free(sdk);
    free(scenario);
}

static void ut_answer_settle(ut_scenario *scenario, bool settled)
{
    struct ut_scenario_sdk *sdk = scenario->sdk;
    ut_text *line = ut_begin_result(sdk->settle);
    ut_put(line, settled ? "\"settled\":true,\"blockedCalls\":" : "\"settled\":false,\"blockedCalls\":");
    ut_put_number(line, sdk->open_calls);
    ut_put(line, ",\"openCallbacks\":");
    ut_put_number(line, sdk->open_callbacks);
    ut_put(line, ",\"pendingActivities\":");
    ut_put_number(line, sdk->pending);
    ut_send_result();
    sdk->settle = 0;
}

static void ut_stand(ut_context *context, enum ut_standing standing)
{
    struct ut_scenario_sdk *sdk = context->scenario->sdk;
    bool moved = context->sdk->standing == UT_READY || context->sdk->standing == UT_MOVING;
    bool moves = standing == UT_READY || standing == UT_MOVING;
    sdk->moving += (int)moves - (int)moved;
    context->sdk->standing = standing;
    if (sdk->moving == 0 && sdk->settle != 0 && !sdk->dead)
        ut_answer_settle(context->scenario, true);
}

/* The context can go on: at once, or under control when it is chosen. */
static void ut_make_ready(ut_context *context)
{
    if (context->scenario->control) {
        ut_stand(context, UT_READY);
    } else {
        ut_stand(context, UT_MOVING);
        pthread_cond_signal(&context->sdk->wake);
    }
}

/* Whoever waits for something that has come true can go on. With the lock. */
static void ut_try_conditions(ut_scenario *scenario)
{
    for (ut_context *context = scenario->sdk->contexts; context != NULL; context = context->sdk->next)
        if (context->sdk->standing == UT_BLOCKED && context->sdk->condition(context->sdk->argument)) {
            ut_make_ready(context);
            if (scenario->control)
                UT_ADD(&scenario->sdk->ready, context->name);
        }
}

/* The end of a context whose scenario is over, or that crashed: back to where its thread began. With the lock. */
static void ut_unwind(ut_context *me)
{
    me->sdk->has_lock = false;
    pthread_mutex_unlock(&me->scenario->sdk->lock);
    longjmp(me->sdk->unwind, 1);
}

/* Sleeps until the context may run. With the lock. */
static void ut_park(ut_context *me)
{
    while (!me->scenario->sdk->dead && me->sdk->standing != UT_MOVING)
        pthread_cond_wait(&me->sdk->wake, &me->scenario->sdk->lock);
    if (me->scenario->sdk->dead)
        ut_unwind(me);
}

/* With the lock from here on; a context of a dead scenario comes no further. */
static void ut_enter(ut_context *me, const char *what)
{
    if (me->sdk->has_lock)
        ut_crash(me, "%s was called with the lock: leave it first (ut_unlock), callbacks and events are told without", what);
    ut_take(me->scenario);
    if (me->scenario->sdk->dead)
        ut_unwind(me);
}

static void ut_leave(ut_context *me) { pthread_mutex_unlock(&me->scenario->sdk->lock); }

/* ---- control: who goes on ------------------------------------------------------------------------------------------------------------------------- */

static ut_context *ut_find_context(ut_scenario *scenario, const char *name)
{
    ut_context *context = scenario->sdk->contexts;
    while (context != NULL && strcmp(context->name, name) != 0)
        context = context->sdk->next;
    return context;
}

static void ut_answer_go(ut_scenario *scenario)
{
    struct ut_scenario_sdk *sdk = scenario->sdk;
    ut_text *line = ut_begin_result(sdk->go);
    ut_put(line, "\"steps\":[");
    ut_put_bytes(line, sdk->steps.bytes, sdk->steps.length);
    ut_put(line, "]");
    ut_send_result();
    sdk->go = 0;
}

/* The next choice runs; where it cannot, go is the kit's error. */
static void ut_choose(ut_scenario *scenario)
{
    struct ut_scenario_sdk *sdk = scenario->sdk;
    const char *name = sdk->choices[sdk->choice++];
    ut_context *context = ut_find_context(scenario, name);
    if (context == NULL || context->sdk->standing != UT_READY) {
        uint64_t id = sdk->go;
        sdk->go = 0;
        ut_send_error(id, UT_WRONG_STATE, "go: %s cannot go on (choice %zu of %zu): %s", name, sdk->choice, sdk->choice_count,
            context == NULL ? "there is no such context" : context->sdk->standing == UT_BLOCKED ? "it waits" : "it is the kit's turn");
        return;
    }
    context->sdk->touched = false;
    ut_stand(context, UT_MOVING);
    pthread_cond_signal(&context->sdk->wake);
}

static void ut_put_list(ut_text *line, const char *key, ut_text *list)
{
    if (list->length == 0)
        return;
    ut_put(line, ",\"");
    ut_put(line, key);
    ut_put(line, "\":[");
    ut_put_bytes(line, list->bytes, list->length);
    ut_put(line, "]");
    list->length = 0;
}

/* The running context's step is over. Its standing says whether it can be chosen again. With the lock. */
static void ut_halt(ut_context *me, const char *at, const char *point, const char *waits)
{
    struct ut_scenario_sdk *sdk = me->scenario->sdk;
    ut_text *steps = &sdk->steps;
    ut_put(steps, steps->length == 0 ? "{\"context\":" : ",{\"context\":");
    ut_put_string(steps, me->name);
    ut_put(steps, ",\"at\":");
    ut_put_string(steps, at);
    if (point != NULL) {
        ut_put(steps, ",\"point\":");
        ut_put_string(steps, point);
    }
    if (waits != NULL) {
        ut_put(steps, ",\"waits\":");
        ut_put_string(steps, waits);
    }
    ut_put_list(steps, "started", &sdk->started);
    ut_put_list(steps, "ready", &sdk->ready);
    ut_put_list(steps, "reads", &sdk->reads);
    ut_put_list(steps, "writes", &sdk->writes);
    ut_put(steps, "}");
    if (sdk->go == 0)
        return;
    if (sdk->choice == sdk->choice_count || (point == NULL && waits == NULL))
        ut_answer_go(me->scenario);
    else
        ut_choose(me->scenario);
}

/* ---- what contexts call --------------------------------------------------------------------------------------------------------------------------- */

void ut_lock(ut_context *me)
{
    if (me->sdk->has_lock)
        ut_crash(me, "ut_lock was called with the lock");
    ut_pause(me, "lock");
    ut_take(me->scenario);
    if (me->scenario->sdk->dead)
        ut_unwind(me);
    me->sdk->has_lock = true;
    me->sdk->touched = true;
}

void ut_unlock(ut_context *me)
{
    if (!me->sdk->has_lock)
        ut_crash(me, "ut_unlock was called without the lock");
    ut_try_conditions(me->scenario);
    me->sdk->has_lock = false;
    ut_leave(me);
}

void ut_wait(ut_context *me, bool (*condition)(void *), void *argument, const char *why, ...)
{
    struct ut_context_sdk *sdk = me->sdk;
    va_list arguments;
    if (!sdk->has_lock)
        ut_crash(me, "ut_wait was called without the lock");
    va_start(arguments, why);
    vsnprintf(sdk->why, sizeof sdk->why, why, arguments);
    va_end(arguments);
    sdk->condition = condition;
    sdk->argument = argument;
    while (!condition(argument)) {
        ut_try_conditions(me->scenario); /* what this context has changed so far */
        ut_stand(me, UT_BLOCKED);
        if (me->scenario->control)
            ut_halt(me, "blocked", NULL, sdk->why);
        ut_park(me);
        sdk->touched = true;
    }
    sdk->why[0] = '\0';
}

void ut_pause(ut_context *me, const char *point)
{
    if (!me->scenario->control || !me->sdk->touched)
        return;
    ut_enter(me, "ut_pause");
    ut_stand(me, UT_READY);
    ut_halt(me, "point", point, NULL);
    ut_park(me);
    ut_leave(me);
}

static void ut_touch(ut_context *me, ut_text *list, const char *variable)
{
    if (!me->scenario->control)
        return;
    if (!me->sdk->has_lock)
        ut_crash(me, "%s was touched without the lock: what others can notice changes under it", variable);
    UT_ADD(list, variable);
}

void ut_reads(ut_context *me, const char *variable) { ut_touch(me, &me->scenario->sdk->reads, variable); }
void ut_writes(ut_context *me, const char *variable) { ut_touch(me, &me->scenario->sdk->writes, variable); }

/* A line without an answer was sent; under control that is the end of a step. With the lock, and without it afterwards. */
static void ut_told(ut_context *me)
{
    if (me->scenario->control) {
        ut_stand(me, UT_READY);
        ut_halt(me, "told", NULL, NULL);
        ut_park(me);
    }
    ut_leave(me);
}

static ut_text *ut_begin_told(const char *method, const char *key, const char *value)
{
    ut_text *line = ut_begin();
    ut_put(line, ",\"method\":");
    ut_put_string(line, method);
    ut_put(line, ",\"params\":{");
    ut_put_string(line, key);
    ut_put(line, ":");
    ut_put_string(line, value);
    return line;
}

/* The activity is over: the kit may drive the next from the line on that says so. */
static void ut_end_activity(ut_thread *thread, ut_scenario *scenario)
{
    if (thread->activity.kind != UT_NO_ACTIVITY)
        scenario->sdk->pending--;
    thread->activity.kind = UT_NO_ACTIVITY;
}

void ut_ticked(ut_context *me)
{
    ut_enter(me, "ut_ticked");
    ut_end_activity(me->thread, me->scenario);
    ut_begin_told("ticked", "thread", me->name);
    ut_send_result();
    ut_told(me);
}

/* What an activity is called: exec, syscall read, clone C, sigaction SIGUSR1 handler, sigmask SIGUSR1|SIGTERM. A string of JSON. */
static void ut_put_activity(ut_text *line, const ut_activity *activity)
{
    const char *more = activity->kind == UT_DO_SYSCALL ? activity->name
        : (activity->kind == UT_DO_CLONE || activity->kind == UT_DO_WAIT) && activity->child != NULL ? activity->child->name
        : activity->kind == UT_DO_SIGACTION ? ut_signal_words[activity->signal]
        : activity->kind == UT_DO_SIGMASK && activity->blocked == 0 ? "0" : NULL;
    ut_text text = {0};
    ut_put(&text, ut_activity_words[activity->kind]);
    if (more != NULL) {
        ut_put(&text, " ");
        ut_put(&text, more);
    }
    if (activity->kind == UT_DO_SIGACTION) {
        ut_put(&text, " ");
        ut_put(&text, ut_disposition_words[activity->disposition]);
    }
    for (int signal = 1, first = 1; activity->kind == UT_DO_SIGMASK && signal < 32; signal++)
        if (ut_has_signal(activity->blocked, signal) && ut_signal_words[signal] != NULL) {
            ut_put(&text, first ? " " : "|");
            ut_put(&text, ut_signal_words[signal]);
            first = 0;
        }
    ut_put_string(line, text.bytes);
    free(text.bytes);
}

void ut_staged(ut_context *me, enum ut_stage stage)
{
    ut_enter(me, "ut_staged");
    const ut_activity *activity = &me->thread->activity;
    ut_text *line = ut_begin_told("staged", "thread", me->name);
    ut_put(line, ",\"stage\":");
    ut_put_string(line, ut_stage_words[stage]);
    ut_put(line, ",\"what\":");
    ut_put_activity(line, activity);
    if (stage == UT_STAGE_DONE)
        ut_end_activity(me->thread, me->scenario);
    ut_send_result();
    ut_told(me);
}

void ut_handler_ran(ut_context *me, int signal)
{
    ut_enter(me, "ut_handler_ran");
    ut_text *line = ut_begin_told("handlerRan", "thread", me->name);
    ut_put(line, ",\"signal\":");
    ut_put_number(line, signal);
    ut_send_result();
    ut_told(me);
}

void ut_parent_told(ut_context *me, enum ut_jctl what)
{
    ut_enter(me, "ut_parent_told");
    ut_text *line = ut_begin_told("parentTold", "thread", me->name);
    ut_put(line, ",\"what\":");
    ut_put_string(line, ut_jctl_words[what]);
    ut_send_result();
    ut_told(me);
}

void ut_woken_up(ut_context *me, const char *gate)
{
    ut_enter(me, "ut_woken_up");
    ut_text *line = ut_begin_told("wokenUp", "context", me->name);
    ut_put(line, ",\"gate\":");
    ut_put_string(line, gate);
    ut_send_result();
    ut_told(me);
}

void ut_released(ut_context *me, ut_engine *engine)
{
    ut_enter(me, "ut_released");
    engine->sdk_live--;
    engine->mine = NULL;
    ut_begin_told("released", "engine", engine->name);
    ut_send_result();
    ut_try_conditions(me->scenario);
    ut_told(me);
}

void ut_note(ut_context *me, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ut_enter(me, "ut_note");
    ut_begin_told("note", "text", text);
    ut_send_result();
    ut_told(me);
}

void ut_crash(ut_context *me, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (!me->sdk->has_lock)
        ut_take(me->scenario);
    if (!me->scenario->sdk->dead) {
        ut_text *line = ut_begin_told("crashed", "context", me->name);
        ut_put(line, ",\"message\":");
        ut_put_string(line, message);
        ut_send_result();
    }
    ut_stand(me, UT_OVER);
    if (me->scenario->control && !me->scenario->sdk->dead)
        ut_halt(me, "over", NULL, NULL);
    ut_unwind(me);
}

static void ut_run_job(ut_context *me);

/* What a callback is shown besides its action: what does not apply is zero. */
typedef struct ut_shown {
    unsigned event;
    int original_code, *code;
    ut_info *info;
    const char *kind, *child, *type, *notify;
} ut_shown;

static void ut_put_member(ut_text *line, const char *key, const char *word)
{
    if (word == NULL || word[0] == '\0')
        return;
    ut_put(line, ",\"");
    ut_put(line, key);
    ut_put(line, "\":");
    ut_put_string(line, word);
}

static unsigned ut_call_back(ut_context *me, ut_engine *engine, enum ut_callback callback, unsigned action, ut_shown shown)
{
    int *code = shown.code;
    ut_info *info = shown.info;
    struct ut_context_sdk *sdk = me->sdk;
    uint64_t outer = sdk->callback;
    ut_job outer_job = sdk->job;
    bool outer_has_job = sdk->has_job;
    ut_enter(me, "ut_report");
    uint64_t id = ++ut_wire.next_id;
    ut_text *line = ut_begin();
    ut_put(line, ",\"id\":");
    ut_put_number(line, (int64_t)id);
    ut_put(line, ",\"method\":\"callback\",\"params\":{\"context\":");
    ut_put_string(line, me->name);
    ut_put(line, ",\"engine\":");
    ut_put_string(line, engine->name);
    ut_put(line, ",\"callback\":");
    ut_put_string(line, ut_callback_words[callback]);
    if (callback != UT_REPORT_DEATH && callback != UT_REPORT_REAP) {
        ut_put(line, ",\"action\":");
        ut_put_number(line, action);
    }
    if (callback == UT_REPORT_QUIESCE || callback == UT_REPORT_SIGNAL) {
        ut_put(line, ",\"event\":");
        ut_put_number(line, shown.event);
    }
    if (code != NULL) {
        ut_put(line, ",\"originalCode\":");
        ut_put_number(line, shown.original_code);
        ut_put(line, ",\"code\":");
        ut_put_number(line, *code);
    }
    if (info != NULL && info->signal != 0) {
        ut_put(line, ",\"signal\":");
        ut_put_number(line, info->signal);
    }
    if (info != NULL && info->orig_ka != UT_KA_NONE) {
        ut_put(line, ",\"origKa\":");
        ut_put_string(line, ut_disposition_words[info->orig_ka]);
        ut_put(line, ",\"returnKa\":");
        ut_put_string(line, ut_disposition_words[info->return_ka]);
    }
    ut_put_member(line, "kind", shown.kind);
    ut_put_member(line, "child", shown.child);
    ut_put_member(line, "type", shown.type);
    ut_put_member(line, "notify", shown.notify);
    ut_send_result();
    sdk->callback = id;
    sdk->answered = false;
    sdk->has_job = false;
    sdk->outer_job = outer_has_job ? outer_job.id : 0;
    me->scenario->sdk->open_callbacks++;
    ut_stand(me, UT_IN_CALLBACK);
    if (me->scenario->control)
        ut_halt(me, "callback", NULL, NULL);
    while (true) {
        ut_park(me);
        if (sdk->answered)
            break;
        ut_leave(me);
        ut_run_job(me);
        ut_take(me->scenario);
        if (me->scenario->sdk->dead)
            ut_unwind(me);
    }
    sdk->callback = outer;
    sdk->has_job = outer_has_job;
    sdk->outer_job = 0;
    sdk->job = outer_job;
    sdk->answered = false;
    unsigned answer = sdk->answer;
    if (code != NULL && sdk->answer_has_code)
        *code = sdk->answer_code;
    if (info != NULL && sdk->answer_signal != 0)
        info->signal = sdk->answer_signal;
    if (info != NULL && sdk->answer_ka != UT_KA_NONE)
        info->return_ka = sdk->answer_ka;
    ut_leave(me);
    return answer;
}

unsigned ut_report(ut_context *me, ut_engine *engine, enum ut_callback callback, unsigned action, unsigned event)
{
    return ut_call_back(me, engine, callback, action, (ut_shown){ .event = event });
}

unsigned ut_report_signal(ut_context *me, ut_engine *engine, unsigned action, unsigned event, ut_info *info)
{
    return ut_call_back(me, engine, UT_REPORT_SIGNAL, action, (ut_shown){ .event = event, .info = info });
}

unsigned ut_report_exit(ut_context *me, ut_engine *engine, unsigned action, int original_code, int *code)
{
    return ut_call_back(me, engine, UT_REPORT_EXIT, action, (ut_shown){ .original_code = original_code, .code = code });
}

unsigned ut_report_clone(ut_context *me, ut_engine *engine, unsigned action, enum ut_clone_kind kind, const ut_thread *child)
{
    return ut_call_back(me, engine, UT_REPORT_CLONE, action, (ut_shown){ .kind = ut_clone_words[kind], .child = child->name });
}

unsigned ut_report_jctl(ut_context *me, ut_engine *engine, unsigned action, enum ut_jctl type, enum ut_jctl notify)
{
    return ut_call_back(me, engine, UT_REPORT_JCTL, action, (ut_shown){ .type = ut_jctl_words[type], .notify = ut_jctl_words[notify] });
}

/* ---- calls ---------------------------------------------------------------------------------------------------------------------------------------- */

static bool ut_is_in_state(void *job) { return ut_wire.adapter->probe(((ut_job *)job)->thread) == ((ut_job *)job)->state; }
static bool ut_is_free(void *engine) { return ((ut_engine *)engine)->mine == NULL; }
static bool ut_never(void *nothing) { (void)nothing; return false; }

static enum ut_error ut_attach(ut_context *me, ut_job *job, ut_engine **result)
{
    ut_engine *created = (job->flags & UT_CREATE) != 0 ? job->engine : NULL;
    ut_take(me->scenario);
    bool taken = created != NULL && created->mine != NULL;
    ut_leave(me);
    if (taken) { /* The name is, until its earlier engine is released. */
        ut_lock(me);
        ut_wait(me, ut_is_free, created, "for the earlier engine %s to be released", created->name);
        ut_unlock(me);
    }
    return ut_wire.adapter->attach(me, job->thread, job->flags, job->ops, job->data, created, result);
}

static enum ut_error ut_call_on_engine(ut_context *me, const ut_job *job)
{
    const ut_adapter *adapter = ut_wire.adapter;
    ut_take(me->scenario);
    bool known = job->engine->mine != NULL;
    ut_leave(me);
    if (!known) /* No attach has given this handle, or its last reference is gone. */
        return job->function == UT_CALL_GET || job->function == UT_CALL_PUT ? UT_OK : UT_ESRCH;
    switch (job->function) {
    case UT_CALL_SET_EVENTS:
        return adapter->set_events(me, job->engine, job->events);
    case UT_CALL_CONTROL:
        return adapter->control(me, job->engine, job->action);
    case UT_CALL_BARRIER:
        return adapter->barrier(me, job->engine);
    case UT_CALL_PREPARE_EXAMINE:
        return adapter->prepare_examine(me, job->engine);
    case UT_CALL_FINISH_EXAMINE:
        return adapter->finish_examine(me, job->engine);
    case UT_CALL_GET:
        return adapter->get(me, job->engine);
    default:
        return adapter->put(me, job->engine);
    }
}

/* A call by pid looks the thread up first: nobody, or another thread than the engine's, is ESRCH. */
static bool ut_finds_pid(ut_context *me, ut_job *job)
{
    if (job->pid == NULL)
        return true;
    ut_lock(me);
    ut_thread *found = ut_wire.adapter->thread_of_pid(job->pid);
    ut_unlock(me);
    if (job->function == UT_CALL_ATTACH) {
        job->thread = found;
        return found != NULL;
    }
    return found != NULL && job->engine->thread == found;
}

/* Begins the context's call and answers it; the context is then where it was before: an actor without a call, or inside its callback. */
static void ut_run_job(ut_context *me)
{
    ut_job job = me->sdk->job;
    ut_engine *result = NULL;
    enum ut_error error = UT_OK;
    int status = 0;
    if (!ut_finds_pid(me, &job))
        error = UT_ESRCH;
    else switch (job.function) {
    case UT_CALL_ATTACH:
        error = ut_attach(me, &job, &result);
        break;
    case UT_CALL_KILL:
        error = ut_wire.adapter->kill(me, job.thread);
        break;
    case UT_CALL_REAP:
        error = ut_wire.adapter->reap(me, job.thread, &status);
        break;
    case UT_CALL_SEND:
        error = ut_wire.adapter->send(me, job.thread, job.signal, job.group);
        break;
    case UT_CALL_WAKE_UP:
        error = ut_wire.adapter->wake_up(me, job.gate);
        break;
    case UT_CALL_INTERRUPT:
        ut_lock(me);
        job.actor->interrupted = true;
        ut_unlock(me);
        break;
    case UT_AWAIT_STATE:
        ut_lock(me);
        ut_wait(me, ut_is_in_state, &job, "for %s to be %s", job.thread->name, ut_state_words[job.state]);
        ut_unlock(me);
        break;
    default:
        error = ut_call_on_engine(me, &job);
        break;
    }
    ut_enter(me, "the end of a call");
    ut_text *line = ut_begin_result(job.id);
    if (job.function == UT_AWAIT_STATE) {
        ut_put(line, "\"seen\":true");
    } else {
        ut_put(line, "\"errno\":\"");
        ut_put(line, ut_error_words[error]);
        ut_put(line, "\"");
        if (job.function == UT_CALL_ATTACH && error == UT_OK && result != NULL) {
            ut_put(line, ",\"engine\":");
            ut_put_string(line, result->name);
            if ((job.flags & UT_CREATE) != 0)
                result->sdk_live++;
        }
        if (job.function == UT_CALL_REAP && error == UT_OK) {
            ut_put(line, ",\"value\":");
            ut_put_number(line, status);
        }
    }
    ut_send_result();
    me->scenario->sdk->open_calls--;
    me->sdk->has_job = false;
    ut_stand(me, me->sdk->callback != 0 ? UT_IN_CALLBACK : UT_IDLE);
    if (me->scenario->control)
        ut_halt(me, "returned", NULL, NULL);
    ut_leave(me);
}

/* ---- the threads of contexts ---------------------------------------------------------------------------------------------------------------------- */

static void ut_live(ut_context *me)
{
    ut_take(me->scenario);
    ut_park(me); /* Under control a thread stands ready at its start. */
    ut_leave(me);
    if (me->thread == NULL) {
        while (true) {
            ut_run_job(me);
            ut_take(me->scenario);
            ut_park(me);
            ut_leave(me);
        }
    }
    ut_wire.adapter->run(me);
    ut_enter(me, "the end of run");
    ut_end_activity(me->thread, me->scenario);
    me->thread->sdk_died = true;
    ut_begin_told("died", "thread", me->name);
    ut_send_result();
    ut_try_conditions(me->scenario);
    ut_told(me);
    ut_enter(me, "the end of run");
    ut_stand(me, UT_OVER);
    if (me->scenario->control)
        ut_halt(me, "over", NULL, NULL);
    ut_leave(me);
}

static void *ut_context_main(void *argument)
{
    ut_context *me = argument;
    if (setjmp(me->sdk->unwind) == 0)
        ut_live(me);
    ut_take(me->scenario);
    ut_drop(me->scenario);
    pthread_mutex_lock(&ut_wire.leaving);
    ut_wire.contexts--;
    pthread_cond_signal(&ut_wire.left);
    pthread_mutex_unlock(&ut_wire.leaving);
    return NULL;
}

/* A new context, with the lock; it can move if it is a thread. NULL where the system gives no thread. */
static ut_context *ut_start(ut_scenario *scenario, const char *name, ut_thread *thread)
{
    ut_context *context = ut_alloc(scenario, sizeof *context), **last = &scenario->sdk->contexts;
    pthread_attr_t attributes;
    pthread_t id;
    context->name = ut_copy(scenario, name);
    context->thread = thread;
    context->scenario = scenario;
    context->sdk = ut_alloc(scenario, sizeof *context->sdk);
    context->sdk->standing = UT_IDLE;
    context->sdk->condition = ut_never;
    pthread_cond_init(&context->sdk->wake, NULL);
    while (*last != NULL)
        last = &(*last)->sdk->next;
    *last = context;
    if (thread != NULL) {
        thread->context = context;
        ut_make_ready(context);
    }
    pthread_mutex_lock(&ut_wire.leaving);
    ut_wire.contexts++;
    pthread_mutex_unlock(&ut_wire.leaving);
    scenario->sdk->references++;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, UT_STACK_BYTES);
    if (pthread_create(&id, &attributes, ut_context_main, context) != 0) {
        fprintf(stderr, "utrace_adapter: no thread for %s\n", name);
        abort();
    }
    pthread_attr_destroy(&attributes);
    return context;
}

void ut_start_clone(ut_context *me, ut_thread *child)
{
    if (!me->sdk->has_lock)
        ut_crash(me, "ut_start_clone was called without the lock");
    if (child->context != NULL)
        ut_crash(me, "ut_start_clone: %s runs already", child->name);
    ut_start(me->scenario, child->name, child);
    if (me->scenario->control)
        UT_ADD(&me->scenario->sdk->started, child->name);
}

/* ---- requests ------------------------------------------------------------------------------------------------------------------------------------- */

/* A request that is being read. The first defect of its members is answered, and stands in failed. */
typedef struct ut_request {
    const ut_json_document *json;
    const ut_json *params;
    uint64_t id;
    const char *method;
    bool failed;
} ut_request;

static bool ut_refuse(ut_request *request, int code, const char *member, const char *what, const char *value)
{
    if (!request->failed)
        ut_send_error(request->id, code, "%s: %s %s%s%s", request->method, member, what, value == NULL ? "" : " ", value == NULL ? "" : value);
    request->failed = true;
    return false;
}

static const char *ut_text_of(ut_request *request, const char *key, bool required)
{
    const ut_json *member = ut_json_member(request->json, request->params, key);
    if (member != NULL && member->type == UT_JSON_STRING)
        return member->string;
    if (member != NULL)
        ut_refuse(request, UT_WRONG_MEMBER, key, "is not a string", NULL);
    else if (required)
        ut_refuse(request, UT_WRONG_MEMBER, key, "is missing", NULL);
    return NULL;
}

static uint64_t ut_number_of(ut_request *request, const char *key, uint64_t most, bool required)
{
    const ut_json *member = ut_json_member(request->json, request->params, key);
    if (member == NULL && required)
        ut_refuse(request, UT_WRONG_MEMBER, key, "is missing", NULL);
    if (member == NULL)
        return 0;
    if (member->type == UT_JSON_INTEGER && !(member->negative && member->magnitude != 0) && member->magnitude <= most)
        return member->magnitude;
    ut_refuse(request, UT_WRONG_MEMBER, key, "is not a number of the range", NULL);
    return 0;
}

static int ut_signed_of(ut_request *request, const char *key)
{
    const ut_json *member = ut_json_member(request->json, request->params, key);
    if (member == NULL)
        return 0;
    if (member->type == UT_JSON_INTEGER && member->magnitude <= INT32_MAX)
        return member->negative ? -(int)member->magnitude : (int)member->magnitude;
    ut_refuse(request, UT_WRONG_MEMBER, key, "is not a 32-bit number", NULL);
    return 0;
}

static bool ut_flag_of(ut_request *request, const char *key)
{
    const ut_json *member = ut_json_member(request->json, request->params, key);
    if (member != NULL && member->type != UT_JSON_TRUE && member->type != UT_JSON_FALSE)
        ut_refuse(request, UT_WRONG_MEMBER, key, "is neither true nor false", NULL);
    return member != NULL && member->type == UT_JSON_TRUE;
}

static int ut_word_of(ut_request *request, const char *key, const char *const words[], const char *word)
{
    if (word == NULL)
        return 0;
    for (int i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0' && strcmp(words[i], word) == 0)
            return i;
    ut_refuse(request, UT_WRONG_MEMBER, key, "has no word", word);
    return 0;
}

/* The thread that a member names; NULL where the member is absent, or refused. */
static ut_thread *ut_optional_thread_of(ut_request *request, const char *key)
{
    const char *name = ut_text_of(request, key, false);
    if (name == NULL)
        return NULL;
    for (ut_thread *thread = ut_wire.scenario->threads; thread != NULL; thread = thread->sdk_next)
        if (strcmp(thread->name, name) == 0)
            return thread;
    ut_refuse(request, UT_WRONG_MEMBER, key, "is unknown, nothing was spawned under the name", name);
    return NULL;
}

static ut_thread *ut_thread_of(ut_request *request, const char *key)
{
    return ut_text_of(request, key, true) == NULL ? NULL : ut_optional_thread_of(request, key);
}

static int ut_signal_of(ut_request *request, bool required)
{
    uint64_t signal = ut_number_of(request, "signal", 31, required);
    if ((required || signal != 0) && ut_signal_words[signal] == NULL)
        ut_refuse(request, UT_WRONG_MEMBER, "signal", "is not the number of a signal of docs/protocol.md", NULL);
    return (int)signal;
}

static ut_engine *ut_engine_of(ut_request *request, const char *key)
{
    const char *name = ut_text_of(request, key, true);
    if (name == NULL)
        return NULL;
    for (ut_engine *engine = ut_wire.scenario->sdk->engines; engine != NULL; engine = engine->sdk_next)
        if (strcmp(engine->name, name) == 0)
            return engine;
    ut_refuse(request, UT_WRONG_MEMBER, key, "is unknown, nothing was declared under the name", name);
    return NULL;
}

static void ut_answer_empty(uint64_t id)
{
    ut_begin_result(id);
    ut_send_result();
}

static void ut_on_hello(ut_request *request)
{
    const ut_adapter *adapter = ut_wire.adapter;
    uint64_t least = ut_number_of(request, "protocolMin", UINT32_MAX, true), most = ut_number_of(request, "protocolMax", UINT32_MAX, true);
    if (request->failed)
        return;
    if (least > 1 || most < 1) {
        ut_send_error(request->id, UT_NO_VERSION, "hello: this implementation speaks protocol version 1 only, the kit %llu to %llu",
            (unsigned long long)least, (unsigned long long)most);
        return;
    }
    ut_text *line = ut_begin_result(request->id);
    ut_put(line, "\"protocol\":1,\"name\":");
    ut_put_string(line, adapter->name);
    ut_put(line, ",\"version\":");
    ut_put_string(line, adapter->version);
    ut_put(line, ",\"language\":\"C\"");
    if (adapter->homepage != NULL) {
        ut_put(line, ",\"homepage\":");
        ut_put_string(line, adapter->homepage);
    }
    ut_put(line, ",\"api\":");
    ut_put_number(line, adapter->api);
    ut_put(line, ",\"capabilities\":[");
    const char *word = adapter->capabilities;
    for (bool first = true; *word != '\0'; first = false) {
        size_t length = strcspn(word, " ");
        ut_put(line, first ? "\"" : ",\"");
        ut_put_bytes(line, word, length);
        ut_put(line, "\"");
        word += length + strspn(word + length, " ");
    }
    ut_put(line, "],\"tier\":");
    ut_put_string(line, adapter->tier);
    ut_send_result();
    ut_wire.greeted = true;
}

/* Lets go of the present scenario: what is open in it is void, nothing of it is sent any more. How many engines were not released. */
static int ut_end_scenario(void)
{
    ut_scenario *scenario = ut_wire.scenario;
    int unreleased = 0;
    if (scenario == NULL)
        return 0;
    struct ut_scenario_sdk *sdk = scenario->sdk;
    ut_wire.scenario = NULL;
    ut_take(scenario);
    sdk->dead = true;
    for (ut_context *context = sdk->contexts; context != NULL; context = context->sdk->next) {
        if (context->sdk->has_job)
            ut_send_error(context->sdk->job.id, UT_GIVEN_UP, "given up: another scenario begins");
        if (context->sdk->outer_job != 0)
            ut_send_error(context->sdk->outer_job, UT_GIVEN_UP, "given up: another scenario begins");
        pthread_cond_signal(&context->sdk->wake);
    }
    if (sdk->settle != 0)
        ut_send_error(sdk->settle, UT_GIVEN_UP, "given up: another scenario begins");
    if (sdk->go != 0)
        ut_send_error(sdk->go, UT_GIVEN_UP, "given up: another scenario begins");
    for (ut_engine *engine = sdk->engines; engine != NULL; engine = engine->sdk_next)
        unreleased += engine->sdk_live;
    ut_drop(scenario);
    return unreleased;
}

static void ut_on_reset(ut_request *request)
{
    uint64_t seed = ut_number_of(request, "seed", UINT64_MAX, true);
    bool control = ut_flag_of(request, "control");
    if (control && strcmp(ut_wire.adapter->tier, "T2") != 0)
        ut_refuse(request, UT_WRONG_STATE, "control", "is not offered, the tier is", ut_wire.adapter->tier);
    if (request->failed)
        return;
    int unreleased = ut_end_scenario();
    ut_scenario *scenario = calloc(1, sizeof *scenario);
    struct ut_scenario_sdk *sdk = calloc(1, sizeof *sdk);
    if (scenario == NULL || sdk == NULL)
        ut_out_of_memory();
    pthread_mutex_init(&sdk->lock, NULL);
    pthread_mutex_init(&sdk->allocating, NULL);
    sdk->references = 1;
    scenario->seed = seed;
    scenario->control = control;
    scenario->sdk = sdk;
    ut_wire.scenario = scenario;
    if (ut_wire.adapter->begin != NULL) {
        ut_take(scenario);
        ut_wire.adapter->begin(scenario);
        pthread_mutex_unlock(&sdk->lock);
    }
    ut_text *line = ut_begin_result(request->id);
    ut_put(line, "\"unreleased\":");
    ut_put_number(line, unreleased);
    ut_send_result();
}

/* From here on every handler has the lock of ut_wire.scenario. */

static void ut_on_spawn(ut_request *request)
{
    ut_scenario *scenario = ut_wire.scenario;
    const char *name = ut_text_of(request, "thread", true), *group = ut_text_of(request, "group", true);
    bool cloned = ut_flag_of(request, "cloned");
    ut_thread spawned = {
        .self_reap = ut_flag_of(request, "selfReap"),
        .kernel_thread = ut_flag_of(request, "kernelThread"),
        .parent = ut_optional_thread_of(request, "parent"),
        .stepping = (enum ut_stepping)ut_word_of(request, "stepping", ut_stepping_words, ut_text_of(request, "stepping", false)),
        .ignored = (ut_signals)ut_number_of(request, "ignored", UINT32_MAX, false),
        .handled = (ut_signals)ut_number_of(request, "handled", UINT32_MAX, false),
        .defaulted = (ut_signals)ut_number_of(request, "defaulted", UINT32_MAX, false),
        .blocked = (ut_signals)ut_number_of(request, "blocked", UINT32_MAX, false),
        .orphaned = ut_flag_of(request, "orphaned"),
    };
    for (ut_thread *other = scenario->threads; other != NULL && name != NULL; other = other->sdk_next)
        if (strcmp(other->name, name) == 0)
            ut_refuse(request, UT_WRONG_STATE, "thread", "is there already:", name);
    if (!request->failed && ut_find_context(scenario, name) != NULL)
        ut_refuse(request, UT_WRONG_STATE, "thread", "is the name of an actor:", name);
    if (request->failed)
        return;
    ut_thread *thread = ut_alloc(scenario, sizeof *thread), **last = &scenario->threads;
    *thread = spawned;
    thread->name = ut_copy(scenario, name);
    thread->group = ut_copy(scenario, group);
    while (*last != NULL)
        last = &(*last)->sdk_next;
    *last = thread;
    ut_wire.adapter->spawn(scenario, thread);
    if (!cloned)
        ut_start(scenario, name, thread);
    ut_answer_empty(request->id);
}

static void ut_on_declare(ut_request *request)
{
    ut_scenario *scenario = ut_wire.scenario;
    const char *name = ut_text_of(request, "engine", true), *ops = ut_text_of(request, "ops", true), *data = ut_text_of(request, "data", true);
    ut_thread *thread = ut_thread_of(request, "thread");
    const ut_json *list = ut_json_member(request->json, request->params, "callbacks");
    unsigned callbacks = 0;
    if (list == NULL || list->type != UT_JSON_ARRAY)
        ut_refuse(request, UT_WRONG_MEMBER, "callbacks", "is not an array", NULL);
    for (size_t i = list == NULL ? 0 : list->first; i != 0 && !request->failed; i = request->json->values[i].next) {
        const ut_json *word = &request->json->values[i];
        if (word->type != UT_JSON_STRING)
            ut_refuse(request, UT_WRONG_MEMBER, "callbacks", "has a member that is not a string", NULL);
        else
            callbacks |= 1u << ut_word_of(request, "callbacks", ut_callback_words, word->string);
    }
    for (ut_engine *other = scenario->sdk->engines; other != NULL && name != NULL; other = other->sdk_next)
        if (strcmp(other->name, name) == 0)
            ut_refuse(request, UT_WRONG_STATE, "engine", "is declared already:", name);
    if (request->failed)
        return;
    ut_engine *engine = ut_alloc(scenario, sizeof *engine);
    *engine = (ut_engine){ .name = ut_copy(scenario, name), .thread = thread, .ops = ut_copy(scenario, ops), .data = ut_copy(scenario, data),
        .callbacks = callbacks, .sdk_next = scenario->sdk->engines };
    scenario->sdk->engines = engine;
    ut_answer_empty(request->id);
}

/* Answers a request after which others may be able to go on. */
static void ut_answer_ready(uint64_t id, const char *member)
{
    ut_try_conditions(ut_wire.scenario);
    ut_text *line = ut_begin_result(id), *ready = &ut_wire.scenario->sdk->ready;
    ut_put(line, member);
    if (ready->length > 0) {
        ut_put(line, member[0] == '\0' ? "\"ready\":[" : ",\"ready\":[");
        ut_put_bytes(line, ready->bytes, ready->length);
        ut_put(line, "]");
        ready->length = 0;
    }
    ut_send_result();
}

static void ut_on_drive(ut_request *request)
{
    ut_thread *thread = ut_thread_of(request, "thread");
    const char *name = ut_text_of(request, "name", false);
    ut_activity activity = {
        .kind = (enum ut_activity_kind)ut_word_of(request, "activity", ut_activity_words, ut_text_of(request, "activity", true)),
        .sleep = (enum ut_sleep)ut_word_of(request, "sleep", ut_sleep_words, ut_text_of(request, "sleep", false)),
        .fails = ut_flag_of(request, "fails"),
        .code = ut_signed_of(request, "code"),
        .child = ut_optional_thread_of(request, "child"),
        .clone = (enum ut_clone_kind)ut_word_of(request, "kind", ut_clone_words, ut_text_of(request, "kind", false)),
        .signal = ut_signal_of(request, false),
        .disposition = (enum ut_disposition)ut_word_of(request, "disposition", ut_disposition_words, ut_text_of(request, "disposition", false)),
        .blocked = (ut_signals)ut_number_of(request, "blocked", UINT32_MAX, false),
    };
    if (activity.kind == UT_DO_SIGACTION)
        ut_signal_of(request, true);
    if (activity.kind == UT_DO_WAIT)
        ut_thread_of(request, "child");
    if (request->failed)
        return;
    if (!thread->sdk_died) { /* Told just when the thread died: over with it. */
        if (thread->activity.kind != UT_NO_ACTIVITY) {
            ut_refuse(request, UT_WRONG_STATE, "thread", "has an activity that is not over:", thread->name);
            return;
        }
        activity.name = ut_copy(ut_wire.scenario, name == NULL ? "call" : name);
        thread->activity = activity;
        thread->woken = false;
        ut_wire.scenario->sdk->pending++;
    }
    ut_answer_ready(request->id, "");
}

static void ut_on_wake(ut_request *request)
{
    ut_thread *thread = ut_thread_of(request, "thread");
    if (thread == NULL)
        return;
    thread->woken = true;
    ut_answer_ready(request->id, "");
}

static void ut_on_probe(ut_request *request)
{
    char member[40];
    ut_thread *thread = ut_thread_of(request, "thread");
    if (thread == NULL)
        return;
    snprintf(member, sizeof member, "\"state\":\"%s\"", ut_state_words[ut_wire.adapter->probe(thread)]);
    ut_answer_ready(request->id, member);
}

/* Whether the adapter has what the job calls. */
static bool ut_has_function(enum ut_function function)
{
    const ut_adapter *adapter = ut_wire.adapter;
    switch (function) {
    case UT_CALL_ATTACH: return adapter->attach != NULL;
    case UT_CALL_SET_EVENTS: return adapter->set_events != NULL;
    case UT_CALL_CONTROL: return adapter->control != NULL;
    case UT_CALL_BARRIER: return adapter->barrier != NULL;
    case UT_CALL_PREPARE_EXAMINE: return adapter->prepare_examine != NULL;
    case UT_CALL_FINISH_EXAMINE: return adapter->finish_examine != NULL;
    case UT_CALL_GET: return adapter->get != NULL;
    case UT_CALL_PUT: return adapter->put != NULL;
    case UT_CALL_KILL: return adapter->kill != NULL;
    case UT_CALL_REAP: return adapter->reap != NULL;
    case UT_CALL_SEND: return adapter->send != NULL;
    case UT_CALL_WAKE_UP: return adapter->wake_up != NULL;
    default: return true;
    }
}

/* The context that is to make a call: the one inside the callback that is named, or the actor, which is made when it is first heard of. */
static ut_context *ut_caller_of(ut_request *request)
{
    ut_scenario *scenario = ut_wire.scenario;
    const char *name = ut_text_of(request, "context", true);
    uint64_t callback = ut_number_of(request, "callback", UINT64_MAX, false);
    if (request->failed)
        return NULL;
    ut_context *context = ut_find_context(scenario, name);
    if (callback != 0) {
        if (context == NULL || context->sdk->callback != callback || context->sdk->answered) {
            ut_refuse(request, UT_WRONG_STATE, "callback", "is not open in context", name);
            return NULL;
        }
    } else if (context != NULL && context->thread != NULL) {
        ut_refuse(request, UT_WRONG_STATE, "context", "is a traced thread, it calls only inside a callback:", name);
        return NULL;
    }
    if (context != NULL && context->sdk->has_job) {
        ut_refuse(request, UT_WRONG_STATE, "context", "has a call that is not over:", name);
        return NULL;
    }
    return context != NULL ? context : ut_start(scenario, name, NULL);
}

static void ut_begin_job(ut_context *context, const ut_job *job)
{
    context->sdk->job = *job;
    context->sdk->has_job = true;
    context->scenario->sdk->open_calls++;
    ut_make_ready(context);
}

static void ut_on_call(ut_request *request)
{
    ut_scenario *scenario = ut_wire.scenario;
    ut_job job = { .id = request->id };
    const char *actor;
    job.function = (enum ut_function)ut_word_of(request, "function", ut_function_words, ut_text_of(request, "function", true));
    job.flags = (unsigned)ut_number_of(request, "flags", UINT32_MAX, false);
    job.events = (unsigned)ut_number_of(request, "events", UINT32_MAX, false);
    job.action = (unsigned)ut_number_of(request, "action", UINT32_MAX, false);
    job.ops = ut_text_of(request, "ops", false);
    job.data = ut_text_of(request, "data", false);
    actor = ut_text_of(request, "actor", job.function == UT_CALL_INTERRUPT);
    job.pid = ut_optional_thread_of(request, "pid");
    job.gate = ut_text_of(request, "gate", job.function == UT_CALL_WAKE_UP);
    job.group = ut_flag_of(request, "group");
    job.signal = ut_signal_of(request, job.function == UT_CALL_SEND);
    if (request->failed)
        return;
    if (job.function == UT_CALL_ATTACH && job.pid != NULL)
        job.thread = NULL; /* looked up when the call runs */
    else if (job.function == UT_CALL_ATTACH || job.function == UT_CALL_KILL || job.function == UT_CALL_REAP || job.function == UT_CALL_SEND)
        job.thread = ut_thread_of(request, "thread");
    else if (job.function != UT_CALL_INTERRUPT && job.function != UT_CALL_WAKE_UP)
        job.engine = ut_engine_of(request, "engine");
    if (job.function == UT_CALL_ATTACH && (job.flags & UT_CREATE) != 0)
        job.engine = ut_engine_of(request, "engine");
    if (!request->failed && !ut_has_function(job.function)) {
        ut_send_error(request->id, UT_NOT_THERE, "%s is not there", ut_function_words[job.function]);
        return;
    }
    if (!request->failed && job.pid != NULL && ut_wire.adapter->thread_of_pid == NULL) {
        ut_send_error(request->id, UT_NOT_THERE, "%s by pid is not there", ut_function_words[job.function]);
        return;
    }
    ut_context *caller = request->failed ? NULL : ut_caller_of(request);
    if (caller == NULL)
        return;
    if (actor != NULL && (job.actor = ut_find_context(scenario, actor)) == NULL)
        job.actor = ut_start(scenario, actor, NULL); /* The signal waits for it. */
    job.ops = ut_copy(scenario, job.ops);
    job.data = ut_copy(scenario, job.data);
    job.gate = ut_copy(scenario, job.gate);
    ut_begin_job(caller, &job);
}

static void ut_on_await(ut_request *request)
{
    ut_job job = { .id = request->id, .function = UT_AWAIT_STATE };
    job.thread = ut_thread_of(request, "thread");
    job.state = (enum ut_state)ut_word_of(request, "state", ut_state_words, ut_text_of(request, "state", true));
    ut_context *caller = request->failed ? NULL : ut_caller_of(request);
    if (caller != NULL)
        ut_begin_job(caller, &job);
}

static void ut_on_settle(ut_request *request)
{
    struct ut_scenario_sdk *sdk = ut_wire.scenario->sdk;
    uint64_t milliseconds = ut_number_of(request, "milliseconds", INT32_MAX, true);
    if (!request->failed && sdk->settle != 0)
        ut_refuse(request, UT_WRONG_STATE, "settle", "is under way already", NULL);
    if (request->failed)
        return;
    sdk->settle = request->id;
    clock_gettime(CLOCK_MONOTONIC, &sdk->deadline);
    sdk->deadline.tv_sec += (time_t)(milliseconds / 1000);
    sdk->deadline.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (sdk->moving == 0 || ut_wire.scenario->control)
        ut_answer_settle(ut_wire.scenario, sdk->moving == 0);
}

static void ut_on_describe(ut_request *request)
{
    static const char *const stands[] = { "", "waits", "is inside a callback", "can go on", "runs", "" };
    ut_text *line = ut_begin_result(request->id);
    bool first = true;
    ut_put(line, "\"waits\":[");
    for (ut_context *context = ut_wire.scenario->sdk->contexts; context != NULL; context = context->sdk->next) {
        char text[256];
        if (context->sdk->standing == UT_IDLE || context->sdk->standing == UT_OVER)
            continue;
        snprintf(text, sizeof text, "%.60s %s%s%s", context->name, stands[context->sdk->standing], context->sdk->standing == UT_BLOCKED ? " " : "",
            context->sdk->standing == UT_BLOCKED ? context->sdk->why : "");
        ut_put(line, first ? "" : ",");
        ut_put_string(line, text);
        first = false;
    }
    ut_put(line, "]");
    ut_send_result();
}

static void ut_on_go(ut_request *request)
{
    ut_scenario *scenario = ut_wire.scenario;
    struct ut_scenario_sdk *sdk = scenario->sdk;
    const ut_json *list = ut_json_member(request->json, request->params, "choices");
    size_t count = 0;
    if (!scenario->control)
        ut_refuse(request, UT_WRONG_STATE, "choices", "need control, and reset did not ask for it", NULL);
    else if (sdk->go != 0)
        ut_refuse(request, UT_WRONG_STATE, "choices", "came before the last go was answered", NULL);
    else if (list == NULL || list->type != UT_JSON_ARRAY || list->first == 0)
        ut_refuse(request, UT_WRONG_MEMBER, "choices", "is not an array of one or more", NULL);
    for (size_t i = request->failed ? 0 : list->first; i != 0; i = request->json->values[i].next, count++)
        if (request->json->values[i].type != UT_JSON_STRING)
            ut_refuse(request, UT_WRONG_MEMBER, "choices", "has a member that is not a string", NULL);
    if (request->failed)
        return;
    sdk->choices = ut_alloc(scenario, count * sizeof *sdk->choices);
    sdk->choice = sdk->choice_count = 0;
    for (size_t i = list->first; i != 0; i = request->json->values[i].next)
        sdk->choices[sdk->choice_count++] = ut_copy(scenario, request->json->values[i].string);
    sdk->go = request->id;
    sdk->steps.length = sdk->started.length = sdk->ready.length = sdk->reads.length = sdk->writes.length = 0;
    ut_choose(scenario);
}

static const struct {
    const char *name;
    void (*handle)(ut_request *);
    bool in_scenario;
} ut_methods[] = {
    { "hello", ut_on_hello, false }, { "reset", ut_on_reset, false }, { "spawn", ut_on_spawn, true }, { "declare", ut_on_declare, true },
    { "drive", ut_on_drive, true }, { "wake", ut_on_wake, true }, { "call", ut_on_call, true }, { "probe", ut_on_probe, true },
    { "awaitState", ut_on_await, true }, { "settle", ut_on_settle, true }, { "describeWaits", ut_on_describe, true }, { "go", ut_on_go, true },
};

static void ut_on_request(ut_request *request)
{
    for (size_t i = 0; i < sizeof ut_methods / sizeof *ut_methods; i++) {
        if (strcmp(ut_methods[i].name, request->method) != 0)
            continue;
        if (ut_methods[i].handle == ut_on_hello ? ut_wire.greeted : !ut_wire.greeted)
            ut_send_error(request->id, UT_WRONG_STATE, "%s: hello is the first request, and only the first", request->method);
        else if (!ut_methods[i].in_scenario)
            ut_methods[i].handle(request);
        else if (ut_wire.scenario == NULL)
            ut_send_error(request->id, UT_WRONG_STATE, "%s: no scenario has begun, reset comes first", request->method);
        else {
            ut_scenario *scenario = ut_wire.scenario;
            ut_take(scenario);
            ut_methods[i].handle(request);
            pthread_mutex_unlock(&scenario->sdk->lock);
        }
        return;
    }
    ut_send_error(request->id, UT_NO_METHOD, "%s: no such method", request->method);
}

/* The kit's answer to one of our callbacks. What is not open any more is passed over. */
static void ut_on_answer(const ut_json_document *json, uint64_t id)
{
    ut_scenario *scenario = ut_wire.scenario;
    const ut_json *result = ut_json_member(json, json->values, "result");
    const ut_json *action = ut_json_member(json, result, "action"), *code = ut_json_member(json, result, "exitCode");
    const ut_json *signal_number = ut_json_member(json, result, "signal"), *return_ka = ut_json_member(json, result, "returnKa");
    if (scenario == NULL)
        return;
    ut_take(scenario);
    for (ut_context *context = scenario->sdk->contexts; context != NULL; context = context->sdk->next) {
        struct ut_context_sdk *sdk = context->sdk;
        if (sdk->callback != id || sdk->answered || sdk->has_job)
            continue;
        sdk->answer = action != NULL && action->type == UT_JSON_INTEGER ? (unsigned)action->magnitude : UT_RESUME;
        sdk->answer_has_code = code != NULL && code->type == UT_JSON_INTEGER;
        if (sdk->answer_has_code)
            sdk->answer_code = code->negative ? -(int)code->magnitude : (int)code->magnitude;
        sdk->answer_signal = signal_number != NULL && signal_number->type == UT_JSON_INTEGER ? (int)signal_number->magnitude : 0;
        sdk->answer_ka = UT_KA_NONE;
        for (int i = 0; return_ka != NULL && return_ka->type == UT_JSON_STRING && ut_disposition_words[i] != NULL; i++)
            if (strcmp(ut_disposition_words[i], return_ka->string) == 0)
                sdk->answer_ka = (enum ut_disposition)i;
        sdk->answered = true;
        scenario->sdk->open_callbacks--;
        ut_make_ready(context);
        break;
    }
    pthread_mutex_unlock(&scenario->sdk->lock);
}

static void ut_on_line(ut_json_document *json, char *bytes, size_t length)
{
    if (!ut_json_parse(json, bytes, length)) {
        ut_send_error(0, UT_NO_JSON, "byte %zu: %s", json->error_at, json->error);
        return;
    }
    const ut_json *id = ut_json_member(json, json->values, "id"), *method = ut_json_member(json, json->values, "method");
    const ut_json *version = ut_json_member(json, json->values, "jsonrpc"), *params = ut_json_member(json, json->values, "params");
    uint64_t number = id != NULL && id->type == UT_JSON_INTEGER && !id->negative && id->magnitude <= INT64_MAX ? id->magnitude : 0;
    if (version == NULL || version->type != UT_JSON_STRING || strcmp(version->string, "2.0") != 0)
        ut_send_error(number, UT_NO_REQUEST, "\"jsonrpc\":\"2.0\" was expected");
    else if (number == 0)
        ut_send_error(0, UT_NO_REQUEST, "an id that is an integer from 1 was expected");
    else if (method == NULL && (ut_json_member(json, json->values, "result") != NULL || ut_json_member(json, json->values, "error") != NULL))
        ut_on_answer(json, number);
    else if (method == NULL || method->type != UT_JSON_STRING)
        ut_send_error(number, UT_NO_REQUEST, "a method that is a string was expected");
    else if (params != NULL && params->type != UT_JSON_OBJECT)
        ut_send_error(number, UT_WRONG_MEMBER, "params that are an object were expected");
    else {
        ut_request request = { .json = json, .params = params, .id = number, .method = method->string };
        ut_on_request(&request);
    }
}

/* ---- the reader ----------------------------------------------------------------------------------------------------------------------------------- */

/* How many milliseconds a settle has left; -1 where none is open. One that is late is answered. */
static int ut_settle_left(void)
{
    ut_scenario *scenario = ut_wire.scenario;
    struct timespec now;
    int64_t left = -1;
    if (scenario == NULL)
        return -1;
    ut_take(scenario);
    if (scenario->sdk->settle != 0) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        left = (int64_t)(scenario->sdk->deadline.tv_sec - now.tv_sec) * 1000 + (scenario->sdk->deadline.tv_nsec - now.tv_nsec) / 1000000;
        if (left <= 0) {
            ut_answer_settle(scenario, false);
            left = -1;
        }
    }
    pthread_mutex_unlock(&scenario->sdk->lock);
    return left > INT32_MAX ? INT32_MAX : (int)left;
}

/* Reads lines until the kit hangs up. */
static void ut_read(void)
{
    ut_json_document json = {0};
    size_t capacity = 65536, length = 0, scanned = 0;
    char *buffer = malloc(capacity);
    bool skipping = false; /* the rest of a line that was too long */
    if (buffer == NULL)
        ut_out_of_memory();
    while (true) {
        struct pollfd ready = { .fd = ut_wire.in, .events = POLLIN };
        int left = ut_settle_left();
        if (left >= 0 && poll(&ready, 1, left) == 0)
            continue;
        if (capacity - length < 4096) {
            capacity *= 2;
            char *grown = realloc(buffer, capacity);
            if (grown == NULL)
                ut_out_of_memory();
            buffer = grown;
        }
        ssize_t got = read(ut_wire.in, buffer + length, capacity - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
        size_t start = 0;
        for (char *newline; (newline = memchr(buffer + scanned, '\n', length - scanned)) != NULL; scanned = start) {
            size_t end = (size_t)(newline - buffer);
            if (!skipping)
                ut_on_line(&json, buffer + start, end - start);
            skipping = false;
            start = end + 1;
        }
        memmove(buffer, buffer + start, length - start);
        length -= start;
        scanned = length;
        if (length > UT_LINE_BYTES) {
            if (!skipping)
                ut_send_error(0, UT_NO_JSON, "a line has at most %d bytes", UT_LINE_BYTES);
            skipping = true;
            length = scanned = 0;
        }
    }
    free(buffer);
    free(json.values);
}

/* Serves one connection, and waits up to a second for the contexts to unwind. */
static void ut_serve(int in, int out)
{
    struct timespec limit;
    ut_wire.in = in;
    ut_wire.out = out;
    ut_wire.greeted = false;
    ut_wire.next_id = 0;
    ut_read();
    ut_end_scenario();
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec++;
    pthread_mutex_lock(&ut_wire.leaving);
    while (ut_wire.contexts > 0 && pthread_cond_timedwait(&ut_wire.left, &ut_wire.leaving, &limit) == 0)
        ;
    pthread_mutex_unlock(&ut_wire.leaving);
}

static int ut_listen(int listener, const struct sockaddr *address, socklen_t length, const char *where)
{
    if (listener < 0 || bind(listener, address, length) != 0 || listen(listener, 1) != 0) {
        fprintf(stderr, "%s: %s\n", where, strerror(errno));
        return 69;
    }
    fprintf(stderr, "listens on %s\n", where);
    while (true) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        ut_serve(connection, connection);
        close(connection);
    }
}

int ut_main(int argc, char **argv, const ut_adapter *adapter)
{
    static const char carried[] = " abort clone core examine exec-mt exit jctl parent pid proposed reap signal signals step step-hardware syscall vfork ";
    ut_wire.adapter = adapter;
    signal(SIGPIPE, SIG_IGN);
    for (const char *word = adapter->capabilities; *word != '\0'; word += strcspn(word, " "), word += strspn(word, " ")) {
        char padded[40];
        snprintf(padded, sizeof padded, " %.*s ", (int)strcspn(word, " "), word);
        if (strstr(carried, padded) == NULL) {
            fprintf(stderr, "%s claims%.*s, which is no capability; expected some of%s\n", adapter->name, (int)strlen(padded) - 1, padded, carried);
            return 64;
        }
    }
    if (argc == 3 && strcmp(argv[1], "--unix") == 0 && strlen(argv[2]) < sizeof ((struct sockaddr_un *)NULL)->sun_path) {
        struct sockaddr_un address = { .sun_family = AF_UNIX };
        strcpy(address.sun_path, argv[2]);
        unlink(argv[2]);
        return ut_listen(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address, argv[2]);
    }
    if (argc == 3 && strcmp(argv[1], "--tcp") == 0 && atoi(argv[2]) > 0 && atoi(argv[2]) < 65536) {
        struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[2])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        return ut_listen(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address, argv[2]);
    }
    if (argc != 1) {
        fprintf(stderr, "usage: %s [--unix PATH | --tcp PORT]\nWithout an option it speaks the protocol on its standard streams: utrace-conform run --adapter 'exec:%s'\n",
            argv[0], argv[0]);
        return 64;
    }
    /* What the program prints goes to standard error: standard output is the protocol's. */
    int out = dup(STDOUT_FILENO);
    if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        perror("standard output");
        return 69;
    }
    ut_serve(STDIN_FILENO, out);
    close(out);
    free(ut_wire.line.bytes);
    ut_wire.line = (ut_text){0};
    return 0;
}

#endif /* UTRACE_ADAPTER_IMPLEMENTATION */
