#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The tutorial's thread pool 多线程: ThreadPoolExecutor(N) and submit."""
import os
import sys

# Not this folder, which Python puts first: asyncio.py in it would be taken for the standard library's.
sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shared")

from concurrent.futures import ThreadPoolExecutor

import job
from fetch import fetch


def thread_pool(urls, extract, workers):
    with ThreadPoolExecutor(workers or None) as pool:
        pages = [pool.submit(fetch, url, extract) for url in urls]
        return [page.result() for page in pages]


job.run(thread_pool)
