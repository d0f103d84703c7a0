/* SPDX-License-Identifier: MIT */
/* What curl's results mean for a task: which error, in which words. Whether that is worth another attempt
   follows from the error (retry_is_worthwhile): what a broken server, proxy or network can say once is, what
   cannot pass is not. */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>

struct curl_code {
    const char *words; /* why, for a person: a reason that curl's own message only adds to */
    int error;         /* a negative errno, or 0 of CURLE_OK alone */
    bool bare;         /* curl's own message would mislead */
};

/* Of any code, also of one that a later curl has. `of_answer`: an answer had begun and its header had not
   ended, or it was a redirect, so that it is to blame for what would be our own fault otherwise. Never
   NULL. */
const struct curl_code *curl_code_find(CURLcode code, bool of_answer);
