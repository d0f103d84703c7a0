# SPDX-License-Identifier: MIT
"""`manyhands run` that does not come to its end: signals, and an origin that dies."""

import os
import shutil
import signal
import tempfile
import time
import unittest

import harness
from patience import assert_within

MOMENTS_S = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0)
LONG = ("--latency", "50ms", "--tasks", "6", "--rounds", "20")


FIGURES = tuple(f"{name}.{language}."
                for name in ("headline", "budget", "timeline", "ecdf", "cost") for language in ("en", "zh")) + ("report.html",)
OF_SPANS = ("spans.csv", "activity.csv", "panels.csv", "race.animated.svg", "race.animated.zh-CN.svg", "states.csv",
            "timeline.csv", "trace.json")

setUpModule = harness.without_pictures


class Interruption(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = cls.enterClassContext(harness.folder())
        cls.earlier = os.path.join(cls.base, "earlier")
        ran = harness.run("run", *harness.FAST, "--out", cls.earlier)
        assert ran.returncode == 0, ran.stderr

    def setUp(self):
        self.folder = self.enterContext(harness.folder())
        self.out = os.path.join(self.folder, "results")
        self.log = os.path.join(self.folder, "log")
        temporary = os.path.join(self.folder, "tmp")
        os.mkdir(temporary)
        path = harness.logging_hyperfine(os.path.join(self.folder, "path"), self.log)
        self.env = harness.environment({"TMPDIR": temporary, "PATH": path})

    def start(self, *options, out=None):
        process = harness.start("run", *options, "--out", out or self.out, env=self.env, encoding="utf-8")
        return self.enterContext(harness.ending(process, self.env))

    def timed(self):
        """How many timed runs have begun."""
        return sum("--model" in line for line in harness.lines_of(self.log))

    def assert_ended(self, process):
        """Returns how long it takes."""
        began = time.monotonic()
        process.wait(harness.PATIENCE_S)
        took_s = time.monotonic() - began
        self.assertEqual(harness.processes(self.env), [])
        self.assertEqual(harness.left_in(os.path.join(self.folder, "tmp")), [])
        return took_s

    def assert_untouched_or_partial(self, out, earlier):
        found = harness.snapshot(out)
        if found != earlier:
            self.assertTrue(harness.results(out)["partial"])
            self.assertEqual([name for name in found if name.startswith(FIGURES)], [])
            self.assertEqual(sorted(set(found) | set(OF_SPANS)),  # only of models that were observed
                             sorted(name for name in earlier if not name.startswith(FIGURES)))
            for name in ("summary.md", "summary.zh-CN.md"):
                self.assertNotEqual(found[name], earlier[name])
                self.assertFalse([figure for figure in FIGURES if figure.encode() in found[name]])

    def test_ctrl_c_and_sigterm_end_it_within_a_second_at_any_moment(self):
        earlier = harness.snapshot(self.earlier)

        def end(number, moment):
            with tempfile.TemporaryDirectory(dir=self.folder) as out:
                shutil.copytree(self.earlier, out, dirs_exist_ok=True)
                process = self.start(*LONG, out=out)
                time.sleep(moment)
                process.send_signal(number)
                took_s = self.assert_ended(process)
                self.assertEqual(process.returncode, -number)
                self.assert_untouched_or_partial(out, earlier)
                return took_s

        for number in (signal.SIGINT, signal.SIGTERM):
            for moment in MOMENTS_S:
                with self.subTest(signal=number, moment=moment):
                    assert_within(self, 1, lambda one=number, at=moment: end(one, at))

    def test_what_was_measured_is_kept_and_marked(self):
        process = self.start(*LONG)
        self.assertTrue(harness.wait_until(lambda: self.timed() >= 7))
        process.send_signal(signal.SIGINT)
        self.assert_ended(process)
        self.assertEqual(process.stdout.read(), "")
        self.assertRegex(harness.without_capacity(process.stderr.read()), r"\A[^\n]*interrupted\n[^\n]*marked partial\n\Z")
        results = harness.results(self.out)
        self.assertTrue(results["partial"])
        self.assertEqual(results["scenario"]["rounds"], 1)
        self.assertTrue(all(model["verified"] for model in results["models"]))
        self.assertIn("PARTIAL", harness.read(self.out, "summary.md"))

    def test_before_anything_was_measured_nothing_is_left(self):
        process = self.start("--latency", "500ms")
        self.assertTrue(harness.wait_until(lambda: harness.find(self.env, "manyhands-work")))
        process.send_signal(signal.SIGTERM)
        self.assert_ended(process)
        self.assertEqual(harness.without_capacity(process.stderr.read()), "manyhands: interrupted\n")
        self.assertFalse(os.path.exists(self.out))

    def test_a_signal_while_drawing_keeps_what_was_measured(self):
        harness.write_program(os.path.join(self.folder, "path", "gnuplot"), "#!/bin/sh\nexec sleep 60\n")
        process = self.start(*harness.FAST)
        self.assertTrue(harness.wait_until(lambda: harness.find(self.env, "sleep")))
        process.send_signal(signal.SIGINT)
        self.assert_ended(process)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertFalse(harness.results(self.out)["partial"])
        self.assertNotIn("headline", harness.read(self.out, "summary.md"))

    def test_killing_the_harness_ends_its_programs(self):
        def kill(moment):
            process = self.start("--latency", "1s", "--tasks", "4", "--models", "coroutine:2")
            self.assertTrue(harness.wait_until(lambda: harness.find(self.env, "manyhands-work", moment)))
            time.sleep(0.5)  # until it has asked to die with its parent; with sanitizers that takes a while
            process.kill()
            began = time.monotonic()
            self.assertTrue(harness.wait_until(lambda: not harness.processes(self.env)))
            return time.monotonic() - began

        for moment in ("probe.csv", "hyperfine"):  # both have seconds before them
            with self.subTest(moment):
                assert_within(self, 1, lambda at=moment: kill(at))

    def kill_origin(self):
        origins = harness.find(self.env, "manyhands-origin", "50000000ns")
        self.assertIn(len(origins), (1, 2))  # the probe has one of its own
        for origin in origins:
            os.kill(origin, signal.SIGKILL)

    def assert_origin_died(self, process):
        self.assertEqual(process.wait(harness.PATIENCE_S), 1)
        self.assertEqual(harness.processes(self.env), [])
        self.assertEqual(process.stdout.read(), "")
        said = harness.without_capacity(process.stderr.read())
        self.assertRegex(said, r"\Amanyhands: the origin is gone: [^\n]+\n")
        return said

    def test_an_origin_that_dies_leaves_what_was_measured_marked_partial(self):
        shutil.copytree(self.earlier, self.out)
        process = self.start(*LONG)
        self.assertTrue(harness.wait_until(lambda: self.timed() >= 7))
        self.kill_origin()
        said = self.assert_origin_died(process)
        self.assertRegex(said, r"\A[^\n]+\n[^\n]*marked partial\n\Z")
        results = harness.results(self.out)
        self.assertTrue(results["partial"])
        self.assertTrue(all(model["verified"] for model in results["models"]))
        self.assertEqual(sorted(os.listdir(self.out)), sorted(
            name for name in os.listdir(self.earlier) if not name.startswith(FIGURES) and name not in OF_SPANS))

    def test_an_origin_that_dies_behind_the_timed_runs_costs_no_model_its_time(self):
        process = self.start("--latency", "50ms", "--tasks", "10", "--rounds", "1", "--models", "fork-pool,sequential")
        self.assertTrue(harness.wait_until(
            lambda: self.timed() == 2 and not harness.find(self.env, "hyperfine") and
            harness.find(self.env, "manyhands-work", "sequential")))
        self.kill_origin()
        self.assert_origin_died(process)
        results = harness.results(self.out)
        self.assertTrue(results["partial"])
        self.assertEqual([model["problem"] for model in results["models"]], [None, None])

    def test_an_origin_that_dies_before_the_timed_runs_leaves_nothing(self):
        process = self.start(*LONG)
        self.assertTrue(harness.wait_until(lambda: harness.find(self.env, "probe.csv")))
        self.kill_origin()
        self.assertEqual(self.assert_origin_died(process).count("\n"), 1)
        self.assertFalse(os.path.exists(self.out))


if __name__ == "__main__":
    unittest.main()
