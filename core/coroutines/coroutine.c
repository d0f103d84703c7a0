/* SPDX-License-Identifier: MIT */
#include "core/coroutines/coroutine.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

/* Sanitizers follow one stack a thread, so every switch has to be announced to them:
   sanitizer/common_interface_defs.h (asan), sanitizer/tsan_interface.h (tsan). */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define TSAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#endif
#if defined(__SANITIZE_THREAD__)
#define TSAN 1
#endif
#ifdef ASAN
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef TSAN
#include <sanitizer/tsan_interface.h>
#endif

/* Virtual memory a stack; only pages that were touched are real. libxml2's deepest parse here takes under 32
 * KiB. */
enum { STACK_SIZE = 256 * 1024 };

/* One side of a switch: a coroutine, or the thread that resumed it. */
struct side {
    ucontext_t context;
    const void *stack_bottom;
    size_t stack_size;
    void *fake_stack; /* asan's, kept while this side is not running */
    void *fiber;      /* tsan's */
};

struct coroutine {
    struct side inside;
    struct side outside; /* whoever resumed it last */
    void (*entry)(void *arg);
    void *arg;
    char *memory; /* owned: guard page, then the stack */
    size_t memory_size;
    bool done;
};

static _Thread_local struct coroutine *running;

/* tsan keeps a call stack for each fiber. A function that is entered on one and left on another would ruin
   both, so the announcements must be part of the function that switches. */
#define PART_OF_CALLER static inline __attribute__((always_inline))

/* Announces that `from` stops, for good if `last`, and `to` goes on. */
PART_OF_CALLER void announce(struct side *from, const struct side *to, bool last)
{
#ifdef ASAN
    __sanitizer_start_switch_fiber(last ? NULL : &from->fake_stack, to->stack_bottom, to->stack_size);
#endif
#ifdef TSAN
    __tsan_switch_to_fiber(to->fiber, 0);
#endif
    (void)from;
    (void)to;
    (void)last;
}

/* The other half, on the stack of `now`; tells `from` where its stack is, which only asan knows of a thread.
 */
PART_OF_CALLER void announced(const struct side *now, struct side *from)
{
#ifdef ASAN
    __sanitizer_finish_switch_fiber(now->fake_stack, &from->stack_bottom, &from->stack_size);
#endif
    (void)now;
    (void)from;
}

static void enter(unsigned high, unsigned low)
{
    uintptr_t halves = ((uintptr_t)high << 32) | low;
    struct coroutine *self = (struct coroutine *)halves; /* NOLINT(performance-no-int-to-ptr): makecontext */
    announced(&self->inside, &self->outside);
    self->entry(self->arg);
    self->done = true;
    announce(&self->inside, &self->outside, true);
    swapcontext(&self->inside.context, &self->outside.context);
}

static int map_stack(struct coroutine *coroutine)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    coroutine->memory_size = STACK_SIZE + page;
    void *memory = mmap(NULL, coroutine->memory_size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED)
        return -errno;
    if (mprotect(memory, page, PROT_NONE)) {
        int err = -errno;
        munmap(memory, coroutine->memory_size);
        return err;
    }
    coroutine->memory = memory;
    coroutine->inside.stack_bottom = coroutine->memory + page;
    coroutine->inside.stack_size = STACK_SIZE;
    return 0;
}

int coroutine_new(struct coroutine **out, void (*entry)(void *arg), void *arg)
{
    struct coroutine *coroutine = calloc(1, sizeof *coroutine);
    if (!coroutine)
        return -ENOMEM;
    coroutine->entry = entry;
    coroutine->arg = arg;
    int err = map_stack(coroutine);
    if (err) {
        free(coroutine);
        return err;
    }
    ucontext_t *context = &coroutine->inside.context;
    getcontext(context);
    context->uc_stack.ss_sp = coroutine->memory + (coroutine->memory_size - STACK_SIZE);
    context->uc_stack.ss_size = STACK_SIZE;
    uintptr_t self = (uintptr_t)coroutine;
    /* makecontext passes ints only, so the pointer travels in two halves. */
    makecontext(context, (void (*)(void))enter, 2, (unsigned)(self >> 32), (unsigned)(self & UINT32_MAX));
#ifdef TSAN
    coroutine->inside.fiber = __tsan_create_fiber(0);
#endif
    *out = coroutine;
    return 0;
}

void coroutine_resume(struct coroutine *coroutine)
{
    struct coroutine *before = running;
    running = coroutine;
#ifdef TSAN
    coroutine->outside.fiber = __tsan_get_current_fiber();
#endif
    announce(&coroutine->outside, &coroutine->inside, false);
    swapcontext(&coroutine->outside.context, &coroutine->inside.context);
    announced(&coroutine->outside, &coroutine->inside);
    running = before;
}

void coroutine_yield(void)
{
    struct coroutine *self = running;
    announce(&self->inside, &self->outside, false);
    swapcontext(&self->inside.context, &self->outside.context);
    announced(&self->inside, &self->outside);
}

bool coroutine_done(const struct coroutine *coroutine)
{
    return coroutine->done;
}

void coroutine_free(struct coroutine *coroutine)
{
    if (!coroutine)
        return;
#ifdef TSAN
    __tsan_destroy_fiber(coroutine->inside.fiber);
#endif
    munmap(coroutine->memory, coroutine->memory_size);
    free(coroutine);
}
