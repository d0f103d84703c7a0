# SPDX-License-Identifier: MIT
"""`manyhands race`: the replay on a terminal of any size, how it ends, and what is printed where there is none."""

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
import unittest

import harness
from commands import width

HEADER = ("model,task,parent,attempt,slot,pid,tid,queued_ns,started_ns,connected_ns,first_byte_ns,received_ns,"
          "parse_start_ns,parse_end_ns,cpu_ns,outcome\n")
LEAVE = "\033[0m\033[?25h\033[?1049l"


def spans(model, lanes, tasks, each_ms):
    """Lines of a model whose workers take the tasks in turn."""
    for task in range(tasks):
        turn = task // lanes
        start = 1_000_000_000 + turn * each_ms * 1_000_000
        times = [start + part * each_ms * 10_000 for part in (0, 10, 80, 90, 91, 100)]
        yield f"{model},{task},,1,{task % lanes},1,{task % lanes},1000000000," + ",".join(map(str, times)) + ",1,0\n"


def recording(folder, each_ms=100):
    with open(os.path.join(folder, "spans.csv"), "w", encoding="ascii") as file:
        file.write(HEADER)
        file.writelines(spans("sequential", 1, 12, each_ms))
        file.writelines(spans("fork-pool:4", 4, 12, each_ms))
        file.writelines(spans("coroutine", 12, 12, each_ms))


def comparison(folder, **times):
    """The results.json that goes with it: of each model its times."""
    models = [{"name": name, "model": name.partition(":")[0], "workers": 1, "verified": True, "wall_s": walls,
               "user_s": [0.01] * len(walls), "system_s": [0.01] * len(walls), "limited_by": "latency"}
              for name, walls in times.items()]
    with open(os.path.join(folder, "results.json"), "w", encoding="ascii") as file:
        json.dump({"schema_version": 1, "scenario": {"rounds": 3}, "partial": False, "models": models}, file)


setUpModule = harness.without_pictures


class Terminal:
    """A race on a terminal."""

    def __init__(self, case, *arguments, columns=100, rows=30, changes=(), before=None):
        # Without the last, AddressSanitizer takes a signal that is sent for a fault of its own finding.
        self.env = harness.environment({"TERM": "xterm-256color", "NO_COLOR": None,
                                        "ASAN_OPTIONS": "handle_segv=0:handle_sigfpe=0", **dict(changes)})
        self.master, slave = pty.openpty()
        case.addCleanup(os.close, self.master)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        case.addCleanup(os.close, slave)
        self.resize(columns, rows)
        self.process = harness.start("race", *arguments, env=self.env, stdin=slave, stdout=slave, stderr=slave,
                                     preexec_fn=before)
        case.enterContext(harness.ending(self.process, self.env))
        self.text = ""

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, until):
        """Reads on until the condition holds of what came since the last call, or patience is over."""
        self.text = ""
        raw = b""
        end = time.monotonic() + harness.PATIENCE_S
        while not until(self.text) and time.monotonic() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                raw += os.read(self.master, 65536)
                self.text = raw.decode(errors="ignore")
            elif self.process.poll() is not None:
                break
        return self.text

    def frames(self, count):
        """The whole frames among the next ones, as lists of lines without colours."""
        text = self.read(lambda text: text.count("\033[H") > count + 1)
        parts = text.split("\033[H")[1:-1]
        return [[re.sub(r"\033\[[0-9;?]*[A-Za-z]", "", line) for line in part.split("\r\n")] for part in parts]

    def quit(self):
        os.write(self.master, b"q")
        return self.end()

    def end(self):
        text = self.read(lambda text: LEAVE in text)
        self.process.wait(harness.PATIENCE_S)
        return text


class Race(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(harness.folder())
        recording(self.folder)

    def test_no_line_is_wider_than_the_terminal_nor_a_frame_higher(self):
        for language in ("en", "zh"):
            for columns, rows in ((100, 30), (60, 12), (40, 8), (24, 5), (200, 50)):
                with self.subTest(language, columns=columns, rows=rows):
                    terminal = Terminal(self, "--lang", language, "--speed", "0.01", self.folder, columns=columns, rows=rows)
                    for frame in terminal.frames(3):
                        self.assertLessEqual(len(frame), rows)
                        self.assertLessEqual(max(map(width, frame)), columns, frame)
                        self.assertTrue(any("sequential" in line for line in frame), frame)
                    terminal.quit()

    def test_there_is_no_terminal_too_small(self):
        with open(os.path.join(self.folder, "spans.csv"), "a", encoding="ascii") as file:
            file.writelines(spans("fork-threads:2x6", 12, 12, 100))
        for columns, rows in ((1, 1), (1, 30), (2, 2), (5, 40), (18, 3), (19, 30), (20, 30), (100, 1)):
            with self.subTest(columns=columns, rows=rows):
                terminal = Terminal(self, "--speed", "0.01", self.folder, columns=columns, rows=rows)
                for frame in terminal.frames(2):
                    self.assertLessEqual(len(frame), rows)
                    self.assertLessEqual(max(map(width, frame)), columns, frame)
                terminal.quit()
                self.assertEqual(terminal.process.returncode, 0)
                self.assertEqual(termios.tcgetattr(terminal.slave), terminal.before)

    def test_it_follows_a_terminal_that_changes_its_size(self):
        terminal = Terminal(self, "--speed", "0.01", self.folder)
        terminal.frames(2)
        terminal.resize(50, 9)
        frames = terminal.frames(12)
        self.assertLessEqual(max(map(width, frames[-1])), 50)
        self.assertLessEqual(len(frames[-1]), 9)
        terminal.quit()

    def test_q_ends_it_and_the_terminal_is_as_before(self):
        terminal = Terminal(self, "--speed", "0.001", self.folder)
        self.assertIn("\033[?1049h\033[?25l", terminal.read(lambda text: "0 of 12" in text))
        self.assertIn(LEAVE, terminal.quit())
        self.assertEqual(terminal.process.returncode, 0)
        self.assertEqual(termios.tcgetattr(terminal.slave), terminal.before)

    def test_signals_end_it_as_signals_do_and_the_terminal_is_as_before(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGFPE, signal.SIGSEGV,
                       signal.SIGABRT, signal.SIGUSR1, signal.SIGALRM, signal.SIGXCPU):
            with self.subTest(number):
                terminal = Terminal(self, "--speed", "0.001", self.folder)
                terminal.read(lambda text: "0 of 12" in text)
                terminal.process.send_signal(number)
                self.assertIn(LEAVE, terminal.end())
                self.assertEqual(terminal.process.returncode, -number)
                self.assertEqual(termios.tcgetattr(terminal.slave), terminal.before)

    def test_a_signal_that_was_ignored_stays_so(self):
        terminal = Terminal(self, "--speed", "0.001", self.folder, before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        terminal.read(lambda text: "0 of 12" in text)
        terminal.process.send_signal(signal.SIGHUP)
        self.assertTrue(terminal.frames(2))
        terminal.quit()
        self.assertEqual(terminal.process.returncode, 0)

    def test_while_it_is_stopped_the_terminal_is_as_before(self):
        terminal = Terminal(self, "--speed", "0.001", self.folder)
        terminal.read(lambda text: "0 of 12" in text)
        terminal.process.send_signal(signal.SIGTSTP)
        self.assertIn(LEAVE, terminal.read(lambda text: LEAVE in text))
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        self.assertEqual(termios.tcgetattr(terminal.slave), terminal.before)
        terminal.process.send_signal(signal.SIGCONT)
        self.assertIn("0 of 12", terminal.read(lambda text: "\033[?1049h" in text and "0 of 12" in text))
        self.assertIn(LEAVE, terminal.quit())
        self.assertEqual(terminal.process.returncode, 0)

    def test_it_ends_by_itself_and_leaves_the_result(self):
        terminal = Terminal(self, "--speed", "1000", self.folder)
        text = terminal.read(lambda text: "done · 100 ms" in text.partition(LEAVE)[2])
        self.assertIn("done · 1.20 s", text.partition(LEAVE)[2])
        self.assertEqual(terminal.process.wait(harness.PATIENCE_S), 0)

    def test_keys_pause_step_and_restart(self):
        terminal = Terminal(self, "--speed", "0.001", self.folder)
        terminal.read(lambda text: "0 of 12" in text and "space: pause" in text)
        os.write(terminal.master, b" ")
        self.assertIn("paused", terminal.read(lambda text: "paused" in text and "space: go on" in text))
        os.write(terminal.master, b"\033[C")  # to 100 ms, where the coroutines end their 12 tasks
        self.assertIn("done · 100 ms", terminal.read(lambda text: "done · 100 ms" in text and "4 of 12" in text))
        os.write(terminal.master, b".")
        self.assertIn("8 of 12", terminal.read(lambda text: "8 of 12" in text))
        os.write(terminal.master, b",")
        self.assertIn("4 of 12", terminal.read(lambda text: "4 of 12" in text))
        os.write(terminal.master, b"r")
        self.assertIn("0 of 12", terminal.read(lambda text: "0 of 12" in text and "space: pause" in text))
        self.assertIn(LEAVE, terminal.quit())
        self.assertEqual(terminal.process.returncode, 0)
        self.assertEqual(termios.tcgetattr(terminal.slave), terminal.before)

    def test_after_a_key_it_stays_at_the_end_until_q(self):
        terminal = Terminal(self, "--speed", "0.001", self.folder)
        terminal.read(lambda text: "0 of 12" in text)
        os.write(terminal.master, b"." * 40)
        self.assertIn("done · 1.20 s", terminal.read(lambda text: "done · 1.20 s" in text))
        self.assertTrue(terminal.frames(3))
        self.assertIn(LEAVE, terminal.quit())
        self.assertEqual(terminal.process.wait(harness.PATIENCE_S), 0)

    def test_bars_are_kept_at_40_columns_and_wide_at_200(self):
        for columns, least in ((40, 30), (200, 120)):
            terminal = Terminal(self, "--ascii", "--speed", "0.001", self.folder, columns=columns)
            frame = terminal.frames(2)[-1]
            bars = [line for line in frame if re.search(r"\.{%d,}" % least, line)]
            self.assertEqual(len(bars), 3, frame)
            self.assertIn("q: quit", frame[-1])
            terminal.quit()

    def test_no_color_is_respected_while_it_moves(self):
        terminal = Terminal(self, "--speed", "0.01", self.folder, changes={"NO_COLOR": "1"})
        self.assertNotRegex(terminal.read(lambda text: text.count("\033[H") > 3), r"\033\[[1-9][0-9;]*m")
        terminal.quit()

    def test_ascii_is_ascii(self):
        terminal = Terminal(self, "--ascii", "--speed", "0.01", self.folder)
        for frame in terminal.frames(3):
            self.assertTrue("".join(frame[1:]).replace("·", "").isascii(), frame)
        terminal.quit()

    def test_without_a_terminal_how_it_ended_is_printed_once(self):
        for language, first in (("en", "done · 100 ms"), ("zh", "完成 · 100 ms")):
            ran = harness.run("race", "--lang", language, self.folder)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertNotIn("\033", ran.stdout)
            self.assertRegex(ran.stdout, f"(?m)^coroutine .*{first}$")

    def test_the_places_are_those_of_all_rounds_and_not_of_the_recorded_run(self):
        comparison(self.folder, **{"sequential": [6.0, 6.1, 6.2], "fork-pool:4": [0.611, 0.612, 0.61],
                                   "coroutine": [0.61, 0.611, 0.612]})
        for language, ends in (("en", ("no. 3 · 1.20 s", "shared no. 1 · 300 ms", "shared no. 1 · 100 ms", "places are by all")),
                               ("zh", ("第 3 名 · 1.20 s", "并列第 1 · 300 ms", "并列第 1 · 100 ms", "名次依据全部"))):
            ran = harness.run("race", "--lang", language, self.folder)
            for end in ends:
                self.assertIn(end, ran.stdout)

    def test_a_result_that_is_none_is_refused(self):
        with open(os.path.join(self.folder, "results.json"), "w", encoding="ascii") as file:
            file.write('{"schema_version": 1}')
        harness.assert_refused(self, harness.run("race", self.folder), "results.json")

    def test_a_file_of_a_result_means_its_folder(self):
        results = os.path.join(self.folder, "results.json")
        comparison(self.folder, sequential=[6.0, 6.1, 6.2], coroutine=[0.61, 0.611, 0.612])
        shutil.copy(results, os.path.join(self.folder, "old.json"))
        expected = harness.run("race", self.folder).stdout
        for words, place in ((results, None), ("results.json", self.folder), ("spans.csv", self.folder)):
            ran = harness.run("race", words, cwd=place)
            self.assertEqual((ran.returncode, ran.stdout), (0, expected), ran.stderr)
        harness.assert_refused(self, harness.run("race", os.path.join(self.folder, "old.json")), "old.json'", "results.json")

    def test_what_cannot_be_replayed_is_said(self):
        for text in ("", HEADER, HEADER + "sequential,nonsense\n", HEADER + "no-model," + "1," * 14 + "0\n"):
            with open(os.path.join(self.folder, "spans.csv"), "w", encoding="ascii") as file:
                file.write(text)
            harness.assert_refused(self, harness.run("race", self.folder), "cannot replay '", "spans.csv'")
        ran = harness.run("race", os.path.join(self.folder, "none"))
        self.assertEqual(ran.returncode, 2)

    def test_misuse_is_said(self):
        for arguments in (("--speed", "0", self.folder), ("--speed", "fast", self.folder), ("--speed",),
                          ("--what", self.folder), (self.folder, "more"), ("--color", "red", self.folder)):
            harness.assert_refused(self, harness.run("race", *arguments))

    def test_without_a_folder_the_comparison_runs_first(self):
        programs = harness.copy_programs(self.folder)
        origin = os.path.join(programs, "manyhands-origin")
        os.rename(origin, origin + "-real")
        harness.write_program(origin, f"""#!{sys.executable} -BSE
import os, sys
words = ["--latency=1ms" if word.startswith("--latency=") else word for word in sys.argv[1:]]
os.execv({origin + "-real"!r}, [sys.argv[0], *words])
""")
        with contextlib.chdir(self.folder):
            ran = harness.run("race", "--ascii", programs=programs)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn("trace.json", os.listdir(os.path.join("results", "latest")))
        self.assertRegex(ran.stdout, "(?m)^sequential +#+ +[0-9.]+ m?s\n")  # the table of run
        self.assertRegex(ran.stdout, r"(?m)^coroutine +#+ +(shared )?no\. \d · [^\n]*\n+The places ")

    def test_a_comparison_that_cannot_run_is_not_replayed(self):
        env = harness.environment({"PATH": harness.path_with(os.path.join(self.folder, "path"), "sh")})
        with contextlib.chdir(self.folder):
            ran = harness.run("race", env=env)
        harness.assert_refused(self, ran, "hyperfine")


if __name__ == "__main__":
    unittest.main()
