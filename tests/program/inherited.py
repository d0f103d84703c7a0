# SPDX-License-Identifier: MIT
"""What the programs inherit from whoever starts them: closed or full standard streams, ignored signals, settings of
gnuplot. None of it changes what they do; and a result that cannot be printed is an error."""

import contextlib
import itertools
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import unittest
import urllib.request

import harness
from patience import ended
from agreement import ASAN_NOTE

FORMATS = ("markdown", "json", "junit", "github-benchmark", "bencher", "hyperfine")
HELPS = ((), ("run",), ("count",), ("sweep",), ("compare",), ("selftest",), ("race",), ("report",), ("list",))
SVGS = tuple(f"{name}.{language}.{kind}" for name in ("headline", "budget", "timeline", "ecdf", "cost")
             for language in ("en", "zh") for kind in ("svg", "png"))


def program(name):
    return os.path.join(harness.BIN, name)


def listening(process):
    """The address that an origin announces."""
    line = process.stdout.readline()
    assert line.startswith("listening on http://"), line
    return line.split()[-1]


@contextlib.contextmanager
def origin(**more):
    command = [program("manyhands-origin"), "--exit-with-parent"]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", **more)) as process:
        yield process, listening(process)


class Inherited(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = cls.enterClassContext(harness.folder())
        cls.earlier = os.path.join(cls.base, "earlier")
        ran = harness.run("run", *harness.FAST, "--rounds", "2", "--out", cls.earlier)
        assert ran.returncode == 0, ran.stderr

    def setUp(self):
        self.folder = self.enterContext(harness.folder())
        self.out = os.path.join(self.folder, "results")

    def assert_one_line(self, ran, says, name="manyhands"):
        self.assertEqual(ran.returncode, 2, (ran.args, ran.stderr))
        line = re.sub(r"(?m)^manyhands: warning: [^\n]*\n", "", re.sub(ASAN_NOTE, "", ran.stderr))
        self.assertRegex(line, rf"\A{name}: [^\n]+\n\Z", ran.args)
        self.assertIn(says, ran.stderr.lower())


class Full(Inherited):
    def refuse(self, *arguments):
        with open("/dev/full", "w", encoding="utf-8") as full:
            ran = harness.run(*arguments, stdout=full)
        self.assert_one_line(ran, "cannot write 'stdout': no space left on device")

    def test_a_text_that_cannot_be_printed_is_an_error_of_every_command(self):
        for command in HELPS:
            self.refuse(*command, "--help")
        self.refuse("--version")
        self.refuse("list")
        self.refuse()

    def test_a_result_that_cannot_be_printed_is_an_error_of_every_command(self):
        self.refuse("run", *harness.FAST, "--quiet", "--models", "coroutine", "--out", self.out)
        self.assertTrue(os.path.exists(os.path.join(self.out, "results.json")))
        self.refuse("sweep", "--over", "workers=1,2", *harness.FAST, "--quiet", "--models", "pthread-pool", "--out",
                    os.path.join(self.folder, "sweep"))
        if not os.environ.get("MANYHANDS_REDUCED"):  # a sanitizer looks for leaks, which it cannot under count's ptrace
            self.refuse("count", "--tasks", "2", "--models", "coroutine", "--quiet", "--out",
                        os.path.join(self.folder, "count"))
        self.refuse("compare", self.earlier, self.earlier)
        self.refuse("race", self.earlier)
        self.refuse("report", self.earlier)

    def test_a_format_that_cannot_be_printed_is_an_error(self):
        for name in FORMATS:
            self.refuse("compare", self.earlier, self.earlier, "--format", name)
        self.refuse("run", *harness.FAST, "--quiet", "--models", "coroutine", "--out", self.out, "--format", "json")

    def test_a_reader_that_left_is_an_error_too(self):
        reader, writer = os.pipe()
        os.close(reader)
        ran = harness.run("run", *harness.FAST, "--quiet", "--models", "coroutine", "--out", self.out, stdout=writer)
        os.close(writer)
        self.assert_one_line(ran, "cannot write 'stdout': broken pipe")

    def test_so_it_is_of_the_other_programs(self):
        for name in ("manyhands-work", "manyhands-origin"):
            for word in ("--help", "--version", None):
                with origin() as (_, address), open("/dev/full", "w", encoding="utf-8") as full:
                    command = [program(name)] + ([word] if word else [])
                    if not word and name == "manyhands-work":
                        command += ["--model", "coroutine", "--tasks", "2", "--url", address + "/sitehome/p/{page}",
                                    "--out", os.path.join(self.folder, "rows.csv")]
                    ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
                                         timeout=harness.PATIENCE_S)
                self.assert_one_line(ran, "cannot write 'stdout': no space left on device", name)

    def test_a_limit_of_file_sizes_is_an_error_and_no_signal(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
        with origin() as (_, address):
            rows = os.path.join(self.folder, "rows.csv")
            for model in harness.MODELS:
                ran = subprocess.run([program("manyhands-work"), "--model", model, "--tasks", "4", "--url",
                                      address + "/sitehome/p/{page}", "--out", rows], preexec_fn=limit,
                                     capture_output=True, encoding="utf-8", check=False, timeout=harness.PATIENCE_S)
                self.assertEqual(ran.returncode, 2, ran.stderr)
                self.assertIn("file too large", ran.stderr)
                self.assertEqual(os.listdir(self.folder), [])


class Closed(Inherited):
    """Every set of the three streams closed. What a program opens must not become one of them."""

    @staticmethod
    def closing(closed):
        def close():
            for fd in closed:
                os.close(fd)
        return close

    def sets(self):
        return [closed for count in (1, 2, 3) for closed in itertools.combinations((0, 1, 2), count)]

    def start(self, closed, command):
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              preexec_fn=self.closing(closed), env=harness.environment(), encoding="utf-8",
                              check=False, timeout=harness.PATIENCE_S)

    def test_run_measures_as_ever(self):
        path = harness.path_with(os.path.join(self.folder, "path"), "hyperfine")
        for closed in self.sets():
            out = os.path.join(self.folder, "".join(map(str, closed)))
            command = [program("manyhands"), "run", *harness.FAST, "--models", "sequential,fork-pool,coroutine",
                       "--out", out]
            env = harness.environment({"PATH": path})
            ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 preexec_fn=self.closing(closed), env=env, encoding="utf-8", check=False,
                                 timeout=harness.PATIENCE_S)
            self.assertEqual(ran.returncode, 0, (closed, ran.stderr))
            self.assertEqual(ran.stdout == "", 1 in closed)
            self.assertEqual(len(harness.results(out)["models"]), 3)

    def test_work_writes_rows_and_nothing_else_into_its_file(self):
        rows = os.path.join(self.folder, "rows.csv")
        with origin() as (_, address):
            for closed, model in itertools.product(self.sets(), harness.MODELS):
                spans = os.path.join(self.folder, "spans.csv")
                ran = self.start(closed, [program("manyhands-work"), "--model", model, "--tasks", "3", "--url",
                                          address + "/sitehome/p/{page}", "--out", rows, "--spans", spans])
                self.assertEqual((ran.returncode, re.sub(ASAN_NOTE, "", ran.stderr)), (0, ""), (closed, model))
                self.assertEqual(ran.stdout == "", 1 in closed)
                lines = harness.lines_of(rows)
                self.assertEqual(lines[0], "title,summary,avatar,author")
                self.assertEqual(harness.read(rows).count('{"tasks"'), 0)
                self.assertEqual(len(harness.lines_of(spans)), 4)

    def test_trace_counts_as_ever(self):
        count = os.path.join(self.folder, "count.json")
        for closed in self.sets():
            ran = self.start(closed, [program("manyhands-trace"), count, "/bin/sh", "-c", "exit 7"])
            if ran.returncode == 126:
                self.skipTest("ptrace is not permitted here")
            self.assertEqual(ran.returncode, 7, closed)
            self.assertEqual(sorted(json.loads(harness.read(count))), ["processes", "syscalls", "threads"])

    def test_the_origin_serves(self):
        for closed in ((0,), (2,), (0, 2)):
            with origin(preexec_fn=self.closing(closed)) as (_, address):
                with urllib.request.urlopen(address + "/sitehome/p/1", timeout=harness.PATIENCE_S) as answer:
                    self.assertEqual(answer.status, 200)


class Signals(Inherited):
    @staticmethod
    def ignoring(*numbers):
        def ignore():
            for number in numbers:
                signal.signal(number, signal.SIG_IGN)
        return ignore

    def test_a_run_outlives_the_signals_it_was_started_to_ignore(self):
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            env = harness.environment()
            process = harness.start("run", "--latency", "50ms", "--tasks", "6", "--rounds", "2", "--out", self.out,
                                    "--models", "sequential,fork-pool:4,coroutine", env=env, encoding="utf-8",
                                    preexec_fn=self.ignoring(number))
            with harness.ending(process, env):
                for part in ("manyhands-origin", "manyhands-work"):
                    self.assertTrue(harness.wait_until(lambda word=part: harness.find(env, word)))
                for pid in harness.processes(env):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, number)
                _, err = process.communicate(timeout=harness.PATIENCE_S)
            self.assertEqual((process.returncode, harness.without_capacity(err)), (0, ""), number)
            shutil.rmtree(self.out)

    def test_another_signal_still_ends_it(self):
        env = harness.environment()
        process = harness.start("run", "--latency", "50ms", "--out", self.out, env=env, encoding="utf-8",
                                preexec_fn=self.ignoring(signal.SIGHUP))
        with harness.ending(process, env):
            self.assertTrue(harness.wait_until(lambda: harness.find(env, "manyhands-work")))
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=harness.PATIENCE_S)
        self.assertEqual(process.returncode, -signal.SIGINT)

    def test_work_outlives_them_in_every_model(self):
        with origin() as (_, address):
            for model, number in itertools.product(harness.MODELS + ("fork-threads:2x2", "fork-coroutines:2x2"),
                                                   (signal.SIGHUP, signal.SIGINT)):
                rows = os.path.join(self.folder, "rows.csv")
                command = [program("manyhands-work"), "--model", model, "--tasks", "3", "--rate", "5",
                           "--url", address + "/sitehome/p/{page}", "--out", rows]
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                                      process_group=0, preexec_fn=self.ignoring(number)) as process:
                    self.assertTrue(harness.wait_until(lambda: len(os.listdir(self.folder)) > 0))  # it has begun
                    os.killpg(process.pid, number)
                    out, err = process.communicate(timeout=harness.PATIENCE_S)
                self.assertEqual((process.returncode, re.sub(ASAN_NOTE, "", err)), (0, ""), (model, number))
                self.assertEqual(json.loads(out)["tasks"], 3)
                os.remove(rows)

    def test_the_origin_outlives_them_and_ends_at_the_others(self):
        for number, other in ((signal.SIGINT, signal.SIGTERM), (signal.SIGHUP, signal.SIGINT)):
            with origin(preexec_fn=self.ignoring(number)) as (process, address):
                process.send_signal(number)
                with urllib.request.urlopen(address + "/sitehome/p/1", timeout=harness.PATIENCE_S) as answer:
                    self.assertEqual(answer.status, 200)
                process.send_signal(other)
                self.assertEqual(process.wait(harness.PATIENCE_S), 0)


@unittest.skipUnless(shutil.which("gnuplot"), "gnuplot is not installed")
class Gnuplot(Inherited):
    def pictures(self, changes, cwd=None):
        """The figures of the earlier run, drawn again in other surroundings."""
        shutil.copytree(self.earlier, self.out)
        ran = harness.run("report", self.out, env=harness.environment(changes), cwd=cwd)
        self.assertEqual((ran.returncode, re.sub("[^\n]*font[^\n]*\n", "", ran.stderr)), (0, ""), changes)
        found = {name: data for name, data in harness.snapshot(self.out).items() if name in SVGS}
        shutil.rmtree(self.out)
        return found

    def test_neither_settings_nor_variables_of_gnuplot_change_a_figure(self):
        home = os.path.join(self.folder, "home")
        os.makedirs(os.path.join(home, "gnuplot"))
        for name in (".gnuplot", "gnuplot/gnuplotrc"):
            harness.write_program(os.path.join(home, name), "set title 'MINE'\nset grid\nset key below\n")
        plain = self.pictures({})
        self.assertEqual(sorted(plain), sorted(SVGS))
        for changes in ({"GNUTERM": "qt", "HOME": home, "XDG_CONFIG_HOME": home, "GNUPLOT_LIB": "/nonexistent", "DISPLAY": ":77",
                         "TERM": "dumb", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
                        {"GNUTERM": "no such terminal", "HOME": None, "GNUPLOT_DRIVER_DIR": "/nonexistent",
                         "TMPDIR": "/nonexistent"}):
            self.assertEqual(self.pictures(changes), plain, changes)
        self.assertEqual(self.pictures({}, cwd=home), plain)


del Inherited  # has no tests of its own

if __name__ == "__main__":
    unittest.main()
