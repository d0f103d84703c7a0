# SPDX-License-Identifier: MIT
"""What is made of the spans of a run with faults: trace.json, the timeline's data, the race that plays by itself."""

import collections
import csv
import io
import json
import os
import re
import unittest
import xml.etree.ElementTree

import harness

MODELS = ("sequential", "fork-pool:2", "pthread-pool:3", "coroutine:3", "fork-coroutines:2")
TASKS = 12
PHASES = ["connect", "wait", "ready", "receive", "parse"]
SVG = "{http://www.w3.org/2000/svg}"

setUpModule = harness.without_pictures


class ATimeline(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = cls.enterClassContext(harness.folder())
        ran = harness.run("run", "--models", ",".join(MODELS), "--latency", "20ms", "--tasks", str(TASKS), "--rounds", "1",
                          "--fault", "reset:0.3", "--backoff", "5ms", "--out", cls.out)
        if ran.returncode:
            raise AssertionError(ran.stderr)
        cls.trace = json.loads(harness.read(cls.out, "trace.json"))
        cls.events = cls.trace["traceEvents"]

    def rows(self, name):
        return list(csv.DictReader(io.StringIO(harness.read(self.out, name))))

    def slices(self):
        """The X events of each thread, in order, an outer one before those in it; times in whole nanoseconds."""
        threads = collections.defaultdict(list)
        for event in self.events:
            if event["ph"] == "X":
                start, length = round(event["ts"] * 1000), round(event["dur"] * 1000)
                threads[event["pid"], event["tid"]].append((start, -length, event["name"]))
        return {thread: [(start, start - less, name) for start, less, name in sorted(found, key=lambda one: one[:2])]
                for thread, found in threads.items()}

    def names(self, kind):
        return {(event["pid"], event["tid"]): event["args"]["name"] for event in self.events
                if event["ph"] == "M" and event["name"] == kind}

    def test_slices_of_a_thread_nest_or_follow_each_other(self):
        for thread, found in self.slices().items():
            open_until = []
            for start, end, name in found:
                while open_until and open_until[-1] <= start:
                    open_until.pop()
                if open_until:
                    self.assertLessEqual(end, open_until[-1], (thread, name))
                open_until.append(end)

    def test_every_task_of_every_model_is_a_slice_with_what_was_done_in_it(self):
        lanes = {thread for thread, name in self.names("thread_name").items() if not name.startswith("event loop")}
        for pid in range(1, len(MODELS) + 1):
            found = [one for thread, slices in self.slices().items() if thread[0] == pid and thread in lanes
                     for one in slices]
            tasks = sorted(int(name.split()[1]) for _, _, name in found if name.startswith("task "))
            self.assertEqual(tasks, list(range(1, TASKS + 1)))
            kinds = {name for _, _, name in found if name.split()[0] not in ("task", "attempt")}
            self.assertLessEqual(kinds, set(PHASES))
            self.assertGreaterEqual(kinds, {"wait", "parse"})

    def test_the_wait_for_the_origin_is_apart_from_that_for_the_own_turn(self):
        # A connection that is reset may take with it what was not read yet.
        rows = [row for row in self.rows("spans.csv") if row["answered_ns"] or row["outcome"] == "0"]
        self.assertGreaterEqual(len(rows), len(MODELS) * TASKS)
        for row in rows:
            self.assertGreaterEqual(int(row["answered_ns"]) - int(row["connected_ns"]), 20_000_000)  # --latency
            self.assertGreaterEqual(int(row["first_byte_ns"]), int(row["answered_ns"]))
        names = [name for found in self.slices().values() for _, _, name in found]
        self.assertGreaterEqual(names.count("ready"), len(rows) / 2)  # what takes no time is no slice

    def test_failed_attempts_are_slices_of_their_task_and_gaps_lie_between(self):
        failed = [event for event in self.events if event["ph"] == "X" and event["name"].startswith("attempt ")]
        retried = {(row["model"], row["task"]) for row in self.rows("spans.csv") if row["attempt"] != "1"}
        self.assertTrue(retried)
        self.assertEqual({model for model, _ in retried}, set(MODELS))
        attempts = [row for row in self.rows("spans.csv") if (row["model"], row["task"]) in retried]
        self.assertEqual(len(failed), len(attempts))
        for before, row in zip(attempts, attempts[1:]):
            if row["attempt"] != "1":
                self.assertNotEqual(before["outcome"], "0")
                self.assertGreaterEqual(int(row["started_ns"]) - int(before["parse_end_ns"]), 2_500_000)  # half of 5 ms

    def test_an_event_loop_is_a_thread_of_its_own_that_does_one_thing_at_a_time(self):
        loops = {thread: name for thread, name in self.names("thread_name").items() if name.startswith("event loop")}
        self.assertEqual([thread[0] for thread in sorted(loops)], [4, 5, 5])
        for thread in loops:
            found = self.slices()[thread]
            for (_, end, _), (start, _, _) in zip(found, found[1:]):
                self.assertLessEqual(end, start)

    def test_counters_return_to_zero_and_never_exceed_the_workers(self):
        most = {1: 1, 2: 2, 3: 3, 4: 3}
        for pid in range(1, len(MODELS) + 1):
            for counter in ("in flight", "computing"):
                values = [event["args"]["tasks"] for event in self.events
                          if event["ph"] == "C" and event["pid"] == pid and event["name"] == counter]
                times = [event["ts"] for event in self.events
                         if event["ph"] == "C" and event["pid"] == pid and event["name"] == counter]
                self.assertEqual(times, sorted(set(times)))
                self.assertEqual(values[-1], 0)
                self.assertGreater(max(values), 0)
                self.assertLessEqual(max(values), most.get(pid, TASKS))

    def test_processes_and_threads_have_names(self):
        self.assertEqual([name for _, name in sorted(self.names("process_name").items())], list(MODELS))
        threads = self.names("thread_name")
        self.assertLessEqual(set(self.slices()), set(threads))
        lanes = [name for thread, name in sorted(threads.items()) if not name.startswith("event loop")]
        for first in (["process 1"], ["process 1", "process 2"], ["thread 1", "thread 2"], ["coroutine 1", "coroutine 2"],
                      ["process 1 · coroutine 1", "process 1 · coroutine 2"], ["process 2 · coroutine 1"]):
            self.assertIn(first, [lanes[i:i + len(first)] for i in range(len(lanes))])
        self.assertEqual(self.trace["otherData"]["attempts_left_out"], "0")

    def test_the_pieces_of_a_lane_follow_each_other_and_end_with_their_model(self):
        ends = [float(row["end_s"]) for row in self.rows("panels.csv")]
        lanes = collections.defaultdict(list)
        for row in self.rows("timeline.csv"):
            if row["state"] != "failed":
                lanes[row["model"], row["lane"]].append((float(row["begin_s"]), float(row["end_s"])))
        self.assertEqual({int(model) for model, _ in lanes}, set(range(len(MODELS))))
        for (model, _), pieces in lanes.items():
            for (_, end), (begin, _) in zip(pieces, pieces[1:]):
                self.assertLessEqual(end, begin + 1e-9)
            self.assertLessEqual(pieces[-1][1], ends[int(model)] + 1e-9)
        failures = [row for row in self.rows("timeline.csv") if row["state"] == "failed"]
        self.assertEqual(len(failures), sum(row["outcome"] != "0" for row in self.rows("spans.csv")))

    def test_the_animated_race_is_small_has_no_script_and_heeds_who_wants_no_motion(self):
        for name, word in (("race.animated.svg", "waiting"), ("race.animated.zh-CN.svg", "等待")):
            text = harness.read(self.out, name)
            self.assertLess(len(text.encode()), 60_000)
            root = xml.etree.ElementTree.fromstring(text)
            self.assertEqual({element.tag for element in root.iter()},
                             {SVG + tag for tag in ("svg", "title", "desc", "style", "path", "pattern", "text", "g")})
            self.assertNotRegex(text, r"(?i)script|href|\son\w+=")
            self.assertEqual(re.findall(r"https?://[^\"]*", text), ["http://www.w3.org/2000/svg"])
            self.assertIn("prefers-reduced-motion", text)
            self.assertIn("prefers-color-scheme:dark", text)
            words = [element.text for element in root.iter(SVG + "text")]
            self.assertIn(word, words)
            self.assertLessEqual(set(MODELS), set(words))


class WithoutSpans(unittest.TestCase):
    def test_what_was_made_of_earlier_spans_goes(self):
        with harness.folder() as out:
            ran = harness.run("run", *harness.FAST, "--models", "coroutine", "--out", out)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn("trace.json", os.listdir(out))
            body = "sys.exit(real() if '--spans' not in sys.argv or 'reference' in out or model == 'sequential' else 1)\n"
            with harness.folder() as base:
                programs = harness.copy_programs(base)
                harness.replace_work(programs, body)
                ran = harness.run("run", *harness.FAST, "--models", "coroutine", "--out", out, programs=programs)
            self.assertEqual(ran.returncode, 1)
            self.assertEqual([name for name in os.listdir(out) if name.startswith(("trace", "timeline", "race", "panels"))], [])


if __name__ == "__main__":
    unittest.main()
