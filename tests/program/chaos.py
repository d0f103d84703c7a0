# SPDX-License-Identifier: MIT
"""All eighteen faults at once, and workers that are killed: nothing is lost and nothing is doubled.

    chaos.py          200 tasks, one seed: part of the ordinary tests
    chaos.py --long   2,000 tasks, three seeds: the test preset 'long'

5 % of the pages meet each fault, which is 80 % of all. A random process of the pools of processes is killed every
50 ms, besides."""

import concurrent.futures
import contextlib
import csv
import io
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import NamedTuple

import models
from agreement import ASAN_NOTE, BIN, ask, origin
from matrix import FAULTS, REDUCED, RETRY_AFTER_S
from patience import PATIENCE_S, ended

LONG = "--long" in sys.argv
RECORD = rb'(?:[^"\n]|"[^"]*")*\n'  # of CSV: a newline between quotes does not end it
TASKS = 2000 if LONG else 200
SEEDS = [1, 2, 3] if LONG else [1]
WORKERS = models.choices(16, (4, 4))  # and how many tasks they have under way at once
KILL_EVERY_S = 0.2 if REDUCED else 0.05  # under a sanitizer workers would die faster than they start
TIMEOUT_S = 2 if REDUCED else 0.3  # of an attempt: a sanitizer needs longer for a good page
WARNING = r"manyhands-work: warning: worker \d+ died \(Killed\) with (task \d+|\d+ tasks) in hand\n"
NOT_REPLACED = r"manyhands-work: warning: worker \d+ is not replaced: too many in its place died without a task\n"
GIVEN_UP = "3 workers died of it"


def bound_s(workers):
    """What a run may take, stated beforehand: a page in twenty is stalled, one is sent slowly, one is to come again
    after a second; each worker takes the next task when it has done one. Half as much again, for shares that are not
    what is expected of them, for tasks done twice and for the machine's other work, and a start and an end."""
    each = TASKS / 20
    waits = each * (2 * TIMEOUT_S + RETRY_AFTER_S)
    return 1.5 * (waits / workers + TASKS * (0.1 if REDUCED else 0.02)) + 60


class Outcome(NamedTuple):
    """What came of a run."""
    model: str
    seed: int
    status: int
    errors: str
    rows: list  # of bytes, the header first
    failures: list  # of dicts
    report: dict
    seen: dict  # the origin's counters
    kills: int
    took_s: float

    def __str__(self):
        return (f"seed {self.seed} {self.model:19} {self.took_s:7.2f} s of {bound_s(WORKERS[self.model]):7.2f} s, "
                f"{sum(self.seen['faults'].values())} faults, {self.report['retries']} retries, "
                f"{self.seen['requests_total']} requests, {self.kills} kills, {self.report['failed']} failed")


def kill_one(parent, dice):
    """Kills a random child of a process. Returns how many it was. The descriptor keeps the pid from being another's. What
    looks for leaks at the end is a child, too, but no fork: without it LeakSanitizer waits for ever."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        if children:
            child = os.pidfd_open(int(dice.choice(children)))
            with open(child, "rb", closefd=True):
                info = Path(f"/proc/self/fdinfo/{child}").read_text(encoding="ascii")
                pid = int(re.search(r"^Pid:\s*(-?\d+)", info, re.M)[1])
                stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
                fields = stat.rpartition(")")[2].split()  # proc(5): from the third on
                if int(fields[1]) == parent and int(fields[35]) == signal.SIGCHLD:
                    signal.pidfd_send_signal(child, signal.SIGKILL)
                    return 1
    return 0


class Killer(threading.Thread):
    """Kills a random worker again and again, until the end of the `with`."""

    def __init__(self, parent, seed):
        super().__init__()
        self.parent, self.dice, self.kills, self.over = parent, random.Random(seed), 0, threading.Event()

    def run(self):
        while not self.over.wait(KILL_EVERY_S):
            self.kills += kill_one(self.parent, self.dice)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


def work(port, model, seed, folder):
    """Runs a model to its end. Returns the finished process, the kills and the seconds."""
    start = time.monotonic()
    command = [BIN / "manyhands-work", "--exit-with-parent", "--model", model, "--tasks", str(TASKS),
               "--url", f"http://127.0.0.1:{port}/sitehome/p/{{page}}", "--out", folder / "out.csv",
               "--failures", folder / "failures.csv", "--attempts", "20", "--backoff", "5ms",
               "--timeout", f"{round(TIMEOUT_S * 1000)}ms", "--max-body", "1MB"]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)) as process:
        with Killer(process.pid, seed) if models.forks(model) else contextlib.nullcontext() as killer:
            out, errors = process.communicate(timeout=max(PATIENCE_S, 2 * bound_s(WORKERS[model])))
        done = subprocess.CompletedProcess(process.args, process.returncode, out, errors)
    return done, killer.kills if killer else 0, time.monotonic() - start


def run_model(model, seed, *faults):
    with tempfile.TemporaryDirectory(prefix="manyhands-test-") as name, origin("--seed", str(seed), *faults) as port:
        folder = Path(name)
        done, kills, took_s = work(port, model, seed, folder)
        out, partial, failures = (folder / file for file in ["out.csv", "out.csv.partial", "failures.csv"])
        data = next((path.read_bytes() for path in [out, partial] if path.exists()), b"")
        text = failures.read_text(encoding="utf-8") if failures.exists() else ""
        rows = re.findall(RECORD, data)
        if b"".join(rows) != data:
            rows.append(data)  # not CSV: right for nobody
        return Outcome(model, seed, done.returncode, re.sub(ASAN_NOTE, "", done.stderr), rows,
                       list(csv.DictReader(io.StringIO(text))), json.loads(done.stdout or "{}"),
                       json.loads(ask(port, "GET")), kills, took_s)


def run_chaos(model, seed):
    return run_model(model, seed, *(word for fault in FAULTS for word in ["--fault", f"{fault}:5%:1"]))


def without(rows, tasks):
    """The rows of a whole run without those of some tasks, of which each has 20."""
    lost = {row for task in tasks for row in range(1 + 20 * (task - 1), 1 + 20 * task)}
    return [row for number, row in enumerate(rows) if number not in lost]


def complaints(outcome, expected):
    """All that is wrong with a run; nothing, if it is right. A task that three workers died of is failed by design, and
    then has to be named."""
    report, seen = outcome.report, outcome.seen
    named = [int(failure["task"]) for failure in outcome.failures]
    forked = models.forks(outcome.model)
    retried = seen["requests_total"] - report["retries"]
    said = re.sub(f"{WARNING}|{NOT_REPLACED}", "", outcome.errors)
    checks = {
        f"tasks failed: {outcome.failures}": all(forked and GIVEN_UP in one["error"] for one in outcome.failures),
        f"{len(outcome.rows)} rows, not those expected": outcome.rows == without(expected, named),
        f"report {report}, named {named}": (report["tasks"], report["failed"]) == (TASKS, len(set(named))),
        f"status {outcome.status}": outcome.status == (1 if named else 0),
        f"said: {said}": named or not said,
        f"{outcome.kills} workers killed, {len(re.findall(WARNING, outcome.errors))} noticed":
            len(re.findall(WARNING, outcome.errors)) <= outcome.kills,
        f"kinds of faults met: {sorted(seen['faults'])}": sorted(seen["faults"]) == sorted(FAULTS),
        # A killed worker takes with it how often it had asked: a task of its may be asked for more often than counted,
        # or less often, when it died before it asked.
        f"{seen['requests_total']} requests and {report['retries']} retries":
            abs(retried - TASKS) <= 20 * outcome.kills if forked else retried == TASKS,
        f"took {outcome.took_s:.1f} s": outcome.took_s <= bound_s(WORKERS[outcome.model]),
    }
    return [text for text, right in checks.items() if not right]


class Chaos(unittest.TestCase):
    def test_nothing_is_lost_or_doubled(self):
        runs = [(model, seed) for model in WORKERS for seed in SEEDS]  # the longest first
        with concurrent.futures.ThreadPoolExecutor(1 + len(SEEDS)) as pool:
            outcomes = list(pool.map(run_chaos, *zip(*runs)))
        expected = {seed: run_model("sequential", seed).rows for seed in SEEDS}
        for outcome in outcomes:
            print(outcome, flush=True)
            with self.subTest(outcome.model, seed=outcome.seed):
                self.assertEqual(len(expected[outcome.seed]), 1 + 20 * TASKS)
                self.assertEqual(complaints(outcome, expected[outcome.seed]), [])
                if models.forks(outcome.model):
                    self.assertGreaterEqual(outcome.kills, math.floor(outcome.took_s / KILL_EVERY_S / 10))

    def test_what_is_lost_or_doubled_is_noticed(self):
        rows = [b"head", *(b"%d" % number for number in range(20 * TASKS))]
        right = Outcome("fork-pool:16", 1, 0, "", rows, [], {"tasks": TASKS, "failed": 0, "retries": 5},
                        {"requests_total": TASKS + 5, "faults": dict.fromkeys(FAULTS, 1)}, 1, 1)
        self.assertEqual(complaints(right, rows), [])
        given_up = right._replace(status=1, rows=rows[:1] + rows[21:], report={**right.report, "failed": 1},
                                  failures=[{"task": "1", "error": GIVEN_UP}])
        self.assertEqual(complaints(given_up, rows), [])
        for wrong in [right._replace(rows=rows[:-1]), right._replace(rows=rows + rows[-1:]),
                      right._replace(rows=rows[:1] + rows[21:]), given_up._replace(rows=rows),
                      given_up._replace(status=0), given_up._replace(failures=[{"task": "2", "error": GIVEN_UP}]),
                      given_up._replace(failures=[{"task": "1", "error": "HTTP status 500"}]),
                      right._replace(errors=f"manyhands-work: {GIVEN_UP}\n"), right._replace(took_s=10**6)]:
            self.assertNotEqual(complaints(wrong, rows), [])


if __name__ == "__main__":
    unittest.main(argv=[word for word in sys.argv if word != "--long"])
