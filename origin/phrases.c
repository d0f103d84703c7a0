/* SPDX-License-Identifier: MIT */
/* Plain text: markup and entities are the renderer's business. No opening, sentence or author begins, and no
   ending, sentence or author ends, with white space. */
#include "origin/phrases.h"

#define PHRASES(list)                                                                                        \
    {                                                                                                        \
        (list), sizeof(list) / sizeof *(list)                                                                \
    }

/* clang-format off: a phrase a line */
static const char *const openings[] = {
    "深入理解 ",      "一文搞懂",
    "从零实现 ",      "聊聊 ",
    "再谈",           "【译】",
    "[C] ",           "(转) ",
    "手把手教你用 ",  "面试官: \"说说\" ",
    "Understanding ", "Notes on ",
    "Why ",           "A \"gentle\" introduction to ",
    "Don't fear ",    "10 things, more or less, about ",
};

static const char *const subjects[] = {
    "进程与线程",
    "asyncio & aiohttp",
    "Pool(4), map 与 apply_async",
    "std::vector<int>",
    "C11 <stdatomic.h>",
    "epoll 的 ET, LT 模式",
    "\"惊群\"问题",
    "Redis Streams",
    "Python 的 GIL",
    "a < b && b > c",
    "生产者\r\n消费者模型",
    "ucontext 与协程",
    "Go's goroutines",
    "R&D 团队的 \"CI/CD\"",
    "fork(), exec() & wait()",
    "TCP_NODELAY 和 40 ms",
    "<script> 标签与 &amp; 转义",
    "RFC 4180, CSV 的 \"标准\"",
    "C++ 的 operator<<",
    "𝑂(𝑛²) 的链表",
};

static const char *const endings[] = {
    "",
    "",
    "",
    "（一）",
    ", part 2",
    "：原理、源码与实践",
    "，看这一篇就够了",
    " & friends",
    "\n(续)",
    "\r\n—— 下",
    "？",
    " – 100% \"hands-on\"",
    " …",
    "'s best parts",
};

static const char *const sentences[] = {
    "进程是资源分配的最小单位，线程是 CPU 调度的最小单位。",
    "本文使用 Python 的 requests 和 lxml 爬取 10 页列表，耗时 6.0266562 秒。",
    "并发不等于并行：任务数多于核数时，只是\"看起来\"同时进行。",
    "多个进程之间不共享全局变量，子进程把 num 改为 1，父进程打印的仍是 2。",
    "如果 a < b 且 b < c，那么 a < c；但是 NaN 除外！",
    "在 <div id=\"post_list\"> 里面找 <article>，再取 <section>。",
    "锁的本质是什么? 说白了就是\"排队\", 一次只进一个人",
    "一千个任务不需要一千个进程，进程池里空闲的工人会去取下一个任务。",
    "前言：最近在项目里遇到一个问题，查了很久，记录一下",
    "协程的切换不经过内核，所以它比线程\u00a0更\u00a0轻。",
    "步骤如下:\n1. 安装依赖;\n2. 修改配置;\n3. 重启服务",
    "环境:\r\nDebian 12, gcc 12.2, 2 核",
    "有界队列满了之后，put 会阻塞，直到有人取走一个。",
    "生产者太快, 消费者太慢, 于是队列就满了; 反之亦然.",
    "🚀 优化之后 QPS 从 1,200 提高到 34,000，延迟从 40 ms 降到 0.1 ms",
    "作者认为：\"过早的优化是万恶之源\"（Knuth, 1974）",
    "Threads share memory: two of them adding to one counter without a lock lose updates.",
    "He said \"it works on my machine\", and that was that.",
    "Don't call curl_multi_socket_action from within curl's own callbacks.",
    "AT&T, R&D & Q&A: an ampersand isn't always an entity.",
    "Compare `x << 2` with `x * 4`; the compiler makes no difference.",
    "The more threads, the better? Not quite: cores × (1 + I/O ÷ CPU).",
    "if (a && b || c) { return \"maybe\"; }",
    "Write &lt; when you mean <, and &amp;lt; when you mean &lt;",
    "See C:\\temp\\new.txt, /usr/include, and https://example.org/?a=1&b=2#c",
    "Tabs\tand  double  spaces stay where they are, don't they?",
    "First line,\nsecond \"line\",\r\nthird line",
    "naïve café, Ångström, Übergröße, ½ + ¼ = ¾, 5 €",
    "A fork copies nothing until someone writes: \"copy on write\".",
    "Measure, don't guess; then measure again",
    "zero\u200bwidth\u200bspaces are no white space, says Unicode",
    "And so on, and so forth...",
};

static const char *const joints[] = {"", "", " ", " ", "\n", "\r\n", "\n\n    ", "\u00a0", "\u3000", ", "};

static const char *const authors[] = {
    "张三丰",
    "李 雷",
    "韩梅梅~",
    "码农的日常",
    "O'Brien & Söhne",
    "\"引号\"侠",
    "x<y>z",
    "Zoë",
    "🐧 企鹅",
    "Smith, John",
    "一只会飞的鱼",
    "程序员小王、小李",
    "root@localhost",
    "Mr.\u00a0Li",
    "老A",
    "async/await",
    "NULL",
    "=1+2",
    "后端 & 前端",
    "不吃鱼的猫",
};
/* clang-format on */

const struct phrases phrases_openings = PHRASES(openings);
const struct phrases phrases_subjects = PHRASES(subjects);
const struct phrases phrases_endings = PHRASES(endings);
const struct phrases phrases_sentences = PHRASES(sentences);
const struct phrases phrases_joints = PHRASES(joints);
const struct phrases phrases_authors = PHRASES(authors);
