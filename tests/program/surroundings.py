# SPDX-License-Identifier: MIT
"""`manyhands run` on machines that lack something: programs, open files, a free port."""

import contextlib
import os
import resource
import signal
import socket
import unittest

import harness


setUpModule = harness.without_pictures


class Surroundings(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "results")

    def run_fast(self, *options, changes=(), **more):
        env = harness.environment(changes)
        ran = harness.run("run", *harness.FAST, "--out", self.out, *options, env=env, **more)
        self.assertEqual(harness.processes(env), [])
        return ran

    def assert_refused(self, ran, *says):
        harness.assert_refused(self, ran, *says)
        self.assertFalse(os.path.exists(self.out))

    def path_with(self, *names):
        return harness.path_with(os.path.join(self.base, "path"), *names)

    def test_without_hyperfine_nothing_begins(self):
        path = self.path_with("gnuplot")
        self.assert_refused(self.run_fast(changes={"PATH": path}), "hyperfine is not installed")
        self.assert_refused(self.run_fast(changes={"PATH": ""}), "hyperfine is not installed")
        self.assert_refused(self.run_fast(changes={"PATH": None}), "hyperfine is not installed")

    def test_without_gnuplot_only_the_pictures_are_missing_and_that_is_said_once(self):
        self.assertEqual(self.run_fast().returncode, 0)
        self.assertTrue(os.path.exists(os.path.join(self.out, "headline.en.svg")))
        ran = self.run_fast(changes={"PATH": self.path_with("hyperfine")})
        self.assertEqual(ran.returncode, 0)
        self.assertRegex(ran.stderr, r"\A[^\n]*gnuplot is not installed[^\n]*\n\Z")
        self.assertNotIn("gnuplot", ran.stdout)
        harness.results(self.out)
        self.assertEqual([name for name in os.listdir(self.out)
                          if name.endswith(("svg", "png")) and not name.startswith("race.animated")], [])
        for name in ("summary.md", "summary.zh-CN.md"):
            self.assertNotRegex(harness.read(self.out, name), "headline|ecdf|timeline\\.")

    def test_a_gnuplot_that_fails_costs_the_pictures_only(self):
        path = self.path_with("hyperfine")
        harness.write_program(os.path.join(path, "gnuplot"), "#!/bin/sh\nexit 1\n")
        ran = self.run_fast(changes={"PATH": path})
        self.assertEqual(ran.returncode, 0)
        self.assertEqual(ran.stderr.count("could not draw"), 1)
        self.assertRegex(ran.stderr, r"could not draw[^\n]*: headline, budget, timeline, ecdf, cost\n")
        self.assertNotRegex(harness.read(self.out, "summary.md"), "headline|ecdf|timeline\\.")

    def test_a_hyperfine_that_fails_is_named(self):
        path = self.path_with("gnuplot")
        harness.write_program(os.path.join(path, "hyperfine"), "#!/bin/sh\nexit 0\n")
        self.assert_refused(self.run_fast(changes={"PATH": path}), "timing.json")

    def test_too_few_open_files_are_said_with_what_is_needed(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
        self.assert_refused(self.run_fast("--tasks", "500", "--models", "coroutine:500", preexec_fn=limit),
                            "'coroutine:500' needs ", "the limit is 100", "ulimit -n")

    def test_a_low_soft_limit_of_open_files_is_raised(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        ran = self.run_fast("--tasks", "200", "--models", "coroutine", preexec_fn=limit)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_a_port_in_use_is_said(self):
        with contextlib.closing(socket.socket()) as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            self.assert_refused(self.run_fast("--port", port), port, "in use")

    def test_a_free_port_is_used(self):
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        ran = self.run_fast("--port", str(port), "--models", "coroutine")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn(f"http://127.0.0.1:{port}/", harness.read(self.out, "hyperfine.json"))

    def test_whoever_ignores_dead_children_can_start_it(self):
        def ignore():
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        ran = self.run_fast("--models", "coroutine", preexec_fn=ignore)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_a_proxy_of_the_environment_is_not_used(self):
        dead = "http://127.0.0.1:9"
        ran = self.run_fast("--models", "coroutine", changes={"http_proxy": dead, "all_proxy": dead})
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
