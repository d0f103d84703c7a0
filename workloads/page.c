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

/* Whether the bytes are to be taken for UTF-8 as they are. Valid UTF-8 hardly happens by chance, so it counts
   for more than what a server declares, unless all is ASCII, which other encodings are made of, too. */
static bool is_utf8_page(const struct body *body)
{
    const struct buffer *bytes = &body->bytes;
    bool declared_other = body->charset[0] && strcasecmp(body->charset, "utf-8") != 0;
    if (!charset_is_utf8(bytes->data, bytes->size))
        return false;
    for (size_t i = 0; i < bytes->size; i++) {
        if ((unsigned char)bytes->data[i] >= 0x80)
            return true;
    }
    return !declared_other;
}

/* Makes `converted` the page as UTF-8, or leaves it empty when the bytes are that already. Returns 0, -EILSEQ
   when they are not in the encoding the server declares, or -ENOMEM. */
static int convert(const struct body *body, struct buffer *converted)
{
    const struct buffer *bytes = &body->bytes;
    char name[CHARSET_NAME_SIZE];
    if (is_utf8_page(body))
        return 0;
    int err = charset_to_utf8(body->charset, bytes->data, bytes->size, converted);
    if (err != -EINVAL)
        return err > 0 ? -EILSEQ : err;
    if (charset_is_utf8(bytes->data, bytes->size))
        return 0;
    charset_of_page(bytes->data, bytes->size, name);
    err = charset_to_utf8(name, bytes->data, bytes->size, converted);
    if (err == -EINVAL)
        err = charset_to_utf8("utf-8", bytes->data, bytes->size, converted);
    return err < 0 ? err : 0;
}

int page_parse(struct page *page, const struct body *body)
{
    struct buffer converted;
    *page = (struct page){0};
    buffer_init(&converted);
    int err = convert(body, &converted);
    const struct buffer *utf8 = converted.size ? &converted : &body->bytes;
    if (!err)
        err = html_parse(&page->document, utf8->data, utf8->size);
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
        return "the page is not in the charset it declares";
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
