/* SPDX-License-Identifier: MIT */
/* How a task waits. A workload fetches through `struct io` and never learns whether its process, its thread
   or only its coroutine was put to sleep meanwhile. */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/buffer.h"
#include "core/result.h"
#include "core/span.h"

/* The same for every worker of a run. */
struct io_settings {
    bool allow_remote;   /* connect to addresses other than loopback, too */
    const char *cacert;  /* borrowed: file of certificates to trust instead of the system's, or NULL */
    uint64_t timeout_ns; /* a request may take so long in all */
    uint64_t connect_timeout_ns; /* its connection so long */
    uint64_t stall_timeout_ns;   /* and so long without a byte; in whole seconds, rounded up */
    size_t body_max;             /* bytes of a body, as decoded */
};

/* Loopback only, the system's certificates, one minute, 10 s, 30 s, 64 MiB. */
extern const struct io_settings io_settings_default;

/* A fetched response. */
struct body {
    struct buffer bytes; /* owned: decoded */
    char charset[40];    /* from Content-Type, as the server spelt it, or "" */
    char *address;       /* owned: where it came from, after redirects; NULL: from where it was asked for */
};

/* One worker's way to wait. Not to be shared by two workers. */
struct io {
    const struct io_ops *ops;
    CURL *easy;              /* owned: the transfer that io_get prepares and `perform` runs */
    struct span *span;       /* borrowed: where to record the attempt under way, or NULL */
    unsigned slot;           /* which worker of this process this is, from 0 */
    bool gil;                /* the task under way holds the lock of core/gil.h but for its waits */
    size_t bytes;            /* received, as decoded, since whoever reads it set it to 0 */
    struct body *body;       /* borrowed: what the transfer under way fills */
    bool answered;           /* the first bytes of that body have come */
    struct decoder *decoder; /* owned: takes its coding off, or NULL */
    size_t body_max;         /* bytes */
    uint64_t retry_after_ns; /* how long the server asked to wait with its last answer; 0: not at all */
    unsigned requests;       /* of the transfer under way, those after redirects included */
    bool header_ended;       /* of the answer to the last of them */
    bool broken;             /* the last transfer did not end as it should */
    int refusal;             /* why a callback stopped the transfer: a negative errno, or 0 */
    char reason[RESULT_REASON_SIZE];  /* what went wrong last, one line, or "" */
    char curl_error[CURL_ERROR_SIZE]; /* where curl says more about it */
};

struct io_ops {
    /* Runs the prepared transfer io->easy to its end and returns its outcome, however it waits meanwhile. */
    CURLcode (*perform)(struct io *io);
    /* Comes back at `when_ns` (span_now_ns) or, if that is past or the process is to end, at once. */
    void (*sleep_until)(struct io *io, uint64_t when_ns);
    /* Calls `function`, which may block on a disk, and returns what that returned or why it was not called.
     */
    int (*call)(struct io *io, int (*function)(void *arg), void *arg);
};

/* Fetches `url` with GET, following redirects, decoding what core/decode.h can. Always leaves a body to
   release.
   Sends it once: trying again is the caller's (core/retry.h), which finds io->retry_after_ns.
   Returns 0, or a negative errno with io->reason set: -ETIMEDOUT, -ECONNREFUSED, -EREMOTEIO (a status that
   may pass: 408, 421, 425, 429 or 5xx), -EPROTO (another one that is not 2xx, a certificate that is not
   trusted, or an address that is none), -EFBIG (a body over the limit), -ELOOP (too many redirects), -EBADMSG
   (a body that cannot be decoded or is not whole), -EACCES (an address that is not loopback, not allowed),
   -ECANCELED (the process is to end), -ENOMEM, -ENOTSUP (curl cannot do it here), else -EIO:
   core/curl_code.h. */
int io_get(struct io *io, const char *url, struct body *body);

void body_release(struct body *body);

/* Says why a task failed, when that was not the network; one line, borrowed. */
void io_explain(struct io *io, const char *reason);

/* Calls function(arg), which may block on a disk, so that only this task waits for it: it may run in another
   thread. Returns what that returned, or a negative errno when it could not be called. */
int io_call(struct io *io, int (*function)(void *arg), void *arg);

/* Waits until `when_ns` (span_now_ns), or until the process is to end. */
void io_sleep_until(struct io *io, uint64_t when_ns);

/* For those that implement a way to wait: prepares and ends the part that all have. Returns 0 or a negative
 * errno. */
int io_init(struct io *io, const struct io_ops *ops, const struct io_settings *settings, unsigned slot);
void io_release(struct io *io);

/* The plain way: the calling thread sleeps in the kernel. Returns 0 or a negative errno; end with
 * io_blocking_free. */
int io_blocking_new(struct io **out, const struct io_settings *settings, unsigned slot);
void io_blocking_free(struct io *io);
