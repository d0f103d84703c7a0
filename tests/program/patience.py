# SPDX-License-Identifier: MIT
"""How long the tests wait, and that nothing they start outlasts them. What they find must not depend on how fast a machine
is, nor on what else it does."""

import contextlib
import time

PATIENCE_S = 600  # for whatever ends by itself: only a hang takes longer. ctest has more, for each test
TRIES = 5


def wait_until(condition, seconds=PATIENCE_S):
    """Waits until the condition gives something true, and returns that; or what it gave last."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return found


@contextlib.contextmanager
def ended(process):
    """A started process, which is gone afterwards whatever happens, its streams closed."""
    with process:
        try:
            yield process
        finally:
            process.kill()


def slowness():
    """How many times as long as on a quick machine of its own something takes now, at least once."""
    start = time.monotonic()
    for _ in range(8):
        sum(range(2_000_000))  # some 25 ms there
    return max(1, (time.monotonic() - start) / 0.2)


def assert_within(test, bound_s, attempt):
    """That something is over within so many seconds of a quick machine of its own, where a mistake would take longer: each
    time, which what else the machine does takes not. attempt() does it and returns the seconds that it took."""
    late = []
    while len(late) < TRIES:
        took_s = attempt()
        if took_s < bound_s:
            return
        slow = slowness()
        late.append(f"{took_s:.2f} s, {slow:.1f} times as slow as it could be")
        if took_s < bound_s * slow:
            return
    test.fail(f"not within {bound_s} s: {late}")
