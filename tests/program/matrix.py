# SPDX-License-Identifier: MIT
"""Eighteen faults, every model, two rates: every cell writes the bytes of a run without faults, in the time stated.

    matrix.py            the test
    matrix.py --table    the cells of the tutorial's models, one after the other, as the table in docs/faults.md

Other models than the tutorial's meet the lower rate only. MANYHANDS_REDUCED=1 (sanitizers) leaves the cells of 100 % out and allows more time."""

import concurrent.futures
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import NamedTuple

import models
from agreement import ASAN_NOTE, BIN, ask, origin
from patience import PATIENCE_S

FAULTS = ["status-500", "status-429", "refuse", "empty", "reset", "stall", "slow", "truncate", "chunked-cut", "redirect",
          "redirect-loop", "huge", "garbage", "gzip", "gzip-cut", "deflate", "gzip-bomb", "wrong-charset"]
NO_ERROR = {"redirect", "gzip", "deflate"}  # understood at once: no second attempt
MAY_BE_READ = {"wrong-charset"}  # UTF-8 called GBK is read as what it is; GBK called UTF-8 is an error
TIMED_OUT = {"stall", "slow"}
WORKERS = models.usual(4, (2, 2))  # and how many tasks they have under way at once, None: all
TUTORIAL = [choice for choice in WORKERS if models.of(choice)["tutorial_s"]]
OTHERS = [choice for choice in WORKERS if choice not in TUTORIAL]
TASKS = {"10%": 20, "100%": 8}
HITS = {"10%": 2, "100%": 8}  # of the pages 1 to 20 and 1 to 8, as drawn from the seed, whatever the fault

SEED = "5"
LATENCY_S = 0.005
BACKOFF_S = 0.005
RETRY_AFTER_S = 1
SHORT_TIMEOUT_S = 0.5  # for faults that end by it
LONG_TIMEOUT_S = 120  # for all others: none is to meet it, also on a busy machine

REDUCED = bool(os.environ.get("MANYHANDS_REDUCED"))
PAGE_CPU_S = 0.5 if REDUCED else 0.05  # of client and origin, for one attempt: nothing of it runs in parallel
SLACK_S = 3 if "--table" in sys.argv else 60  # to start, to end, and for what else the machine does: of one alone, nothing
JOBS = 3  # cells at once


class Cell(NamedTuple):
    """One fault at one rate, met by one model."""
    fault: str
    rate: str
    model: str

    def timeout_s(self):
        return SHORT_TIMEOUT_S if self.fault in TIMED_OUT else LONG_TIMEOUT_S

    def bound_s(self):
        """What the cell may take, stated before it runs. Each worker takes the next task when it has done one: the last
        to be done begins when all work has been shared out evenly, at the latest."""
        tasks, hits = TASKS[self.rate], HITS[self.rate]
        workers = WORKERS[self.model] or tasks
        lost = SHORT_TIMEOUT_S if self.fault in TIMED_OUT else 0
        wait = RETRY_AFTER_S if self.fault == "status-429" else BACKOFF_S
        hit = 0 if self.fault in NO_ERROR else lost + wait + LATENCY_S
        waits = (tasks * LATENCY_S + hits * hit) / workers + LATENCY_S + hit
        return waits + (tasks + hits) * PAGE_CPU_S + SLACK_S


class Outcome(NamedTuple):
    """What came of a cell."""
    cell: Cell
    status: int
    errors: str
    data: bytes
    report: dict
    seen: dict  # the origin's counters
    took_s: float

    def hits(self):
        return self.seen["faults"].get(self.cell.fault, 0)


def work(port, model, tasks, *options):
    """Runs a model to its end. Returns the finished process and what it wrote: None without all rows."""
    with tempfile.TemporaryDirectory(prefix="manyhands-test-") as folder:
        out = Path(folder, "out.csv")
        done = subprocess.run([BIN / "manyhands-work", "--exit-with-parent", "--model", model, "--tasks", str(tasks),
                               "--url", f"http://127.0.0.1:{port}/sitehome/p/{{page}}", "--out", out,
                               "--backoff", f"{round(BACKOFF_S * 1000)}ms", "--max-body", "1MB", *options],
                              capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        return done, out.read_bytes() if out.exists() else None


def run_cell(port, cell):
    ask(port, "DELETE")
    start = time.monotonic()
    done, data = work(port, cell.model, TASKS[cell.rate], "--timeout", f"{round(cell.timeout_s() * 1000)}ms")
    took_s = time.monotonic() - start
    report = json.loads(done.stdout or "{}")
    return Outcome(cell, done.returncode, re.sub(ASAN_NOTE, "", done.stderr), data, report,
                   json.loads(ask(port, "GET")), took_s)


def run_row(fault, rate, those):
    """One fault at one rate: its origin counts for one model after the other."""
    with origin("--seed", SEED, "--latency", f"{round(LATENCY_S * 1000)}ms", "--fault", f"{fault}:{rate}:1") as port:
        return [run_cell(port, Cell(fault, rate, model)) for model in those]


def run_matrix(jobs, others=()):
    rows = [(fault, rate, [*TUTORIAL, *(others if rate == "10%" else ())])
            for fault in FAULTS for rate in TASKS if not (REDUCED and rate == "100%")]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return [outcome for row in pool.map(run_row, *zip(*rows)) for outcome in row]


def faultless():
    """The bytes of a run without faults, for each rate's number of tasks."""
    with origin("--seed", SEED) as port:
        return {rate: work(port, "sequential", tasks)[1] for rate, tasks in TASKS.items()}


def complaints(outcome, expected):
    """All that is wrong with a cell; nothing, if it is right."""
    cell, report, seen, hits = outcome.cell, outcome.report, outcome.seen, outcome.hits()
    tasks = TASKS[cell.rate]
    retries = report.get("retries", -1)
    least = 0 if cell.fault in NO_ERROR | MAY_BE_READ else hits
    most = 0 if cell.fault in NO_ERROR else hits
    if cell.fault in TIMED_OUT:
        most = math.inf  # a busy machine may lose a good page to the short timeout, too: it is counted all the same,
    sent = hits if cell.fault in TIMED_OUT else retries  # unless the time was over before it was asked for
    checks = {
        f"status {outcome.status}: {outcome.errors}": (outcome.status, outcome.errors) == (0, ""),
        "other bytes than without faults": outcome.data == expected and expected,
        f"report {report}": (report.get("tasks"), report.get("failed")) == (tasks, 0),
        f"{seen['requests_total']} requests for {tasks} tasks and {retries} retries":
            tasks + sent <= seen["requests_total"] <= tasks + retries,
        f"{retries} retries after {hits} faults": least <= retries <= most,
        f"{hits} faults": hits == HITS[cell.rate],
        f"took {outcome.took_s:.2f} s, bound {cell.bound_s():.2f} s": outcome.took_s <= cell.bound_s(),
    }
    return [text for text, right in checks.items() if not right]


class Matrix(unittest.TestCase):
    def test_no_fault_costs_a_byte(self):
        expected = faultless()
        outcomes = run_matrix(JOBS, OTHERS)
        self.assertEqual(len(outcomes), len(FAULTS) * (len(TUTORIAL) * (1 if REDUCED else 2) + len(OTHERS)))
        for outcome in outcomes:
            cell = outcome.cell
            print(f"{cell.fault:14} {cell.rate:>4} {cell.model:17} {outcome.took_s:6.2f} s of "
                  f"{cell.bound_s():6.2f} s, {outcome.hits()} faults", flush=True)
            with self.subTest(cell):
                self.assertEqual(complaints(outcome, expected[cell.rate]), [])

    def test_a_wrong_cell_is_noticed(self):
        expected = faultless()["10%"]
        with origin("--seed", SEED, "--fault", "status-500:10%:1") as port:
            right = run_cell(port, Cell("status-500", "10%", "coroutine"))
        self.assertEqual(complaints(right, expected), [])
        wrong = [right._replace(data=right.data[:-1]), right._replace(data=None), right._replace(status=1),
                 right._replace(errors="?"), right._replace(took_s=PATIENCE_S * 10),
                 right._replace(report={**right.report, "failed": 1}),
                 right._replace(report={**right.report, "retries": 0}),
                 right._replace(seen={**right.seen, "requests_total": right.seen["requests_total"] + 1}),
                 right._replace(seen={**right.seen, "faults": {}})]
        for one in wrong:
            self.assertNotEqual(complaints(one, expected), [])


def print_table():
    """Times in seconds, measured alone on the machine. Ends with status 1 if a cell is wrong."""
    expected = faultless()
    took = {}
    wrong = []
    for outcome in run_matrix(1):
        took[outcome.cell] = outcome.took_s
        wrong += [f"{outcome.cell}: {text}" for text in complaints(outcome, expected[outcome.cell.rate])]
    columns = [(model, rate) for rate in TASKS for model in TUTORIAL]
    print("| | " + " | ".join(f"{model.split(':')[0]} {rate.replace('%', ' %')}" for model, rate in columns) + " |")
    print("|---" + "|--:" * len(columns) + "|")
    for fault in FAULTS:
        print(f"| `{fault}` | " + " | ".join(f"{took[Cell(fault, rate, model)]:.2f}" for model, rate in columns) + " |")
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print_table()
    else:
        unittest.main()
