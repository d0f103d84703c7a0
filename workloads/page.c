/* SPDX-License-Identifier: MIT */
#include "workloads/page.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include <libxml/HTMLtree.h>

static bool is_valid_utf8(const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char *end = at + size;
    while (at < end) {
        if (*at < 0x80) {
            at++;
            continue;
        }
        int length = (int)(end - at < 4 ? end - at : 4);
        if (xmlGetUTF8Char(at, &length) < 0)
            return false;
        at += length;
    }
    return true;
}

static const char *charset_of(const struct body *body)
{
    if (body->charset[0])
        return body->charset;
    return is_valid_utf8(body->bytes.data, body->bytes.size) ? "UTF-8" : NULL;
}

int page_parse(struct page *page, const struct body *body)
{
    static const int options =
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    *page = (struct page){0};
    if (body->bytes.size)
        page->document =
            htmlReadMemory(body->bytes.data, (int)body->bytes.size, NULL, charset_of(body), options);
    if (!page->document)
        page->document = htmlNewDocNoDtD(NULL, NULL); /* bytes that hold nothing: a page without nodes */
    if (!page->document)
        return -ENOMEM;
    page->context = xmlXPathNewContext(page->document);
    if (!page->context) {
        page_release(page);
        return -ENOMEM;
    }
    return 0;
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
