/* SPDX-License-Identifier: MIT */
/* A page cannot make the parser read a file or connect to anything, however it asks for it. */
#include <arpa/inet.h>
#include <libxml/parser.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "workloads/articles.h"

static const char secret[] = "what only the file says";

/* What the hostile page points to. */
struct bait {
    int listener;
    unsigned port;
    char path[64];
};

static int put_bait(void **state)
{
    static struct bait bait = {.path = "/tmp/manyhands-entities-XXXXXX"};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    *state = &bait;
    unsetenv("http_proxy"); /* libxml2 would connect to that instead */
    int file = mkstemp(bait.path);
    if (file < 0 || write(file, secret, strlen(secret)) < 0 || close(file))
        return -1;
    bait.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(bait.listener, (struct sockaddr *)&address, size) || listen(bait.listener, 8) ||
        getsockname(bait.listener, (struct sockaddr *)&address, &size))
        return -1;
    bait.port = ntohs(address.sin_port);
    return workload_articles.setup(&(struct workload_settings){0});
}

static int take_bait_away(void **state)
{
    const struct bait *bait = *state;
    workload_articles.teardown();
    close(bait->listener);
    return unlink(bait->path);
}

/* Whether someone has connected, of which the kernel tells without anyone accepting. */
static bool was_called(const struct bait *bait)
{
    struct pollfd call = {.fd = bait->listener, .events = POLLIN};
    return poll(&call, 1, 100) == 1;
}

/* A post, as HTML and as XML, whose title is the entity and whose avatar has it, too; the caller frees it. */
static char *hostile_page(const struct bait *bait)
{
    char *page = NULL;
    int length = asprintf(&page,
                          "<!DOCTYPE html SYSTEM \"http://127.0.0.1:%u/dtd\" ["
                          "<!ENTITY x SYSTEM \"file://%s\"><!ENTITY y SYSTEM \"http://127.0.0.1:%u/y\">"
                          "<!ENTITY %% z SYSTEM \"http://127.0.0.1:%u/z\"> %%z; ]>"
                          "<html xmlns:xi=\"http://www.w3.org/2001/XInclude\"><body><div id=\"post_list\">"
                          "<article><section><div><a>&x;</a><p><img src=\"http://127.0.0.1:%u/i\"/>&y;"
                          "<xi:include href=\"file://%s\" parse=\"text\"/></p></div>"
                          "<footer><a><span>name</span></a></footer></section></article></div></body></html>",
                          bait->port, bait->path, bait->port, bait->port, bait->port, bait->path);
    assert_true(length > 0);
    return page;
}

static void a_page_reads_no_file_and_calls_no_one(void **state)
{
    const struct bait *bait = *state;
    struct result result;
    char *page = hostile_page(bait);
    const struct body body = {.bytes = {.data = page, .size = strlen(page)}, .charset = "utf-8"};
    result_init(&result, 0);
    assert_int_equal(articles_extract(&body, &result), 0);
    assert_int_equal(buffer_append(&result.rows, "", 1), 0);
    assert_int_equal(result.row_count, 1);
    assert_non_null(strstr(result.rows.data, "name"));
    assert_null(strstr(result.rows.data, secret));
    assert_false(was_called(bait));
    result_release(&result);
    free(page);
}

static void say_nothing(void *arg, const char *format, ...)
{
    (void)arg;
    (void)format;
}

/* The bait is good: as XML, with entities and from files only, the same page does say what the file says. */
static void an_xml_parser_that_is_told_to_would_read_the_file(void **state)
{
    char *page = hostile_page(*state);
    static const int options = XML_PARSE_NOENT | XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR;
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlDocPtr document = xmlReadMemory(page, (int)strlen(page), NULL, NULL, options | XML_PARSE_NOWARNING);
    assert_non_null(document);
    xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(document));
    assert_non_null(text);
    assert_non_null(strstr((const char *)text, secret));
    xmlFree(text);
    xmlFreeDoc(document);
    free(page);
}

/* And the listener would have seen a connection; last, since it goes on seeing it. */
static void a_call_would_be_seen(void **state)
{
    const struct bait *bait = *state;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((uint16_t)bait->port)};
    int caller = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(caller, (struct sockaddr *)&address, sizeof address), 0);
    assert_true(was_called(bait));
    close(caller);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_reads_no_file_and_calls_no_one),
        cmocka_unit_test(an_xml_parser_that_is_told_to_would_read_the_file),
        cmocka_unit_test(a_call_would_be_seen),
    };
    return cmocka_run_group_tests(tests, put_bait, take_bait_away);
}
