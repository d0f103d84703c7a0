/* SPDX-License-Identifier: MIT */
/* The ways in which the origin can fail to answer as it should. */
#pragma once

#include <microhttpd.h>
#include <stdint.h>

#include "core/buffer.h"
#include "origin/deadlines.h"
#include "origin/target.h"

/* A request for a target that goes wrong. */
struct fault_call {
    struct MHD_Connection *connection;
    struct deadlines *deadlines; /* borrowed, and needed until the response is freed: see pace_response */
    uint64_t bandwidth;          /* bytes a second, 0: no limit */
    struct target_site site;
    struct target target;
    const char *rest; /* of its address: see struct route; borrowed */
    uint64_t bytes;   /* set by the fault: of the body, when it can arrive whole */
};

struct fault {
    const char *name;

    /* Answers in its way. MHD_NO closes the connection. */
    enum MHD_Result (*answer)(struct fault_call *call);

    /* Returns 0, or -ENOTSUP when this machine cannot do it. NULL: every machine can. */
    int (*check)(void);
};

/* In place of an answer (fault_connection.c) */
extern const struct fault fault_refuse; /* the connection is reset */
extern const struct fault fault_empty;  /* the connection is closed */

/* Instead of the target (fault_status.c) */
extern const struct fault fault_status_500;
extern const struct fault fault_status_429;    /* asks to come back after a second */
extern const struct fault fault_redirect;      /* to where the target is: no error */
extern const struct fault fault_redirect_loop; /* to what redirects to itself */

/* The target, cut off or drawn out (fault_part.c) */
extern const struct fault fault_reset;       /* half of it, then the connection is reset */
extern const struct fault fault_stall;       /* the header, then silence, for ten minutes at most */
extern const struct fault fault_truncate;    /* half of it, then the connection is closed */
extern const struct fault fault_chunked_cut; /* the same without a Content-Length */
extern const struct fault fault_slow;        /* a byte at a time, 99 in a second; after 90 s the rest */
extern const struct fault fault_huge;        /* again and again without an end */

/* Bytes that are not what they are said to be (fault_content.c, fault_gzip.c, fault_charset.c) */
extern const struct fault fault_garbage;  /* random bytes, called what the target is */
extern const struct fault fault_gzip;     /* the target, compressed: no error */
extern const struct fault fault_gzip_cut; /* three quarters of that, as if they were all */
extern const struct fault
    fault_deflate; /* the target in deflate, with zlib's wrapping or without: no error */
extern const struct fault fault_gzip_bomb; /* about 3 MB that inflate to 2 GiB */
extern const struct fault
    fault_wrong_charset; /* UTF-8 as GBK or, but for JSON, GBK as UTF-8, by page; no picture */

/* All of them, up to a NULL. */
extern const struct fault *const fault_list[];

/* The body as it should be. Returns 0 or -ENOMEM, and then nothing has to be released. */
int fault_body(const struct fault_call *call, struct buffer *body);

/* And its Content-Type. */
const char *fault_type(const struct fault_call *call);

/* No fault: answers with the body. */
enum MHD_Result fault_none(struct fault_call *call);

/* Answers 200 with the whole of `body`, at the call's bandwidth, and takes its contents over. `encoding` is
   NULL for none. */
enum MHD_Result fault_send(struct fault_call *call, struct buffer *body, const char *type,
                           const char *encoding);
