# SPDX-License-Identifier: MIT
"""`manyhands count`: the deterministic tier, and manyhands-trace, which counts for it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import unittest

import harness
import jsonschema

TRACE = os.path.join(harness.BIN, "manyhands-trace")
EXACT = ("requests", "bytes", "processes_created", "threads_created")
QUICK = ("--latency", "10ms", "--tasks", "6", "--rounds", "2")
with open(os.path.join(harness.ROOT, "docs", "counts.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)


def counts(out):
    """counts.json of the folder `out`, held against its schema."""
    document = json.loads(harness.read(out, "counts.json"))
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    assert document["started_at"] <= document["ended_at"], document
    return document


def traced(*command):
    """Runs a command under manyhands-trace; returns its status and what was counted."""
    with harness.folder() as base:
        path = os.path.join(base, "counts")
        ran = subprocess.run([TRACE, path, *command], capture_output=True, check=False, timeout=harness.PATIENCE_S)
        return ran.returncode, json.loads(harness.read(path))


def python(body):
    return (sys.executable, "-BSEc", "import os, threading\n" + body)


class Tracing(unittest.TestCase):
    def test_what_is_created_is_counted_exactly(self):
        fork = "for i in range(3):\n    pid = os.fork()\n    if not pid: os._exit(0)\n    os.waitpid(pid, 0)\n"
        thread = "for i in range(5):\n    t = threading.Thread(target=int); t.start(); t.join()\n"
        status, found = traced(*python(fork + thread))
        self.assertEqual((status, found["processes"], found["threads"]), (0, 3, 5))

    def test_one_system_call_more_is_one_more_in_children_too(self):
        base = traced(*python("for i in range(0): os.getppid()"))[1]["syscalls"]
        more = traced(*python("for i in range(1000): os.getppid()"))[1]["syscalls"]
        self.assertEqual(more - base, 1000)
        forked = "pid = os.fork()\nif not pid:\n    for i in range({}): os.getppid()\n    os._exit(0)\nos.waitpid(pid, 0)"
        few, many = (traced(*python(forked.format(n)))[1]["syscalls"] for n in (0, 700))
        self.assertEqual(many - few, 700)

    def test_the_commands_end_is_its_own(self):
        self.assertEqual(traced("sh", "-c", "exit 7")[0], 7)
        self.assertEqual(traced("sh", "-c", "kill -TERM $$")[0], 128 + 15)
        self.assertEqual(traced("sh", "-c", "trap 'exit 9' USR1; kill -USR1 $$; exit 8")[0], 9)
        self.assertEqual(traced("/nonexistent")[0], 127)


class Counting(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "an out%p folder's 结果")

    def count(self, *more, status=0, **options):
        env = harness.environment(options.pop("changes", ()))
        ran = harness.run("count", *QUICK, "--out", self.out, *more, env=env, **options)
        self.assertEqual(ran.returncode, status, ran.stderr)
        self.assertEqual(harness.processes(env), [])
        return ran

    def test_every_model_is_counted_and_what_is_exact_is(self):
        ran = self.count()
        document = counts(self.out)
        self.assertFalse(document["partial"])
        self.assertEqual([model["name"] for model in document["models"]], list(harness.MODELS))
        created = {"sequential": (0, 0), "fork-pool:4": (4, 0), "pthread-pool:12": (0, 12), "coroutine": (0, 0)}
        for model in document["models"]:
            found = model["counts"]
            for name in EXACT:
                self.assertEqual((found[name]["low"], found[name]["rounds"]), (found[name]["high"], 2), name)
            self.assertEqual(found["requests"]["median"], 6)
            self.assertEqual((found["processes_created"]["median"], found["threads_created"]["median"]),
                             created[model["name"]])
            self.assertIn(model["name"], ran.stdout)
        sequential = document["models"][0]["counts"]
        self.assertEqual(sequential["connections"]["median"], 1)
        for name in ("syscalls", "instructions"):
            if sequential[name]:
                spread = sequential[name]["high"] / sequential[name]["low"] - 1
                self.assertLess(spread, 2 * document["tolerances"][name], name)

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
    def test_more_work_is_more_instructions_and_a_fork_pool_counts_its_children(self):
        self.count("--rounds", "1", "--models", "sequential,fork-pool:2")
        few = {model["name"]: model["counts"]["instructions"]["median"] for model in counts(self.out)["models"]}
        self.count("--rounds", "1", "--models", "sequential,fork-pool:2", "--tasks", "12")
        many = {model["name"]: model["counts"]["instructions"]["median"] for model in counts(self.out)["models"]}
        parsing = many["sequential"] - few["sequential"]
        self.assertGreater(parsing, 0)
        self.assertAlmostEqual((many["fork-pool:2"] - few["fork-pool:2"]) / parsing, 1, delta=0.2)

    def test_without_valgrind_and_hyperfine_it_says_so_and_goes_on(self):
        path = harness.path_with(os.path.join(self.base, "path"), "sh", "true")
        ran = self.count("--models", "sequential", changes={"PATH": path})
        self.assertRegex(ran.stderr, r"\Amanyhands: valgrind is not installed[^\n]*\n\Z")
        document = counts(self.out)
        self.assertIsNone(document["models"][0]["counts"]["instructions"])
        self.assertGreater(document["models"][0]["counts"]["syscalls"]["median"], 100)
        self.assertEqual([warning["kind"] for warning in document["environment"]["warnings"]], ["valgrind"])

    def test_a_model_that_differs_is_taken_out(self):
        programs = harness.copy_programs(self.base)
        harness.replace_work(programs, 'open(out, "w").write("x\\n") if model.startswith("fork") else sys.exit(real())\n')
        ran = self.count("--models", "sequential,fork-pool:2", "--rounds", "1", status=1, programs=programs)
        self.assertIn("fork-pool:2: no time", ran.stdout)
        document = counts(self.out)
        self.assertEqual([model["verified"] for model in document["models"]], [True, False])

    def test_ctrl_c_while_it_tries_to_trace_leaves_nothing(self):
        programs = harness.copy_programs(self.base)
        begun = os.path.join(self.base, "begun")
        harness.write_program(os.path.join(programs, "manyhands-trace"), f"#!/bin/sh\n: > {begun}\nsleep 60\n")
        env = harness.environment()
        process = harness.start("count", *QUICK, "--out", self.out, env=env, programs=programs)
        with harness.ending(process, env):
            harness.wait_until(lambda: os.path.exists(begun))
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(harness.PATIENCE_S), -signal.SIGINT)
        self.assertFalse(os.path.exists(self.out))

    def start_long(self):
        """Starts a count that takes minutes, and waits until two models were counted, in a round or more."""
        programs = harness.copy_programs(self.base)
        log = os.path.join(self.base, "log")
        harness.replace_work(programs, f"""
with open({log!r}, "a") as file:
    file.write(out + "\\n")
sys.exit(real())
""")
        env = harness.environment({"PATH": harness.path_with(os.path.join(self.base, "path"), "sh", "true")})  # no valgrind
        process = harness.start("count", *QUICK, "--rounds", "500", "--models", "sequential,coroutine", "--out", self.out,
                                env=env, programs=programs, encoding="utf-8")
        self.enterContext(harness.ending(process, env))
        counted = lambda: len([line for line in harness.lines_of(log) if "counted" in line])
        self.assertTrue(harness.wait_until(lambda: counted() >= 7))
        return process, env

    def check_partial(self, process, env, says):
        """It has ended early, said so, and kept what was counted, which takes nobody out."""
        self.assertTrue(harness.wait_until(lambda: not harness.processes(env)))
        self.assertEqual(process.stdout.read(), "")
        self.assertRegex(process.stderr.read(), rf"\A(manyhands: valgrind [^\n]*\n)?[^\n]*{says}[^\n]*\n[^\n]*marked partial\n\Z")
        document = counts(self.out)
        self.assertTrue(document["partial"])
        self.assertEqual(sorted(os.listdir(self.out)), ["counts.json", "made-by-manyhands.txt"])
        for model in document["models"]:
            self.assertIsNone(model["problem"])
            self.assertEqual(model["counts"]["requests"]["median"], 6)
            self.assertLess(model["counts"]["requests"]["rounds"], 500)

    def test_what_was_counted_before_ctrl_c_is_kept_and_marked(self):
        process, env = self.start_long()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(harness.PATIENCE_S), -signal.SIGINT)
        self.check_partial(process, env, "interrupted")

    def test_an_origin_that_dies_is_status_1_and_leaves_what_was_counted(self):
        process, env = self.start_long()
        for origin in harness.find(env, "manyhands-origin", "--seed"):
            os.kill(origin, signal.SIGKILL)
        self.assertEqual(process.wait(harness.PATIENCE_S), 1)
        self.check_partial(process, env, "the origin is gone")

    def test_a_format_is_refused(self):
        ran = harness.run("count", "--format", "json", cwd=self.base)
        harness.assert_refused(self, ran, "--format")


if __name__ == "__main__":
    unittest.main()
