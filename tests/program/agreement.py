# SPDX-License-Identifier: MIT
"""Every model, with every number of workers and tasks, writes what sequential writes and asks for it once."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import re
import selectors
import subprocess
import tempfile
import unittest
from pathlib import Path

import models
from patience import PATIENCE_S, ended

BIN = Path(os.environ["MANYHANDS_BIN"])
ASAN_NOTE = r"==\d+==WARNING: ASan doesn't fully support makecontext/swapcontext[^\n]*\n"  # of what we announce to it
REDUCED = bool(os.environ.get("MANYHANDS_REDUCED"))  # by a sanitizer
TASKS = [1, 100] if REDUCED else [1, 7, 100]
CHOICES = {choice: most for workers in ([3] if REDUCED else [1, 3, 12]) for choice, most in models.choices(workers, (2, 3)).items()}
UNLIMITED = models.unlimited(2)  # None: all tasks at once
WITH_GIL = {**models.choices(3, (2, 3)), **UNLIMITED}
MANNERS = [*((choice, "--chunk", str(chunk)) for choice in WITH_GIL for chunk in ([4] if REDUCED else [1, 4, 64])),
           *((choice, "--gil") for choice in WITH_GIL),
           *((choice, "--chunk", "4", "--gil") for choice in WITH_GIL if models.is_hybrid(choice))]
MANY = 70  # tasks: more than a chunk can be
TWELVE = [choice for choice, most in models.choices(12, (3, 4)).items() if most == 12]


@contextlib.contextmanager
def origin(*options):
    """A running origin's port. Whatever happens it is gone afterwards."""
    command = [BIN / "manyhands-origin", "--exit-with-parent", *options]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE)) as process:
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(PATIENCE_S):
                raise TimeoutError("the origin printed nothing")
        yield int(process.stdout.readline().decode().rsplit(":", 1)[1])


def ask(port, method):
    """What the origin's /stats answers."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
        connection.request(method, "/stats")
        return connection.getresponse().read()


class Agreement(unittest.TestCase):
    """One origin for all: the counters are set back before each run."""

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.port = self.stack.enter_context(origin("--latency", "5ms", "--jitter", "5ms", "--seed", "5"))
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.addCleanup(self.stack.close)

    def run_model(self, choice, tasks, *manner):
        """Runs a model and returns its output, its report and the origin's counters."""
        ask(self.port, "DELETE")
        out = self.folder / "out.csv"
        url = f"http://127.0.0.1:{self.port}/sitehome/p/{{page}}"
        done = subprocess.run([BIN / "manyhands-work", "--exit-with-parent", "--model", choice, "--workload", "articles",
                               "--tasks", str(tasks), "--url", url, "--out", out, *manner],
                              capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        self.assertEqual((done.returncode, re.sub(ASAN_NOTE, "", done.stderr)), (0, ""))
        self.assertEqual(os.listdir(self.folder), ["out.csv"])
        data = out.read_bytes()
        out.unlink()
        return data, json.loads(done.stdout), json.loads(ask(self.port, "GET"))

    def check(self, choice, workers, tasks, expected, *manner):
        """Runs a model and compares everything with what sequential gave."""
        data, report, seen = self.run_model(choice, tasks, *manner)
        self.assertEqual(data, expected)
        self.assertEqual(report, {"tasks": tasks, "failed": 0, "retries": 0, "rows": 20 * tasks, "bytes": seen["bytes"]})
        self.assertEqual(seen["requests"], {f"/sitehome/p/{page}": 1 for page in range(1, tasks + 1)})
        self.assertLessEqual(seen["peak_in_flight"], workers)
        self.assertLessEqual(seen["connections"], models.connections(choice, tasks, workers))

    def test_every_model_agrees_with_sequential(self):
        for tasks in TASKS:
            expected, report, seen = self.run_model("sequential", tasks)
            self.assertEqual(report["rows"], 20 * tasks)
            self.assertEqual((seen["peak_in_flight"], seen["connections"], seen["requests_total"]), (1, 1, tasks))
            self.assertTrue(expected.startswith(b"title,summary,avatar,author\r\n"))
            for choice, workers in {**CHOICES, **dict.fromkeys(UNLIMITED, tasks)}.items():
                with self.subTest(choice, tasks=tasks):
                    self.check(choice, workers, tasks, expected)

    def test_chunks_and_a_lock_change_no_byte(self):
        expected, _, _ = self.run_model("sequential", MANY)
        for choice, *manner in MANNERS:
            with self.subTest(choice, manner=manner):
                self.check(choice, WITH_GIL[choice] or MANY, MANY, expected, *manner)

    def test_all_workers_are_in_flight_at_once(self):
        def see(choice):
            with origin("--latency", "2s") as port:  # long enough for the last to start, also on a busy machine
                url = f"http://127.0.0.1:{port}/sitehome/p/{{page}}"
                subprocess.run([BIN / "manyhands-work", "--exit-with-parent", "--model", choice, "--tasks", "12", "--url",
                                url, "--out", self.folder / choice], capture_output=True, timeout=PATIENCE_S, check=True)
                seen = json.loads(ask(port, "GET"))
                return seen["peak_in_flight"], seen["connections"]

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for choice, seen in zip(TWELVE, pool.map(see, TWELVE)):
                with self.subTest(choice):
                    self.assertEqual(seen, (12, 12))

    def test_other_pages_give_other_bytes(self):
        once, _, _ = self.run_model("coroutine:3", 3)
        with origin("--seed", "6") as self.port:
            other, _, _ = self.run_model("coroutine:3", 3)
        self.assertNotEqual(once, other)


if __name__ == "__main__":
    unittest.main()
