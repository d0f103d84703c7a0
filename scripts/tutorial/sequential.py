#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The tutorial's sequential program 单进程: one loop, requests and lxml."""
import os
import sys

# Not this folder, which Python puts first: asyncio.py in it would be taken for the standard library's.
sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shared")

import job
from fetch import fetch


def sequential(urls, extract, _workers):
    return [fetch(url, extract) for url in urls]


job.run(sequential)
