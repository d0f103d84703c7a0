# SPDX-License-Identifier: MIT
"""The posts of a list page, by the tutorial's XPaths. What workloads/articles.c does, bytes and all."""
from lxml import etree

COLUMNS = ["title", "summary", "avatar", "author"]

# string() is the whole text of the first match, or nothing: a post without an avatar keeps its row.
PATHS = ["string(./div/a)", "string(./div/p)", "string(./div/p//img/@src)", "string(./footer/a/span)"]


def extract(body):
    try:
        page = etree.HTML(body, etree.HTMLParser(encoding="utf-8"))
    except etree.LxmlError:  # bytes that hold nothing
        page = None
    if page is None or not page.xpath("//div[@id='post_list']"):
        raise ValueError("not a page with a list of posts")
    return [row(post) for post in page.xpath("//div[@id='post_list']/article/section")]


def row(post):
    title, summary, avatar, author = [post.xpath(path).strip() for path in PATHS]
    if summary.endswith("..."):
        summary = summary[:-3].strip()
    return title, summary, avatar, author
