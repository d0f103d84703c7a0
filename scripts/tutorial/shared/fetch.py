# SPDX-License-Identifier: MIT
"""One page, fetched as the tutorial does: requests.get anew for each, without a Session that keeps connections."""
import os

import requests

HEADERS = {"User-Agent": "Mozilla/5.0"}
TIMEOUT_S = 60  # until connected, and without a byte

os.environ["no_proxy"] = "*"  # requests, unlike aiohttp and manyhands, would look for a proxy in the environment


def fetch(url, extract):
    """The rows of a page. One kind of error, of one string, so that a pool's process can hand it on."""
    try:
        response = requests.get(url, headers=HEADERS, timeout=TIMEOUT_S)
        response.raise_for_status()
        return extract(response.content)
    except (requests.RequestException, ValueError) as error:
        raise OSError(f"{url}: {error}") from error
