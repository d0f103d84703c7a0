/* SPDX-License-Identifier: MIT */
/* Modelled on the list pages of a blog site as they were in 2021. Everything in it that resembles a post but
   does not match //div[@id='post_list']/article/section is there on purpose. */
#include "origin/markup.h"

const char markup_head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"zh-cn\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\" />\n"
    "<meta name=\"keywords\" content=\"进程,线程,协程,processes,threads,coroutines\" />\n"
    "<title>manyhands 博客 - 开发者的&quot;练习场&quot;</title>\n"
    "<style>\n"
    "    body { margin: 0; font: 14px/1.6 sans-serif; color: #333; background: #f5f5f5 }\n"
    "    a { color: #1a5fb4; text-decoration: none }\n"
    "    nav { padding: 12px 24px; background: #fff; border-bottom: 1px solid #ddd }\n"
    "    nav a { margin-right: 16px }\n"
    "    .main { display: flex; max-width: 1100px; margin: 16px auto; gap: 16px }\n"
    "    .post-list { flex: 3; background: #fff; padding: 0 24px }\n"
    "    .side { flex: 1 }\n"
    "    .post-item { padding: 16px 0; border-bottom: 1px solid #eee }\n"
    "    .post-item-title { font-size: 16px; font-weight: bold }\n"
    "    .post-item-summary { margin: 8px 0; color: #555; overflow: hidden }\n"
    "    .avatar { float: left; width: 48px; height: 48px; margin-right: 12px; background: #dde }\n"
    "    .post-item-foot { color: #888; font-size: 12px }\n"
    "    .post-item-foot a, .post-item-foot > span { margin-right: 12px }\n"
    "    .hl { background: #fff3bf }\n"
    "    .pager a { padding: 4px 8px }\n"
    "</style>\n"
    "</head>\n";

const char markup_page_start[] =
    "<body>\n"
    "<nav><a href=\"/\">首页</a><a href=\"/sitehome/p/1\">精华</a><a href=\"/stats\">统计 &amp; stats</a>"
    "<span>第 {n} 页</span></nav>\n"
    "<div class=\"main\">\n"
    "<div id=\"post_list_side\" class=\"side\">\n"
    "    <h4>推荐 &#8220;阅读&#8221;</h4>\n"
    "    <article class=\"post-item\"><section>\n"
    "        <div class=\"post-item-text\"><a class=\"post-item-title\" href=\"#\">编辑推荐, not a post</a>\n"
    "            <p class=\"post-item-summary\"><img src=\"https://pic.example/side.png\" class=\"avatar\" "
    "alt=\"\" />\n"
    "            这一条在边栏里, it must not be extracted...</p></div>\n"
    "        <footer class=\"post-item-foot\"><a href=\"#\"><span>小编</span></a></footer>\n"
    "    </section></article>\n"
    "</div>\n"
    "<script>\n"
    "    var empty = '<div id=\\'post_list\\'><article><section>没有<\\/section><\\/article><\\/div>';\n"
    "</script>\n"
    "<div id=\"post_list\" class=\"post-list\">\n"
    "<section class=\"list-head\"><div><a href=\"#list\">文章列表</a><p>共 20 篇...</p></div></section>\n"
    "<!-- <article><section><div><a href=\"#\">草稿</a><p>注释里的 post</p></div>"
    "<footer><a><span>nobody</span></a></footer></section></article> -->\n";

const char markup_post[] =
    "<article class=\"post-item\">\n"
    "<section>\n"
    "  <div class=\"post-item-text\">{p}\n"
    "    <a class=\"post-item-title\" href=\"https://blog.example/u{u}/{i}.html\">{t}</a>\n"
    "    <p class=\"post-item-summary\">{a}{s}</p>\n"
    "  </div>{q}\n"
    "  <footer class=\"post-item-foot\">\n"
    "    <a href=\"https://blog.example/u{u}\">{w}</a>\n"
    "    <span class=\"date\"><span>{d}</span></span>\n"
    "    <a href=\"#digg\"><span>👍</span> <span>{g}</span></a>\n"
    "    <a href=\"#comments\">评论 <span>{c}</span></a>\n"
    "    <a href=\"#views\">阅读 <span>{v}</span></a>\n"
    "  </footer>\n"
    "</section>\n"
    "<figure></figure>\n"
    "</article>\n";

const char markup_avatar[] = "\n      <a href=\"https://blog.example/u{u}\">"
                             "<img src=\"{f}\" class=\"avatar\" alt=\"\" /></a>";

const char markup_pinned[] = "<span class=\"pinned\"><a href=\"#pinned\">[置顶]</a>"
                             "<img src=\"/pin.png\" width=\"1\" height=\"1\" alt=\"\" /></span>";

const char markup_source[] =
    "\n"
    "  <aside><footer><a href=\"#source\"><span>转载自别处</span></a></footer>"
    "<blockquote><p><img src=\"/quote.png\" width=\"1\" height=\"1\" alt=\"\" /></p></blockquote></aside>";

const char markup_advertisement[] =
    "<div class=\"advertisement\"><article class=\"post-item\"><section>\n"
    "    <div><a href=\"#buy\">广告: \"Buy more cores\"</a><p><img src=\"/ad.png\" alt=\"\" />Only 9,99 "
    "€...</p></div>\n"
    "    <footer><a href=\"#buy\"><span>Advertiser</span></a></footer>\n"
    "</section></article></div>\n";

const char markup_page_end[] =
    "</div>\n"
    "<div class=\"side\" id=\"side_right\">\n"
    "    <h4>48 小时阅读排行</h4>\n"
    "    <article><section><div><a href=\"#hot\">热门, hot &amp; new</a><p>排行榜...</p></div>\n"
    "        <footer><footer><a href=\"#hot\"><span>榜单</span></a></footer></footer></section></article>\n"
    "    <div id='post-list'><article><section><div><a href=\"#\">id "
    "只差一个字符</a></div></section></article></div>\n"
    "</div>\n"
    "</div>\n"
    "<div class=\"pager\"><a href=\"/sitehome/p/{n}\" class=\"current\">{n}</a>"
    "<a href=\"/sitehome/p/{m}\">Next &gt;</a></div>\n"
    "<footer><a href=\"/\"><span>&copy; manyhands</span></a></footer>\n"
    "</body>\n"
    "</html>\n";
