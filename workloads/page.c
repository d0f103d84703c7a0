/* SPDX-License-Identifier: MIT */
#include "workloads/page.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "workloads/charset.h"
#include "workloads/html.h"

void page_free_paths(xmlXPathCompExprPtr *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (paths[i])
            xmlXPathFreeCompExpr(paths[i]);
        paths[i] = NULL;
    }
    xmlCleanupParser();
}

int page_compile_paths(xmlXPathCompExprPtr *paths, const char *const *sources, size_t count)
{
    xmlInitParser();
    for (size_t i = 0; i < count; i++) {
        paths[i] = xmlXPathCompile((const xmlChar *)sources[i]);
        if (!paths[i]) {
            page_free_paths(paths, count);
            return -ENOMEM;
        }
    }
    return 0;
}

/* Makes `converted` the page as UTF-8, or leaves it empty when the bytes from `*skip` on are that already. */
static int convert(const struct body *body, struct buffer *converted, size_t *skip)
{
    const struct buffer *bytes = &body->bytes;
    const char *text = bytes->size ? bytes->data : "";
    const struct encoding *encoding = charset_of(text, bytes->size, body->charset, skip);
    if (encoding == &encoding_utf8 && charset_is_utf8(text, bytes->size))
        return 0;
    struct charset_tally tally;
    int err = charset_decode(encoding, text + *skip, bytes->size - *skip, converted, &tally);
    if (!err && charset_is_wrong(&tally))
        err = -EILSEQ;
    *skip = 0;
    return err;
}

int page_parse(struct page *page, const struct body *body)
{
    struct buffer converted;
    *page = (struct page){0};
    buffer_init(&converted);
    size_t skip = 0;
    int err = convert(body, &converted, &skip);
    const struct buffer *utf8 = converted.size ? &converted : &body->bytes;
    if (!err)
        err = html_parse(&page->document, utf8->size ? utf8->data + skip : "", utf8->size - skip);
    if (!err) {
        page->context = xmlXPathNewContext(page->document);
        if (!page->context)
            err = -ENOMEM;
    }
    buffer_release(&converted);
    if (err)
        page_release(page);
    return err;
}

const char *page_fault(int err)
{
    switch (err) {
    case -EILSEQ:
        return "most of the page is wrong in the charset it declares, or in UTF-8 if it declares none";
    case -ENOTSUP:
        return "this system's iconv does not know the charset of the page";
    case -E2BIG:
        return "a tag of the page has too many attributes";
    case -EOVERFLOW:
        return "the page is nested too deeply to be read to its end";
    default:
        return "";
    }
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

int page_require(struct page *page, xmlXPathCompExprPtr path)
{
    xmlXPathObjectPtr found = page_find(page, path, NULL);
    int err = found ? 0 : -ENOMEM;
    if (found && xmlXPathNodeSetIsEmpty(found->nodesetval))
        err = -EBADMSG;
    xmlXPathFreeObject(found);
    return err;
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
