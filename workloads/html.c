/* SPDX-License-Identifier: MIT */
#include "workloads/html.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xpath.h>

#include "core/buffer.h"
#include "workloads/attributes.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

enum {
    MOST_DEPTH = 10000,      /* of elements in elements */
    ORDINARY_DEPTH = 256,    /* libxml2's own limit */
    MOST_ATTRIBUTES = 10000, /* libxml2 2.9 compares each with all others: this takes half a second */
    MOST_STEPS = 1 << 30,    /* see on_error: some seconds */
};

/* What a parse is about to cost, beyond what is proportional to the page. */
struct effort {
    uint64_t steps;
    const xmlChar *counted; /* the end tag that was counted last */
    bool excessive;
};

static void give_up(xmlParserCtxtPtr context)
{
    struct effort *effort = context->_private;
    effort->excessive = true;
    xmlStopParser(context);
}

/* Called for every end tag that closes nothing, or not what is open, among other errors. To find that out
   libxml2 looks through all open elements, once, however many of them it closes then. */
static void on_error(void *arg, error_pointer error)
{
    xmlParserCtxtPtr context = arg;
    struct effort *effort = context->_private;
    if (error->code != XML_ERR_TAG_NAME_MISMATCH || context->input->cur == effort->counted)
        return;
    effort->counted = context->input->cur;
    effort->steps += (uint64_t)context->nameNr;
    if (effort->steps > MOST_STEPS && !effort->excessive)
        give_up(context);
}

static void on_start(void *arg, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxtPtr context = arg;
    xmlSAX2StartElement(context, name, attributes);
    if (context->nodeNr > MOST_DEPTH)
        give_up(context);
}

static htmlParserCtxtPtr new_context(struct effort *effort)
{
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!context)
        return NULL;
    context->_private = effort;
    context->options |=
        XML_PARSE_HUGE; /* 2.9's htmlCtxtUseOptions does not know it, but what it calls does */
    context->sax->startElement = on_start;
    context->sax->cdataBlock =
        NULL; /* scripts as text, as in lxml: CDATA grows with the square of its size */
#if LIBXML_VERSION >= 21300
    xmlCtxtSetErrorHandler(context, on_error, context);
#else
    context->sax->initialized = XML_SAX2_MAGIC; /* or it would not be asked */
    context->sax->serror = on_error;
#endif
    return context;
}

/* Whether all of the input has been made into the tree. */
static bool is_whole(htmlParserCtxtPtr context)
{
#if LIBXML_VERSION >= 21400
    bool halted = xmlCtxtGetStatus(context) & XML_STATUS_CATASTROPHIC_ERROR;
#else
    bool halted = context->disableSAX;
#endif
    return !halted && context->input && context->input->cur >= context->input->end;
}

static int parse(htmlDocPtr *out, const char *utf8, size_t size)
{
    static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
    struct effort effort = {0};
    htmlParserCtxtPtr context = new_context(&effort);
    if (!context)
        return -ENOMEM;
    int err = 0;
    *out = htmlCtxtReadMemory(context, utf8, (int)size, NULL, "UTF-8", options);
    if (context->errNo == XML_ERR_NO_MEMORY)
        err = -ENOMEM;
    else if (effort.excessive || !is_whole(context))
        err = -EOVERFLOW;
    if (!err && *out && context->nodeMax > ORDINARY_DEPTH)
        (void)xmlXPathOrderDocElems(*out); /* so that to sort nodes is not to count their ancestors */
    if (err && *out) {
        xmlFreeDoc(*out);
        *out = NULL;
    }
    htmlFreeParserCtxt(context);
    return err;
}

/* Where NUL stands, libxml2 takes the page for ended. HTML puts U+FFFD there (HTML standard, 13.2.5), or
   drops it in text. Returns 0 or -ENOMEM. */
static int replace_nuls(struct buffer *out, const char *utf8, size_t size)
{
    static const char replacement[] = "\ufffd";
    int err = 0;
    for (size_t i = 0, length = 0; i < size && !err; i += length) {
        const char *nul = memchr(utf8 + i, '\0', size - i);
        length = nul ? (size_t)(nul - utf8) - i : size - i;
        err = buffer_append(out, utf8 + i, length);
        if (!err && nul)
            err = buffer_append(out, replacement, strlen(replacement));
        length += nul != NULL;
    }
    return err;
}

int html_parse(htmlDocPtr *out, const char *utf8, size_t size)
{
    struct buffer clean;
    int err = 0;
    *out = NULL;
    buffer_init(&clean);
    if (size && memchr(utf8, '\0', size))
        err = replace_nuls(&clean, utf8, size);
    if (clean.size) {
        utf8 = clean.data;
        size = clean.size;
    }
    if (!err && size > INT_MAX)
        err = -EOVERFLOW;
    if (!err && attributes_exceed(utf8, size, MOST_ATTRIBUTES))
        err = -E2BIG;
    if (!err && size)
        err = parse(out, utf8, size);
    buffer_release(&clean);
    if (!err && !*out)
        *out = htmlNewDocNoDtD(NULL, NULL); /* bytes that hold nothing: no nodes */
    return err ? err : *out ? 0 : -ENOMEM;
}
