# SPDX-License-Identifier: MIT
"""Where processes, threads or memory are scarce a model makes do with fewer workers and says so, or says that it
cannot start; it never loses a row."""
import json
import os
import resource
import subprocess
import tempfile
import unittest

import models
from agreement import origin
from copies import may_run
from patience import PATIENCE_S

BIN = os.environ["MANYHANDS_BIN"]
TASKS = 400  # more than little memory has coroutines for
MIB = 1 << 20
USER = 100000 + os.getpid()  # whose processes are counted: nobody else's


def few_processes(count):
    """Becomes a user of its own, root being exempt, who may have so many processes and threads."""
    def limit():
        resource.setrlimit(resource.RLIMIT_NPROC, (count, count))
        os.setgid(USER)
        os.setuid(USER)
    return limit


def little_memory(mib):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))


class Scarcity(unittest.TestCase):
    def setUp(self):
        self.url = self.start_origin("2ms")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o777)
        self.out = os.path.join(folder.name, "out.csv")
        self.assertEqual(self.run_model("sequential", None).returncode, 0)
        self.right = self.content()

    def start_origin(self, latency):
        """The URL of the pages of an origin that ends with the test."""
        port = self.enterContext(origin("--latency", latency))
        return f"http://127.0.0.1:{port}/sitehome/p/{{page}}"

    def content(self):
        with open(self.out, "rb") as file:
            data = file.read()
        os.unlink(self.out)
        return data

    def run_model(self, model, limit):
        return subprocess.run([os.path.join(BIN, "manyhands-work"), "--model", model, "--tasks", str(TASKS), "--url",
                               self.url, "--out", self.out, "--attempts", "1"], preexec_fn=limit, cwd="/",
                              capture_output=True, text=True, timeout=PATIENCE_S)

    def assert_makes_do(self, model, limit):
        self.check_makes_do(self.run_model(model, limit))

    def check_makes_do(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"\A(manyhands-work: warning: only \d+ (of \d+|in flight)[^\n]+\n){1,2}\Z")
        self.assertEqual(json.loads(done.stdout)["failed"], 0)
        self.assertEqual(self.content(), self.right)

    def assert_makes_do_with_less(self, model, mib):
        """With so little memory that it does with fewer in flight: how much is enough depends on the libraries."""
        while not (done := self.run_model(model, little_memory(mib))).stderr:
            self.assertEqual((done.returncode, self.content()), (0, self.right))
            mib -= 4
        self.check_makes_do(done)

    def assert_cannot_start(self, model, limit):
        done = self.run_model(model, limit)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"\Amanyhands-work: stopped early: model '[^']+': [^\n]+\n\Z")
        self.assertFalse(os.path.exists(self.out))

    @unittest.skipUnless(os.getuid() == 0, "needs root, to become a user without other processes")
    def test_few_processes_are_a_smaller_pool(self):
        if not may_run({"user": USER, "group": USER, "extra_groups": []}):
            self.skipTest("other users may not run the programs")
        for kind in ("process", "thread"):
            for model in models.with_workers(kind, 8):
                with self.subTest(model):
                    self.assert_makes_do(model, few_processes(4))
                    self.assert_cannot_start(model, few_processes(1))

    def test_little_memory_is_fewer_in_flight(self):
        for model in models.with_workers("thread", 64):
            self.assert_makes_do(model, little_memory(256))
        self.assert_makes_do("fork-threads:2x64", little_memory(170))
        # No page comes before as many tasks wait as there is memory for, however slowly they start.
        self.url = self.start_origin("300ms")
        self.assert_makes_do_with_less("coroutine:400", 150)
        self.assert_makes_do_with_less("fork-coroutines:2", 140)
        self.assert_cannot_start("coroutine:400", little_memory(80))

    def test_processes_that_cannot_start_their_own_workers_are_not_the_tasks_fault(self):
        for model in ("fork-threads:2x8", "fork-coroutines:2x8"):
            done = self.run_model(model, little_memory(80))
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertRegex(done.stderr, rf"""(?x)\A(manyhands-work:\ warning:\ worker\ \d\ could\ not\ go\ on:\ [^\n]+\n)?
                             manyhands-work:\ stopped\ early:\ model\ '{model[:-4]}':\ cannot\ allocate\ memory\n\Z""")
            self.assertFalse(os.path.exists(self.out))


if __name__ == "__main__":
    unittest.main()
