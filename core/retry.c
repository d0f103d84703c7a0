/* SPDX-License-Identifier: MIT */
#include "core/retry.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/splitmix.h"

const struct retry_policy retry_default = {
    .attempts = 4, .backoff_ns = 100000000, .longest_ns = 10000000000, .seed = 1};

bool retry_is_worthwhile(int error)
{
    switch (error) {
    case -ETIMEDOUT:
    case -ECONNREFUSED:
    case -EREMOTEIO:
    case -EBADMSG:
    case -EILSEQ:
    case -EFBIG:
    case -ELOOP:
    case -EIO:
        return true;
    default:
        return false;
    }
}

bool retry_is_permitted(const struct retry_policy *policy, uint64_t retry_after_ns)
{
    return retry_after_ns <= policy->longest_ns;
}

/* In whole seconds, rounded up. */
static uint64_t seconds(uint64_t ns)
{
    return ns / 1000000000 + (ns % 1000000000 != 0);
}

void retry_explain(char *reason, size_t size, const struct retry_policy *policy, uint64_t retry_after_ns)
{
    size_t used = strlen(reason);
    (void)snprintf(reason + used, size - used,
                   "; asks for a wait of %" PRIu64 " s, longer than the %" PRIu64
                   " s that are waited at most",
                   seconds(retry_after_ns), seconds(policy->longest_ns));
}

static uint64_t hash(uint64_t value)
{
    return splitmix_next(&value);
}

uint64_t retry_delay_ns(const struct retry_policy *policy, size_t task, unsigned attempt,
                        uint64_t retry_after_ns)
{
    uint64_t backoff = policy->backoff_ns;
    for (unsigned i = 1; i < attempt && backoff < policy->longest_ns; i++)
        backoff *= 2;
    if (backoff > policy->longest_ns)
        backoff = policy->longest_ns;
    uint64_t random = hash(hash(policy->seed ^ hash(task)) + attempt);
    uint64_t delay = backoff / 2 + (backoff ? random % (backoff / 2 + 1) : 0);
    return delay < retry_after_ns ? retry_after_ns : delay;
}
