/* SPDX-License-Identifier: MIT */
#include "workloads/page.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLtree.h>

#include "workloads/charset.h"

/* Makes `converted` the page as UTF-8, or leaves it empty when the bytes are that already. */
static int convert(const struct body *body, struct buffer *converted)
{
    const struct buffer *bytes = &body->bytes;
    bool declared_utf8 = strcasecmp(body->charset, "utf-8") == 0;
    if ((declared_utf8 || !body->charset[0]) && charset_is_utf8(bytes->data, bytes->size))
        return 0;
    int err = charset_to_utf8(body->charset, bytes->data, bytes->size, converted);
    if (err != -EINVAL)
        return err;
    if (charset_is_utf8(bytes->data, bytes->size))
        return 0;
    char name[CHARSET_NAME_SIZE];
    charset_of_page(bytes->data, bytes->size, name);
    err = charset_to_utf8(name, bytes->data, bytes->size, converted);
    return err == -EINVAL ? charset_to_utf8("utf-8", bytes->data, bytes->size, converted) : err;
}

static htmlDocPtr parse(const struct buffer *utf8)
{
    static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
    htmlDocPtr document = NULL;
    if (utf8->size)
        document = htmlReadMemory(utf8->data, (int)utf8->size, NULL, "UTF-8", options);
    return document ? document : htmlNewDocNoDtD(NULL, NULL); /* bytes that hold nothing: no nodes */
}

int page_parse(struct page *page, const struct body *body)
{
    struct buffer converted;
    *page = (struct page){0};
    buffer_init(&converted);
    int err = convert(body, &converted);
    if (!err) {
        page->document = parse(converted.size ? &converted : &body->bytes);
        page->context = page->document ? xmlXPathNewContext(page->document) : NULL;
        if (!page->context)
            err = -ENOMEM;
    }
    buffer_release(&converted);
    if (err)
        page_release(page);
    return err;
}

void page_release(struct page *page)
{
    if (page->context)
        xmlXPathFreeContext(page->context);
    if (page->document)
        xmlFreeDoc(page->document);
    *page = (struct page){0};
}

xmlXPathObjectPtr page_find(struct page *page, xmlXPathCompExprPtr path, xmlNodePtr from)
{
    page->context->node = from ? from : (xmlNodePtr)page->document;
    return xmlXPathCompiledEval(path, page->context);
}

char *page_text(struct page *page, xmlXPathCompExprPtr path, xmlNodePtr from)
{
    xmlXPathObjectPtr found = page_find(page, path, from);
    if (!found)
        return NULL;
    xmlChar *text = NULL;
    if (xmlXPathNodeSetIsEmpty(found->nodesetval))
        text = xmlStrdup((const xmlChar *)"");
    else
        text = xmlNodeGetContent(found->nodesetval->nodeTab[0]);
    xmlXPathFreeObject(found);
    if (text)
        page_trim((char *)text);
    return (char *)text;
}

/* The characters Python's str.strip removes (str.isspace), of which the tutorials made use. */
static bool is_space(int character)
{
    return (character >= 0x09 && character <= 0x0d) || (character >= 0x1c && character <= 0x20) ||
           character == 0x85 || character == 0xa0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200a) || character == 0x2028 || character == 0x2029 ||
           character == 0x202f || character == 0x205f || character == 0x3000;
}

/* The bytes of the character at `text`, which begins there, if it is white space, else 0. */
static size_t space_at(const char *text)
{
    int length = (int)strnlen(text, 4);
    int character = length ? xmlGetUTF8Char((const unsigned char *)text, &length) : -1;
    return character >= 0 && is_space(character) ? (size_t)length : 0;
}

void page_trim(char *text)
{
    size_t start = 0;
    for (size_t space = 0; (space = space_at(text + start)) > 0;)
        start += space;
    size_t end = strlen(text);
    while (end > start) {
        size_t last = end - 1;
        while (last > start && ((unsigned char)text[last] & 0xc0) == 0x80)
            last--;
        if (!space_at(text + last))
            break;
        end = last;
    }
    memmove(text, text + start, end - start);
    text[end - start] = '\0';
}
