# SPDX-License-Identifier: MIT
"""`manyhands run` on a terminal: progress, colour, width."""

import contextlib
import fcntl
import os
import pty
import re
import struct
import termios
import threading
import unittest

import harness

setUpModule = harness.without_pictures


def collect(master, pieces):
    """Reads a terminal until nobody has it open."""
    with contextlib.suppress(OSError):
        while piece := os.read(master, 65536):
            pieces.append(piece)


def run_on_terminal(*options, streams, columns=100, changes=()):
    """Runs with the streams ("stdout", "stderr") on one terminal; returns what the terminal got, and the streams."""
    env = harness.environment({"TERM": "xterm-256color", "NO_COLOR": None, **dict(changes)})
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    pieces = []
    reader = threading.Thread(target=collect, args=(master, pieces))
    try:
        with harness.folder() as out:
            ran = harness.start("run", *harness.FAST, "--out", out, *options, env=env,
                                **{stream: slave for stream in streams})
            os.close(slave)
            reader.start()
            with harness.ending(ran, env):
                others = ran.communicate(timeout=harness.PATIENCE_S)
    finally:
        reader.join(harness.PATIENCE_S)
        os.close(master)
    if ran.returncode:
        raise AssertionError(f"status {ran.returncode}: {others} {pieces}")
    return b"".join(pieces).decode(), [(other or b"").decode() for other in others]


class OnATerminal(unittest.TestCase):
    def test_progress_is_shown_on_stderr_and_taken_away(self):
        shown, (out, _) = run_on_terminal("--rounds", "2", streams=["stderr"])
        for name in harness.MODELS:
            self.assertIn(f"round 1/2 · {name} …", shown)
            self.assertRegex(shown, rf"round 2/2 · {name} · about [\d.]+ m?s left …")
        self.assertTrue(shown.endswith("\r\033[K"))
        self.assertNotIn("\n", shown)
        self.assertNotIn("round 1/2", out)

    def test_progress_is_shown_in_chinese_too(self):
        shown, _ = run_on_terminal("--lang", "zh", streams=["stderr"])
        self.assertIn("第 1/1 轮 · sequential……", shown)

    def test_quiet_shows_none(self):
        shown, _ = run_on_terminal("--quiet", streams=["stderr"])
        self.assertEqual(shown, "")

    def test_without_a_terminal_there_is_none_but_the_table_has_color(self):
        shown, (_, err) = run_on_terminal(streams=["stdout"])
        self.assertEqual(err, "")
        self.assertIn("\033[38;5;", shown)
        self.assertNotIn("round 1", shown)

    def test_no_color_is_respected(self):
        shown, _ = run_on_terminal(streams=["stdout"], changes={"NO_COLOR": "1"})
        self.assertNotIn("\033", shown)
        shown, _ = run_on_terminal("--color", "never", streams=["stdout"])
        self.assertNotIn("\033", shown)

    def test_no_line_is_wider_than_the_terminal(self):
        from commands import width
        for language in ("en", "zh"):
            for columns in (40, 60, 80, 200):
                shown, _ = run_on_terminal("--lang", language, streams=["stdout"], columns=columns)
                text = re.sub(r"\033\[[0-9;]*m", "", shown)
                lines = [line for line in text.splitlines() if "manyhands-test-" not in line]
                widest = max(lines, key=width)
                self.assertLessEqual(width(widest), columns, widest)


if __name__ == "__main__":
    unittest.main()
