/* SPDX-License-Identifier: MIT */
#include "core/gil.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void gil_acquire(void)
{
    pthread_mutex_lock(&lock);
}

void gil_release(void)
{
    pthread_mutex_unlock(&lock);
}
