# SPDX-License-Identifier: MIT
"""Eighteen faults, every model, for films and for pictures: every cell gives the rows and the files of a run without
faults, in the time stated. A second rate, 100 %, is met by one model of each kind of worker.

    job_faults.py            the test
    job_faults.py --table    the cells of 100 %, one after the other, as the tables in docs/faults.md

MANYHANDS_REDUCED=1 (sanitizers) leaves the cells of 100 % and the other models out and allows more time."""

import concurrent.futures
import itertools
import math
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import NamedTuple

import models
from agreement import origin
from jobs import Ran, work
from matrix import (BACKOFF_S, FAULTS, LATENCY_S, LONG_TIMEOUT_S, NO_ERROR, PAGE_CPU_S, REDUCED, RETRY_AFTER_S, SEED,
                    SHORT_TIMEOUT_S, SLACK_S, TIMED_OUT)
from patience import PATIENCE_S

WORKERS = {**models.choices(3, (2, 3)),  # and how many tasks they have under way at once, None: all
           **models.unlimited(2)}
MODELS = [choice for choice, most in WORKERS.items() if most or not models.is_hybrid(choice)]
KINDS = models.one_of_each_kind(models.usual(3, (2, 3)))
THOSE = {"10%": KINDS} if REDUCED else {"10%": MODELS, "100%": KINDS}  # that meet each rate
JOBS = 3 if REDUCED else 12  # cells at once: the longest wait more than they work
NO_CHARSET = "wrong-charset"  # JSON is UTF-8 whatever it is called, and a picture has none: only list pages are misread


class Job(NamedTuple):
    """How much there is to do, and how much of it meets a fault, as drawn from the seed, whatever the fault."""
    pages: int
    tasks: int       # the pages and the pictures they show
    pages_hit: int
    hits: int        # of the tasks


SIZES = {("movies", "10%"): Job(20, 20, 2, 2), ("movies", "100%"): Job(6, 6, 6, 6),
         ("images", "10%"): Job(2, 41, 0, 4), ("images", "100%"): Job(1, 21, 1, 21)}


class Cell(NamedTuple):
    """One fault at one rate, met by one workload in one model."""
    workload: str
    rate: str
    fault: str
    model: str

    def job(self):
        return SIZES[self.workload, self.rate]

    def timeout_s(self):
        return SHORT_TIMEOUT_S if self.fault in TIMED_OUT else LONG_TIMEOUT_S

    def bound_s(self):
        """What the cell may take, stated before it runs: as in matrix.py, but that pictures begin after their page."""
        job = self.job()
        workers = WORKERS[self.model] or job.tasks
        lost = SHORT_TIMEOUT_S if self.fault in TIMED_OUT else 0
        wait = RETRY_AFTER_S if self.fault == "status-429" else BACKOFF_S
        hit = 0 if self.fault in NO_ERROR else lost + wait + LATENCY_S
        waits = (job.tasks * LATENCY_S + job.hits * hit) / workers + 2 * (LATENCY_S + hit)
        return waits + (job.tasks + job.hits) * PAGE_CPU_S + SLACK_S


class Outcome(NamedTuple):
    """What came of a cell."""
    cell: Cell
    ran: Ran
    took_s: float

    def hits(self):
        return self.ran.seen["faults"].get(self.cell.fault, 0)


def run_job(port, workload, model, pages, *options):
    with tempfile.TemporaryDirectory(prefix="manyhands-test-") as folder:
        return work(Path(folder), workload, model, "--tasks", str(pages), "--backoff", f"{round(BACKOFF_S * 1000)}ms",
                    "--max-body", "1MB", *options, port=port)


def run_cell(port, cell):
    start = time.monotonic()
    ran = run_job(port, cell.workload, cell.model, cell.job().pages, "--timeout", f"{round(cell.timeout_s() * 1000)}ms")
    return Outcome(cell, ran, time.monotonic() - start)


def run_row(cells):
    """Cells of one fault at one rate: their origin counts for one after the other."""
    fault, rate = cells[0].fault, cells[0].rate
    with origin("--seed", SEED, "--latency", f"{round(LATENCY_S * 1000)}ms", "--fault", f"{fault}:{rate}:1") as port:
        return [run_cell(port, cell) for cell in cells]


def run_rows(those, jobs):
    """All cells of the models that meet each rate, the longest first. Those that wait have an origin each, so that they
    can wait at the same time."""
    rows = []
    for (workload, rate), fault in itertools.product(SIZES, FAULTS):
        row = [Cell(workload, rate, fault, model) for model in those.get(rate, [])]
        rows += [[cell] for cell in row] if fault in TIMED_OUT | {"status-429"} else [row] if row else []
    rows.sort(key=lambda row: row[0].bound_s(), reverse=True)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return [outcome for row in pool.map(run_row, rows) for outcome in row]


def faultless():
    """A run without faults, for each workload and rate."""
    with origin("--seed", SEED) as port:
        return {key: run_job(port, key[0], "sequential", job.pages) for key, job in SIZES.items()}


def retries_expected(cell, hits):
    """The fewest and the most."""
    if cell.fault in NO_ERROR or (cell.fault, cell.workload) == (NO_CHARSET, "movies"):
        return 0, 0
    if cell.fault == NO_CHARSET:
        return 0, cell.job().pages_hit
    if cell.fault in TIMED_OUT:
        return hits, math.inf  # a busy machine may lose a good one to the short timeout, too: it is counted all the same
    return hits, hits


def complaints(outcome, expected):
    """All that is wrong with a cell; nothing, if it is right."""
    cell, ran, hits, job = outcome.cell, outcome.ran, outcome.hits(), outcome.cell.job()
    requests, retries = ran.seen["requests_total"], ran.report.get("retries", -1)
    least, most = retries_expected(cell, hits)
    checks = {
        f"status {ran.status}: {ran.errors}, beside it {ran.left}": ran.outcome() == (0, "", []),
        "other rows than without faults": ran.rows == expected.rows and expected.rows,
        "other files than without faults": ran.files == expected.files,
        f"report {ran.report}": (ran.report.get("tasks"), ran.report.get("failed")) == (job.tasks, 0),
        f"{requests} requests for {job.tasks} tasks and {retries} retries": requests == job.tasks + retries,
        f"{retries} retries after {hits} faults": least <= retries <= most,
        f"{hits} faults": hits == job.hits,
        f"took {outcome.took_s:.2f} s, bound {cell.bound_s():.2f} s": outcome.took_s <= cell.bound_s(),
    }
    return [text for text, right in checks.items() if not right]


class JobFaults(unittest.TestCase):
    def test_no_fault_costs_a_row_or_a_file(self):
        expected = faultless()
        outcomes = run_rows(THOSE, JOBS)
        self.assertEqual(len(outcomes), 2 * len(FAULTS) * sum(map(len, THOSE.values())))
        for outcome in outcomes:
            cell = outcome.cell
            print(f"{cell.workload} {cell.fault:14} {cell.rate:>4} {cell.model:19} {outcome.took_s:6.2f} s of "
                  f"{cell.bound_s():6.2f} s, {outcome.hits()} faults, {outcome.ran.report.get('retries')} retries", flush=True)
            with self.subTest(cell):
                self.assertEqual(complaints(outcome, expected[cell.workload, cell.rate]), [])

    def test_a_wrong_cell_is_noticed(self):
        expected = faultless()["images", "10%"]
        right, = run_row([Cell("images", "10%", "status-500", "coroutine")])
        self.assertEqual(complaints(right, expected), [])
        ran = right.ran
        wrong = [ran._replace(rows=ran.rows[:-1]), ran._replace(rows=None), ran._replace(status=1), ran._replace(errors="?"),
                 ran._replace(left=[".manyhands-0"]), ran._replace(files={**ran.files, b"x": None}),
                 ran._replace(report={**ran.report, "failed": 1}), ran._replace(report={**ran.report, "retries": 0}),
                 ran._replace(seen={**ran.seen, "requests_total": ran.seen["requests_total"] + 1}),
                 ran._replace(seen={**ran.seen, "faults": {}})]
        for one in [*(right._replace(ran=one) for one in wrong), right._replace(took_s=PATIENCE_S * 10)]:
            self.assertNotEqual(complaints(one, expected), [])


def print_tables():
    """Times in seconds, measured alone on the machine. Ends with status 1 if a cell is wrong."""
    expected = faultless()
    outcomes = run_rows({"100%": MODELS}, 1)
    took = {outcome.cell: outcome.took_s for outcome in outcomes}
    wrong = [f"{outcome.cell}: {text}" for outcome in outcomes
             for text in complaints(outcome, expected[outcome.cell.workload, outcome.cell.rate])]
    for workload in ["movies", "images"]:
        print(f"\n| {workload} | " + " | ".join(MODELS) + " |\n|---" + "|--:" * len(MODELS) + "|")
        for fault in FAULTS:
            print(f"| `{fault}` | " + " | ".join(f"{took[Cell(workload, '100%', fault, model)]:.2f}" for model in MODELS) + " |")
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print_tables()
    else:
        unittest.main()
