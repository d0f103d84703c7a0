/* SPDX-License-Identifier: MIT */
#include "core/cli/descriptors.h"

#include <errno.h>
#include <sys/resource.h>

int descriptors_ensure(size_t needed, size_t *limit)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files))
        return -errno;
    *limit = (size_t)files.rlim_max;
    if (needed > files.rlim_max)
        return -EMFILE;
    if (files.rlim_cur == files.rlim_max)
        return 0;
    files.rlim_cur = files.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &files) ? -errno : 0;
}
