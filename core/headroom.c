/* SPDX-License-Identifier: MIT */
#include "core/headroom.h"

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { OTHER_FILES = 64 }; /* open besides: libraries, outputs, what a task opens */

static const size_t room_size = (size_t)64 << 20; /* a dozen pages being parsed at once, and then some */

/* glibc gives each thread an arena of 64 MiB of address space (mallopt(3)), more than there may be. */
static void share_one_arena(void)
{
    struct rlimit space;
    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY)
        (void)mallopt(M_ARENA_MAX, 1);
}

void *headroom_take(void)
{
    share_one_arena();
    void *room = mmap(NULL, room_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return room == MAP_FAILED ? NULL : room; /* cppcheck-suppress memleak ; the caller's */
}

void headroom_release(void *room)
{
    if (room)
        munmap(room, room_size);
}

size_t headroom_workers(size_t each)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur == RLIM_INFINITY)
        return SIZE_MAX;
    size_t left = files.rlim_cur > OTHER_FILES ? (size_t)files.rlim_cur - OTHER_FILES : 0;
    return left > each ? left / each : 1;
}
