/* SPDX-License-Identifier: MIT */
#include "tests/temporary.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 32 };

static char path[64];

int temporary_enter(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "/tmp/manyhands-test-XXXXXX");
    return mkdtemp(path) ? chdir(path) : -1;
}

/* Before what is in it is looked at: a folder may keep everybody out. */
static int open_up(const char *name, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)place;
    return type == FTW_D || type == FTW_DNR ? chmod(name, 0700) : 0;
}

static int take_away(const char *name, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(name);
}

int temporary_leave(void **state)
{
    (void)state;
    if (chdir("/"))
        return -1;
    nftw(path, open_up, OPEN_FOLDERS, FTW_PHYS);
    return nftw(path, take_away, OPEN_FOLDERS, FTW_PHYS | FTW_DEPTH);
}
