/* SPDX-License-Identifier: MIT */
#include "workloads/articles.h"

#include <errno.h>
#include <string.h>

#include "workloads/compute.h"
#include "workloads/page.h"

/* The tutorial's own paths: one for the posts, the others from each post on. */
enum path { LIST, POSTS, TITLE, SUMMARY, AVATAR, AUTHOR, PATHS };

static const char *const sources[PATHS] = {
    [LIST] = "//div[@id='post_list']",
    [POSTS] = "//div[@id='post_list']/article/section",
    [TITLE] = "./div/a",
    [SUMMARY] = "./div/p",
    [AVATAR] = "./div/p//img/@src",
    [AUTHOR] = "./footer/a/span",
};

static xmlXPathCompExprPtr paths[PATHS];
static uint64_t steps_a_page; /* what parsing costs beyond the page's own */

static void teardown(void)
{
    page_free_paths(paths, PATHS);
}

static int setup(const struct workload_settings *settings)
{
    steps_a_page = settings->steps;
    return page_compile_paths(paths, sources, PATHS);
}

/* Cuts the "..." with which the site ends a summary. */
static void cut_ellipsis(char *summary)
{
    size_t length = strlen(summary);
    if (length < 3 || strcmp(summary + length - 3, "...") != 0)
        return;
    summary[length - 3] = '\0';
    page_trim(summary);
}

static int extract_post(struct page *page, xmlNodePtr post, struct result *out)
{
    char *fields[PATHS] = {NULL};
    int err = 0;
    for (int i = TITLE; i <= AUTHOR; i++) {
        fields[i] = page_text(page, paths[i], post);
        if (!fields[i])
            err = -ENOMEM;
    }
    if (!err) {
        cut_ellipsis(fields[SUMMARY]);
        err = result_add_row(out, (const char *const *)&fields[TITLE], workload_articles.column_count);
    }
    for (int i = TITLE; i <= AUTHOR; i++)
        xmlFree(fields[i]);
    return err;
}

int articles_extract(const struct body *body, struct result *out)
{
    struct page page;
    int err = page_parse(&page, body);
    if (err)
        return err;
    xmlXPathObjectPtr posts = page_find(&page, paths[POSTS], NULL);
    const xmlNodeSet *found = posts ? posts->nodesetval : NULL;
    int count = found ? found->nodeNr : 0;
    if (!posts)
        err = -ENOMEM;
    else if (count == 0)
        err = page_require(&page, paths[LIST]); /* which may be empty */
    for (int i = 0; i < count && !err; i++)
        err = extract_post(&page, found->nodeTab[i], out);
    xmlXPathFreeObject(posts);
    page_release(&page);
    return err;
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    struct body body;
    int err = io_get(io, task->address, &body); /* the only place that waits */
    if (!err) {
        err = articles_extract(&body, out);
        compute_steps(task->index, steps_a_page);
    }
    io_explain(io, err == -EBADMSG ? "not a page with a list of posts" : page_fault(err));
    body_release(&body);
    return err;
}

static const char *const columns[] = {"title", "summary", "avatar", "author"};

const struct workload workload_articles = {
    .name = "articles",
    .about = {"fetch list pages, extract every post to CSV", "抓取列表页，把每篇文章解析成 CSV"},
    .output = "articles.csv",
    .addresses = "/sitehome/p/{page}",
    .tasks = 10,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .computes = true,
    .setup = setup,
    .teardown = teardown,
    .run = run,
};
