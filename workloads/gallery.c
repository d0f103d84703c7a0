/* SPDX-License-Identifier: MIT */
#include "workloads/gallery.h"

#include <errno.h>

#include "core/url.h"
#include "workloads/page.h"

enum path { PLACE, SOURCES, PATHS };

static const char *const sources[PATHS] = {
    [PLACE] = "//div[@id='pictures']",
    [SOURCES] = "//div[@id='pictures']//figure//img/@src",
};

static xmlXPathCompExprPtr paths[PATHS];

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

static int add_all(const xmlNodeSet *found, const char *base, struct result *out)
{
    int err = 0;
    for (int i = 0; found && i < found->nodeNr && !err; i++) {
        char *source = (char *)xmlNodeGetContent(found->nodeTab[i]);
        if (!source)
            return -ENOMEM;
        page_trim(source);
        err = add(source, base, out);
        xmlFree(source);
    }
    return err;
}

int gallery_extract(const char *address, const struct body *body, struct result *out)
{
    struct page page;
    int err = page_parse(&page, body);
    if (err)
        return err;
    xmlXPathObjectPtr found = page_find(&page, paths[SOURCES], NULL);
    if (!found)
        err = -ENOMEM;
    if (!err)
        err = page_require(&page, paths[PLACE]);
    if (!err)
        err = add_all(found->nodesetval, address, out);
    xmlXPathFreeObject(found);
    page_release(&page);
    return err;
}
