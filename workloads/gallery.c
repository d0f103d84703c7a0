/* SPDX-License-Identifier: MIT */
#include "workloads/gallery.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "core/url.h"
#include "workloads/page.h"

enum path { BASE, PATHS };

static const char *const sources[PATHS] = {[BASE] = "(//base/@href)[1]"};

static xmlXPathCompExprPtr paths[PATHS];

/* What the walk through the page is inside of. */
struct nesting {
    size_t divs;    /* of pictures */
    size_t figures; /* in those */
    bool found;     /* there is such a div */
};

void gallery_teardown(void)
{
    page_free_paths(paths, PATHS);
}

int gallery_setup(void)
{
    return page_compile_paths(paths, sources, PATHS);
}

/* Adds a picture, unless its address is none that can be fetched. */
static int add(const char *source, const char *base, struct result *out)
{
    struct buffer address;
    buffer_init(&address);
    int err = url_resolve(&address, base, source);
    if (!err)
        err = result_add_task(out, address.data);
    buffer_release(&address);
    return err == -EINVAL ? 0 : err;
}

/* Adds what the element shows. */
static int add_source(const xmlNode *element, const char *base, struct result *out)
{
    xmlChar *source = xmlGetNoNsProp(element, (const xmlChar *)"src");
    if (!source)
        return 0; /* nothing */
    page_trim((char *)source);
    bool is_page = !*source || *source == '#'; /* which is no picture */
    int err = is_page ? 0 : add((const char *)source, base, out);
    xmlFree(source);
    return err;
}

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, (const xmlChar *)name);
}

static bool is_div_of_pictures(const xmlNode *node)
{
    if (!is(node, "div"))
        return false;
    xmlChar *id = xmlGetNoNsProp(node, (const xmlChar *)"id");
    bool same = id && xmlStrEqual(id, (const xmlChar *)"pictures");
    xmlFree(id);
    return same;
}

/* Goes into an element (`by` is 1) or out of it (-1). */
static void pass(struct nesting *within, const xmlNode *node, int by)
{
    if (is_div_of_pictures(node)) {
        within->divs += (size_t)by;
        within->found = true;
    } else if (within->divs && is(node, "figure")) {
        within->figures += (size_t)by;
    }
}

/* Adds what the XPath //div[@id='pictures']//figure//img/@src finds, in one walk through the page: libxml2
   takes hours when thousands of them are nested in each other. Returns 0 or a negative errno. */
static int add_all(const struct page *page, const char *base, struct result *out)
{
    struct nesting within = {0};
    const xmlNode *root = (const xmlNode *)page->document;
    int err = 0;
    for (const xmlNode *node = root->children; node && !err;) {
        pass(&within, node, 1);
        if (within.figures && is(node, "img"))
            err = add_source(node, base, out);
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        for (; node != root && !node->next; node = node->parent)
            pass(&within, node, -1);
        if (node == root)
            break;
        pass(&within, node, -1);
        node = node->next;
    }
    return err ? err : within.found ? 0 : -EBADMSG;
}

/* The address that the page's own are relative to: what its first <base> with an address says (HTML standard,
   4.2.3), or where it came from. Returns 0 or -ENOMEM. */
static int find_base(struct page *page, const char *address, struct buffer *out)
{
    char *href = page_text(page, paths[BASE], NULL);
    if (!href)
        return -ENOMEM;
    int err = *href ? url_resolve(out, address, href) : -EINVAL;
    xmlFree(href);
    if (err == -EINVAL)
        err = buffer_append(out, address, strlen(address) + 1);
    return err;
}

int gallery_extract(const char *address, const struct body *body, struct result *out)
{
    struct page page;
    struct buffer base;
    int err = page_parse(&page, body);
    if (err)
        return err;
    buffer_init(&base);
    err = find_base(&page, body->address ? body->address : address, &base);
    if (!err)
        err = add_all(&page, base.data, out);
    buffer_release(&base);
    page_release(&page);
    return err;
}
