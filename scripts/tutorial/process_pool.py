#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The tutorial's process pool 多进程: Pool(N) and map."""
import os
import sys

# Not this folder, which Python puts first: asyncio.py in it would be taken for the standard library's.
sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shared")

import functools
import multiprocessing

import job
from fetch import fetch


def process_pool(urls, extract, workers):
    with multiprocessing.Pool(workers or None) as pool:
        return pool.map(functools.partial(fetch, extract=extract), urls)


if __name__ == "__main__":  # where processes are not forked, each of them reads this file, too
    job.run(process_pool)
