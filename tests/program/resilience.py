# SPDX-License-Identifier: MIT
"""manyhands-work loses nothing: workers that are killed, tasks that fail for good, disks that are full."""

import contextlib
import csv
import json
import os
import random
import re
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import models
from agreement import ASAN_NOTE, BIN, origin
from patience import PATIENCE_S

TASKS = 40
MODELS = list(models.choices(4, (2, 2)))
FORKED = [model for model in MODELS if models.forks(model)]


def children(pid):
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []

# A sanitizer's own handler would write a report where the signal struck, perhaps with a lock held, and hang for ever.
WITHOUT_SEGV_REPORT = {**os.environ, **{name: os.environ.get(name, "") + ":handle_segv=0"
                                        for name in ("ASAN_OPTIONS", "TSAN_OPTIONS")}}


class Resilience(unittest.TestCase):
    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.out = self.folder / "out.csv"

    def command(self, model, port, *more, tasks=TASKS):
        return [BIN / "manyhands-work", "--exit-with-parent", "--model", model, "--tasks", str(tasks), "--backoff", "1ms",
                "--url", f"http://127.0.0.1:{port}/sitehome/p/{{page}}", "--out", self.out, *more]

    def run_work(self, command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        done.stderr = re.sub(ASAN_NOTE, "", done.stderr)
        return done

    def expected(self, port):
        self.assertEqual(self.run_work(self.command("coroutine", port)).returncode, 0)
        data = self.out.read_bytes()
        self.out.unlink()
        return data


class Workers(Resilience):
    def check_killed(self, port, model, workers, number, how_many):
        """Kills workers at a random moment of a run and compares the output with an undisturbed one's."""
        expected = self.expected(port)
        process = subprocess.Popen(self.command(model, port), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=WITHOUT_SEGV_REPORT)
        deadline = time.monotonic() + PATIENCE_S
        for pause_s in [random.uniform(0, 0.3), 0]:
            while len(there := children(process.pid)) < workers and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(pause_s)
        for child in random.sample(there, how_many):
            with contextlib.suppress(*[ProcessLookupError] if models.of(model)["one_task"] else []):  # it had done its task
                os.kill(child, number)
        out, err = process.communicate(timeout=PATIENCE_S)
        self.assertEqual(process.returncode, 0, err)
        deaths = err.count(b"warning: worker ")
        self.assertTrue(deaths or models.of(model)["one_task"])
        self.assertGreaterEqual(json.loads(out)["retries"], deaths > 0)
        self.assertEqual(self.out.read_bytes(), expected)
        self.assertEqual(os.listdir(self.folder), ["out.csv"])

    def test_a_killed_worker_is_replaced_and_nothing_is_lost_or_doubled(self):
        random.seed(3)
        with origin("--latency", "60ms") as port:
            for model in FORKED:
                hybrid = models.is_hybrid(model)
                workers = 2 if hybrid else 4
                for number in [signal.SIGKILL, *([] if hybrid else [signal.SIGSEGV, signal.SIGTERM])]:
                    for how_many in [1, workers]:
                        with self.subTest(model, number=number, how_many=how_many):
                            self.check_killed(port, model, workers, number, how_many)
                            self.out.unlink()


class Failures(Resilience):
    def test_tasks_that_fail_for_good_are_listed_in_order_and_the_rest_is_complete(self):
        failures = self.folder / "failures.csv"
        for model in MODELS:
            with self.subTest(model):
                with origin("--fault", "status-500:30%:0") as port:
                    done = self.run_work(self.command(model, port, "--failures", failures, "--attempts", "3"))
                with open(failures, encoding="utf-8", newline="") as file:
                    lines = list(csv.DictReader(file))
                report = json.loads(done.stdout)
                self.assertEqual((done.returncode, report["tasks"], report["failed"]), (1, TASKS, len(lines)))
                self.assertTrue(0 < len(lines) < TASKS)
                self.assertEqual(report["retries"], 2 * len(lines))
                self.assertEqual(report["rows"], 20 * (TASKS - len(lines)))
                numbers = [int(line["task"]) for line in lines]
                self.assertEqual(numbers, sorted(set(numbers)))
                for line in lines:
                    self.assertTrue(line["url"].endswith(f"/sitehome/p/{line['task']}"))
                    self.assertEqual((line["attempts"], line["error"]), ("3", "HTTP status 500"))
                with origin() as port:
                    done = self.run_work(self.command(model, port, "--failures", failures))
                self.assertEqual((done.returncode, done.stderr, failures.exists()), (0, "", False))

    def test_fail_fast_stops_early(self):
        with origin("--fault", "status-500:100%:0", "--latency", "20ms") as port:
            for model in MODELS:
                with self.subTest(model):
                    done = self.run_work(self.command(model, port, "--fail-fast", "--attempts", "1", tasks=200))
                    self.assertEqual(done.returncode, 1)
                    self.assertLessEqual(json.loads(done.stdout)["tasks"], 4)

    def test_silence_is_an_error_after_the_stall_timeout(self):
        for model in MODELS:
            with self.subTest(model), origin("--fault", "stall") as port:
                began = time.monotonic()
                done = self.run_work(self.command(model, port, "--stall-timeout", "1s", "--backoff", "1ms", tasks=2))
                self.assertEqual((done.returncode, json.loads(done.stdout)["retries"]), (0, 2), done.stderr)
                self.assertGreaterEqual(time.monotonic() - began, 1)


class Disks(Resilience):
    def test_a_full_disk_is_an_error_with_the_path_and_leaves_no_short_file(self):
        if os.geteuid() or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
            self.skipTest("needs a mount namespace")
        script = 'mount -t tmpfs -o size=16k none "$0" || exit 77; "$@"; status=$?; ls -A "$0" >&2; exit $status'
        with origin() as port:
            for model in MODELS:
                with self.subTest(model):
                    done = self.run_work(["unshare", "-m", "sh", "-c", script, self.folder, *self.command(model, port)])
                    if done.returncode == 77:
                        self.skipTest("no tmpfs can be mounted")
                    self.assertEqual(done.returncode, 2)
                    self.assertEqual(done.stderr,
                                     f"manyhands-work: cannot write '{self.out}': no space left on device\n")


if __name__ == "__main__":
    unittest.main()
