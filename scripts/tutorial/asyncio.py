#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The tutorial's coroutines 协程: asyncio and aiohttp, one task a page."""
import os
import sys

# Not this folder, which Python puts first: asyncio.py in it would be taken for the standard library's.
sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shared")

import asyncio
import resource

import aiohttp
import job
from yarl import URL

HEADERS = {"User-Agent": "Mozilla/5.0"}
TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=60, sock_read=60)


async def fetch(session, url, extract):
    try:
        async with session.get(URL(url, encoded=True)) as response:  # as it is: %3A stays %3A
            response.raise_for_status()
            return extract(await response.read())
    except (aiohttp.ClientError, ValueError) as error:
        raise OSError(f"{url}: {error}") from error


async def fetch_all(urls, extract, workers):
    connector = aiohttp.TCPConnector(limit=workers)  # 0: no limit
    async with aiohttp.ClientSession(connector=connector, headers=HEADERS, timeout=TIMEOUT) as session:
        return await asyncio.gather(*[fetch(session, url, extract) for url in urls])


def coroutines(urls, extract, workers):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]  # without a limit: a socket for every page
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return asyncio.run(fetch_all(urls, extract, workers))


job.run(coroutines)
