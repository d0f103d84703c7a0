/* SPDX-License-Identifier: MIT */
/* Every result that curl can give has a meaning, and the right ones are tried again. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/curl_code.h"
#include "core/retry.h"

static bool is_one_of(int number, const int *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == number)
            return true;
    }
    return false;
}

/* Behind the last code that both this program and this curl know. */
static int last(void)
{
    int known = 102;
    return known < CURL_LAST ? known : CURL_LAST;
}

/* What a server, a proxy or a network can do once. */
static const int passing[] = {CURLE_COULDNT_RESOLVE_PROXY,
                              CURLE_COULDNT_RESOLVE_HOST,
                              CURLE_COULDNT_CONNECT,
                              CURLE_WEIRD_SERVER_REPLY,
                              CURLE_HTTP2,
                              CURLE_PARTIAL_FILE,
                              CURLE_HTTP_RETURNED_ERROR,
                              CURLE_WRITE_ERROR,
                              CURLE_OPERATION_TIMEDOUT,
                              CURLE_SSL_CONNECT_ERROR,
                              CURLE_TOO_MANY_REDIRECTS,
                              CURLE_GOT_NOTHING,
                              CURLE_SEND_ERROR,
                              CURLE_RECV_ERROR,
                              CURLE_BAD_CONTENT_ENCODING,
                              CURLE_FILESIZE_EXCEEDED,
                              CURLE_SEND_FAIL_REWIND,
                              CURLE_SSL_SHUTDOWN_FAILED,
                              CURLE_AGAIN,
                              CURLE_NO_CONNECTION_AVAILABLE,
                              CURLE_HTTP2_STREAM,
                              CURLE_HTTP3,
                              CURLE_QUIC_CONNECT_ERROR,
                              CURLE_PROXY,
                              CURLE_UNRECOVERABLE_POLL,
                              100};

static void every_code_of_this_curl_has_an_entry(void **state)
{
    (void)state;
    const struct curl_code *unknown = curl_code_find(CURL_LAST, false);
    for (int code = 0; code < last(); code++) {
        const struct curl_code *found = curl_code_find((CURLcode)code, false);
        assert_ptr_not_equal(found, unknown);
        assert_true(strlen(found->words) > 5);
        assert_int_equal(found->error == 0, code == CURLE_OK);
        assert_true(found->error <= 0);
    }
}

static void what_can_pass_is_tried_again_and_nothing_else(void **state)
{
    (void)state;
    for (int code = 1; code < last(); code++) {
        bool passes = is_one_of(code, passing, sizeof passing / sizeof *passing);
        if (retry_is_worthwhile(curl_code_find((CURLcode)code, false)->error) != passes)
            fail_msg("%d: %s", code, curl_easy_strerror((CURLcode)code));
    }
}

static void an_answer_that_is_to_blame_is_asked_for_again(void **state)
{
    (void)state;
    static const int blamed[] = {CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_OUT_OF_MEMORY};
    for (int code = 0; code < CURL_LAST; code++) {
        const struct curl_code *alone = curl_code_find((CURLcode)code, false);
        const struct curl_code *answer = curl_code_find((CURLcode)code, true);
        bool differs = is_one_of(code, blamed, sizeof blamed / sizeof *blamed);
        assert_int_equal(answer != alone, differs);
        assert_false(differs && retry_is_worthwhile(alone->error));
        assert_true(!differs || retry_is_worthwhile(answer->error));
    }
}

static void a_code_of_a_later_curl_is_tried_again(void **state)
{
    (void)state;
    static const int codes[] = {102, 500, 1000000, -1};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_true(retry_is_worthwhile(curl_code_find((CURLcode)codes[i], false)->error));
}

static void nothing_is_said_in_the_words_of_a_library(void **state)
{
    (void)state;
    static const char *const strange[] = {"callback", "application", "handle", "libcurl", "transfer"};
    for (int code = 0; code < CURL_LAST; code++) {
        for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
            assert_null(strstr(curl_code_find((CURLcode)code, false)->words, strange[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_of_this_curl_has_an_entry),
        cmocka_unit_test(what_can_pass_is_tried_again_and_nothing_else),
        cmocka_unit_test(an_answer_that_is_to_blame_is_asked_for_again),
        cmocka_unit_test(a_code_of_a_later_curl_is_tried_again),
        cmocka_unit_test(nothing_is_said_in_the_words_of_a_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
