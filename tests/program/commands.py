# SPDX-License-Identifier: MIT
"""`manyhands list`, the help, the version, and the languages of all of them."""

import json
import os
import re
import shlex
import subprocess
import unicodedata
import unittest

import harness
import jsonschema

with open(os.path.join(harness.ROOT, "docs", "list.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.loads(schema_file.read().replace("results.schema.json#", "#"))
SCHEMA["$defs"].update(harness.SCHEMA["$defs"])

setUpModule = harness.without_pictures


def width(text):
    """Columns on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


class Commands(unittest.TestCase):
    def say(self, *arguments, **changes):
        ran = harness.run(*arguments, env=harness.environment(changes))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), arguments)
        return ran.stdout

    def test_list_shows_every_model_and_workload(self):
        listed = json.loads(self.say("list", "--format", "json"))
        jsonschema.validate(listed, SCHEMA, jsonschema.Draft202012Validator)
        self.assertEqual(listed, json.loads(self.say("--lang=zh", "list", "--format=json")))
        names = [entry["name"] for kind in ("models", "workloads") for entry in listed[kind]]
        self.assertLessEqual({"sequential", "fork-pool", "pthread-pool", "coroutine", "fork-threads", "fork-coroutines",
                              "articles", "movies", "images", "copy", "compute"}, set(names))
        for language in ("en", "zh"):
            said = self.say("list", "--lang", language)
            for name in names:
                self.assertRegex(said, rf"(?m)^  {name} +\S")
            self.assertLessEqual(max(width(line) for line in said.splitlines()), 110)
            for name, fits in (("articles", "--parse-cost"), ("images", "--url"), ("copy", "--from"), ("compute", "--work")):
                self.assertRegex(said, rf"(?m)^  {name} .*\n .*{name}\.csv\n .*{fits}")
            self.assertNotIn("--fault", said[said.index("\n  copy "):])

    def test_every_command_has_help_on_stdout(self):
        for arguments in (["--help"], ["run", "--help"], ["count", "--help"], ["sweep", "--help"], ["compare", "--help"],
                          ["selftest", "--help"], ["race", "--help"], ["report", "--help"], ["list", "--help"], []):
            for language in ("en", "zh"):
                said = self.say(*arguments, "--lang", language)
                self.assertRegex(said, r"\A(usage:|用法：) ?manyhands")
                self.assertTrue(said.endswith(".\n") or said.endswith("。\n"))
        for same in ("--help",), ("-h",), ("help",), ("help", "help"):
            self.assertEqual(self.say(), self.say(*same))
        for same in ("run", "-h"), ("help", "run"), ("--help", "run"), ("run", "--tasks", "3", "-h"):
            self.assertEqual(self.say("run", "--help"), self.say(*same))

    def test_the_version_is_told_by_every_program_and_command(self):
        for arguments in (["-V"], ["version"], ["run", "--version"], ["list", "-V"], ["compare", "-V"], ["help", "-V"]):
            self.assertEqual(self.say("--version"), self.say(*arguments))
        for name in ("manyhands-work", "manyhands-origin"):
            said = {}
            for option in ("--version", "-V", "--help", "-h"):
                ran = subprocess.run([os.path.join(harness.BIN, name), option], capture_output=True, text=True, check=False,
                                     timeout=harness.PATIENCE_S)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""))
                said[option] = ran.stdout
            self.assertEqual((said["-V"], said["-h"]), (said["--version"], said["--help"]))
            self.assertTrue(said["-V"].startswith(name))

    def test_help_has_every_option_and_fits_a_page(self):
        said = {language: self.say("run", "--help", "--lang", language) for language in ("en", "zh")}
        options = {language: re.findall(r"(?m)^  (--[a-z-]+)", text) for language, text in said.items()}
        self.assertEqual(options["en"], options["zh"])
        self.assertGreater(len(options["en"]), 15)
        for text in said.values():
            self.assertLessEqual(max(width(line) for line in text.splitlines()), 110)

    def test_every_option_of_the_help_is_known(self):
        for option in re.findall(r"(?m)^  (--[a-z-]+)", self.say("run", "--help")):
            ran = harness.run("run", option + "=", "--tasks", "0")
            self.assertEqual(ran.returncode, 2)
            self.assertNotRegex(ran.stderr, rf"unknown option '{option}'|needs a value")

    def test_every_command_of_the_documents_is_understood(self):
        """Its words are read up to a --help behind them."""
        places = [os.path.join(harness.ROOT, name) for name in ("README.md", "README.zh-CN.md")]
        for folder, _, names in os.walk(os.path.join(harness.ROOT, "docs")):
            places += [os.path.join(folder, name) for name in names if name.endswith((".md", ".yml"))]
        found = set()
        for place in places:
            with open(place, encoding="utf-8") as file:
                found.update(re.findall(r"build/release/bin/manyhands ([a-z][^>|`\n]*)", file.read()))
        self.assertGreater(len(found), 15)
        for words in sorted(found):
            with self.subTest(words):
                ran = harness.run(*shlex.split(words, comments=True), "--help")
                self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_the_version_names_the_libraries(self):
        said = self.say("--version")
        self.assertRegex(said, r"\Amanyhands \d+\.\d+\.\d+")
        for library in ("libcurl", "libuv", "libxml2"):
            self.assertRegex(said, library + r" \d")

    def test_the_language_is_that_of_the_flag_else_of_the_environment(self):
        cases = (({"LC_ALL": None, "LANG": "zh_CN.UTF-8"}, True), ({"LC_ALL": None, "LANG": None}, False),
                 ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, True),
                 ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
                 ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, True),
                 ({"LC_ALL": None, "LC_MESSAGES": "en_US", "LANG": "zh_CN.UTF-8"}, False))
        for changes, chinese in cases:
            with self.subTest(changes):
                self.assertEqual(is_chinese(self.say("list", **changes)), chinese)
                self.assertFalse(is_chinese(self.say("list", "--lang", "en", **changes)))
                self.assertTrue(is_chinese(self.say("--lang=zh", "list", **changes)))


class TheTable(unittest.TestCase):
    def table(self, *options, **changes):
        with harness.folder() as out:
            ran = harness.run("run", *harness.FAST, "--out", out, *options, env=harness.environment(changes))
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return ran.stdout

    def assert_aligned(self, text):
        """The column of the efficiency ends at one place in every row, counted as a terminal counts."""
        rows = [line for line in text.splitlines() if re.match(r"\S+ .*(\d ?%|efficiency|效率) {2,}\S", line)]
        self.assertEqual(len(rows), 5, text)
        self.assertEqual(len({width(re.match(r".*(?:\d ?%|efficiency|效率)", row)[0]) for row in rows}), 1, text)

    def test_it_is_aligned_in_every_language_and_locale(self):
        for locale in ("C", "C.UTF-8", "zh_CN.UTF-8"):
            for language in ("en", "zh"):
                with self.subTest(locale=locale, language=language):
                    said = self.table("--lang", language, LC_ALL=locale)
                    self.assert_aligned(said)
                    self.assertEqual(is_chinese(said), language == "zh")

    def test_it_is_plain_text_where_nobody_asked_for_color(self):
        self.assertNotIn("\033", self.table())
        self.assertIn("\033[", self.table("--color", "always"))

    def test_ascii_bars_have_no_block_elements(self):
        said = self.table("--ascii")
        self.assertNotIn("█", said)
        self.assertIn("####", said)


if __name__ == "__main__":
    unittest.main()
