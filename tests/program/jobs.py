# SPDX-License-Identifier: MIT
"""Every workload in every model: sequential's rows and files, and what an independent reading gives.

MANYHANDS_REDUCED=1 (sanitizers) leaves out what is the same again with more tasks."""

import contextlib
import csv
import hashlib
import html
import http.client
import http.server
import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import models
from agreement import ASAN_NOTE, BIN, ask, origin
from patience import PATIENCE_S, ended, wait_until

MODELS = [*models.choices(3, (2, 3)), *models.unlimited(2)]
FORKED = [model for model in models.choices(3, (2, 3)) if models.forks(model)]
ADDRESSES = {"articles": "/sitehome/p/{page}", "movies": "/j/chart/top_list?type=11&start={start}&limit=20",
             "images": "/pictures/p/{page}"}
MAKE_FILES = {"images", "copy"}
REDUCED = bool(os.environ.get("MANYHANDS_REDUCED"))
MULTIPLIER, INCREMENT, ALL = 6364136223846793005, 1442695040888963407, 2**64  # Knuth's MMIX


class Entry(NamedTuple):
    """What is at a path: of a file its SHA-256, of a link what it says."""
    kind: int
    mode: int
    content: bytes
    size: int
    blocks: int

    def is_copy_of(self, other):
        """A copy may have fewer blocks; some, beyond those of the data, hold what the file system notes."""
        return self[:4] == other[:4] and self.blocks <= other.blocks + 64


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def entry(path):
    status = os.lstat(path)
    kind = stat.S_IFMT(status.st_mode)
    link, file = kind == stat.S_IFLNK, kind == stat.S_IFREG
    content = os.readlink(path) if link else digest(path) if file and status.st_size < 2**28 else b""
    return Entry(kind, status.st_mode & 0o7777, content, status.st_size if link or file else 0,
                 status.st_blocks if file else 0)


def listing(folder):
    """All that is below a folder, itself included, by path: nothing is followed."""
    root = os.fsencode(folder)
    found = {b".": entry(root)}
    for base, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(base, name)
            found[os.path.relpath(path, root)] = entry(path)
    return found


def rows_of(data):
    """The rows of a CSV file as RFC 4180 has it, and its header first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8", "surrogateescape"), newline=""), strict=True))


def answer(port, path):
    """A status and a body."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
        connection.request("GET", path, headers={"User-Agent": "a test"})
        response = connection.getresponse()
        return response.status, response.read()


def fetch(port, path):
    status, body = answer(port, path)
    assert status == 200, f"{path}: {status}"
    return body


class Ran(NamedTuple):
    """A run that has ended."""
    status: int
    errors: str
    report: dict
    rows: bytes  # all, or what is marked partial, or None
    files: dict  # of its folder, by path
    left: list   # what is beside its rows and its folder
    seen: dict   # the origin's counters

    def outcome(self):
        return self.status, self.errors, self.left


def command(workload, model, out, *options):
    return [BIN / "manyhands-work", "--exit-with-parent", "--workload", workload, "--model", model, "--out", out, *options]


def finish(process):
    """Waits for a started program. Returns its status, what it reported, and what it said."""
    with ended(process):
        out, errors = process.communicate(timeout=PATIENCE_S)
    return process.returncode, json.loads(out or b"{}"), re.sub(ASAN_NOTE, "", errors.decode(errors="replace"))


def start(words, **more):
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def work(folder, workload, model, *options, port=None, during=lambda process: None):
    """Runs a model to its end in `folder`; during() is called meanwhile. Of a workload that fetches, `port` is where."""
    made = workload in MAKE_FILES
    out, rows = folder / ("out" if made else "out.csv"), folder / "out.csv"
    if port:
        ask(port, "DELETE")
        options += ("--url", f"http://127.0.0.1:{port}{ADDRESSES[workload]}")
    with ended(start(command(workload, model, out, *options))) as process:
        during(process)
        status, report, errors = finish(process)
    written = [path for path in (rows, folder / "out.csv.partial") if path.exists()]
    return Ran(status, errors, report, written[0].read_bytes() if written else None, listing(out) if made else {},
               sorted(set(os.listdir(folder)) - {out.name, rows.name}), json.loads(ask(port, "GET")) if port else {})


def kill_a_child(process):
    """Kills a worker. Returns whether there was one."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    with contextlib.suppress(ProcessLookupError):  # one that is made for one task may have done it meanwhile
        for child in children[:1]:
            os.kill(int(child), signal.SIGKILL)
            return True
    return False


class JobTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="manyhands-test-")))
        self.place = self.folder / "place"  # of one run
        self.place.mkdir()

    def clear(self):
        shutil.rmtree(self.place)
        self.place.mkdir()

    def work(self, *words, **more):
        """A run in an empty place."""
        self.clear()
        return work(self.place, *words, **more)

    def assert_well(self, ran):
        self.assertEqual(ran.outcome(), (0, "", []))
        self.assertEqual((ran.report["failed"], ran.report["retries"]), (0, 0))


def make_tree(root):
    """A small folder with all there is to keep."""
    (root / "empty").mkdir(parents=True)
    (root / "深" / "er" / ("x" * 8)).mkdir(parents=True)
    for name, text in [("a.txt", "text\n"), ("深/文件 1.txt", "中文\n"), ("深/er/line\nbreak", "\n"), ("深/er/\"quoted\",'x'", ""),
                       ("深/er/-x", "-"), (".hidden", "h" * 70000)]:
        (root / name).write_text(text, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(root) + b"/not \xff utf-8")).write_bytes(b"\xff")
    with open(root / "sparse", "wb") as file:
        file.truncate(1 << 20)
        file.seek(1 << 19)
        file.write(b"in the middle")
    for name, target in [("to file", "a.txt"), ("to nothing", "../gone"), ("to folder", "深"), ("out", "/etc/passwd")]:
        (root / name).symlink_to(target)
    for name, mode in [("a.txt", 0o640), ("empty", 0o555), ("深/er", 0o2750), ("sparse", 0o400), ("深", 0o1777), (".", 0o751)]:
        (root / name).chmod(mode)


class EveryModel(JobTest):
    """One run a model, all held against that of sequential."""

    def check(self, workload, tasks, *options, those=tuple(MODELS), **more):
        """Returns what sequential gave."""
        expected = self.work(workload, "sequential", *options, **more)
        self.assert_well(expected)
        self.assertEqual(expected.report["tasks"], tasks)
        for model in those:
            with self.subTest(workload, model=model):
                ran = self.work(workload, model, *options, **more)
                self.assert_well(ran)
                self.assertEqual(ran.rows, expected.rows)
                self.assertEqual(ran.report, expected.report)
                self.assertEqual(ran.seen.get("requests"), expected.seen.get("requests"))
                self.assertEqual(set(ran.files), set(expected.files))
                for path, one in expected.files.items():
                    self.assertTrue(ran.files[path].is_copy_of(one), (path, ran.files[path], one))
                if more:
                    self.assertEqual(set(ran.seen["requests"].values()), {1})
                    self.assertEqual((ran.seen["requests_total"], ran.report["bytes"]), (tasks, ran.seen["bytes"]))
        return expected

    def site(self, seed="7"):
        return self.enterContext(origin("--seed", seed, "--latency", "5ms", "--jitter", "5ms"))

    def test_articles(self):
        ran = self.check("articles", 30, "--tasks", "30", port=self.site())
        self.assertEqual(len(rows_of(ran.rows)), 1 + 20 * 30)

    def test_movies_are_what_the_json_says(self):
        port, pages = self.site(), 30
        ran = self.check("movies", pages, "--tasks", str(pages), port=port)
        films = [film for page in range(pages)
                 for film in json.loads(fetch(port, f"/j/chart/top_list?start={20 * page}&limit=20"))]
        expected = [[str(film["title"]), *(",".join(film.get(name) or []) for name in ("actors", "types"))] for film in films]
        self.assertEqual(rows_of(ran.rows), [["title", "actors", "types"], *expected])
        self.assertEqual(len(expected), 20 * pages)
        self.assertTrue(any("actors" not in film for film in films) and any(isinstance(film["title"], int) for film in films))

    def test_images_are_what_the_pages_show(self):
        port = self.site()
        hostile = set()
        for pages in [4] if REDUCED else [1, 2, 7]:
            shown = pictures(port, pages)
            self.assertEqual(len(shown), 20 * pages - (pages - 1))  # each but the first has one of the page before
            ran = self.check("images", pages + len(shown), "--tasks", str(pages), port=port)
            hostile |= {path for path in shown if "..%2f" in path or "%00" in path}
            self.assertEqual({path for path in ran.seen["requests"] if path.startswith("/picture/")}, set(shown))
            rows = rows_of(ran.rows)
            self.assertEqual(rows[0], ["path", "name", "file", "bytes", "sha256"])
            self.assertEqual([row[0] for row in rows[1:]], shown)
            for path, name, file, size, sha in rows[1:]:
                data = fetch(port, path)
                self.assertEqual((sha, int(size)), (hashlib.sha256(data).hexdigest(), len(data)))
                self.assertEqual(file, sha[:32] + (".png" if data.startswith(b"\x89PNG") else ".jpg"))
                self.assertEqual(ran.files[file.encode()].content.hex(), sha)
                self.assertRegex(name, r"\A[^\x00-,./:-@\[-^`{-\x7f]{1,40}\Z")
            self.assertEqual(set(ran.files), {b".", *(row[2].encode() for row in rows[1:])})
        self.assertTrue(hostile)  # or their names were not tried

    def test_images_again_into_the_same_folder(self):
        port = self.site()
        for model in MODELS:
            with self.subTest(model):
                once = self.work("images", model, "--tasks", "2", port=port)
                again = work(self.place, "images", model, "--tasks", "2", port=port)
                self.assert_well(again)
                self.assertEqual((again.rows, again.files), (once.rows, once.files))
                more = work(self.place, "images", model, "--tasks", "3", port=port)
                self.assert_well(more)
                self.assertLess(set(once.files), set(more.files))

    def test_copy(self):
        make_tree(self.folder / "tree")
        original = listing(self.folder / "tree")
        ran = self.check("copy", len(original), "--from", self.folder / "tree")
        self.assertEqual(set(ran.files), set(original))
        for path, one in original.items():
            self.assertTrue(ran.files[path].is_copy_of(one), (path, ran.files[path], one))
        kinds = {stat.S_IFDIR: "folder", stat.S_IFREG: "file", stat.S_IFLNK: "link"}
        self.assertEqual(sorted(rows_of(ran.rows)[1:]), sorted(
            [os.fsdecode(path), kinds[one.kind], str(one.size)] for path, one in original.items()))

    def test_compute_is_what_another_reckons(self):
        tasks = 50
        for steps in [0, 1, 3, 1000, 100003]:
            ran = self.check("compute", tasks, "--tasks", str(tasks), "--steps", str(steps),
                             those=MODELS if steps in (0, 100003) else ())
            expected = [[str(number), str(steps), f"{reckon(number, steps):016x}"] for number in range(1, tasks + 1)]
            self.assertEqual(rows_of(ran.rows), [["task", "steps", "result"], *expected])

    def test_chunks_and_the_lock_change_nothing(self):
        make_tree(self.folder / "tree")
        port = self.site()
        both = ["--gil", "--chunk", "4"]
        for options in [both] if REDUCED else [["--gil"], ["--chunk", "4"], both]:  # agreement.py has each alone
            for workload, tasks, more, where in [
                    ("articles", 10, ["--tasks", "10"], {"port": port}), ("movies", 10, ["--tasks", "10"], {"port": port}),
                    ("images", 41, ["--tasks", "2"], {"port": port}), ("compute", 10, ["--tasks", "10", "--steps", "9999"], {}),
                    ("copy", len(listing(self.folder / "tree")), ["--from", self.folder / "tree"], {})]:
                expected = self.work(workload, "sequential", *more, **where)
                ran = self.check(workload, tasks, *options, *more, **where, those=MODELS[1:])
                self.assertEqual((ran.rows, ran.report), (expected.rows, expected.report))


def pictures(port, pages):
    """The paths of all pictures that the pages show, each once, in their order."""
    found = {}
    for page in range(1, pages + 1):
        at = f"http://127.0.0.1:{port}/pictures/p/{page}"
        text = fetch(port, urlsplit(at).path).decode()
        shown = re.search(r'\n<div id="pictures">\n(.*?)\n</div>', text, re.S)[1]
        for source in re.findall(r'<figure>.*?<img src="(.*?)"', shown):
            parts = urlsplit(urljoin(at, html.unescape(source)))
            found[parts.path + ("?" + parts.query if parts.query else "")] = None
    return list(found)


def reckon(number, steps):
    """Where the generator is after so many steps from the FNV-1a hash of the number's digits: if few, step by step."""
    x = 0xcbf29ce484222325
    for byte in str(number).encode():
        x = (x ^ byte) * 0x100000001b3 % ALL
    if steps <= 1000:
        for _ in range(steps):
            x = (MULTIPLIER * x + INCREMENT) % ALL
        return x
    power = pow(MULTIPLIER, steps, ALL * (MULTIPLIER - 1))  # so that the division leaves all 64 bits
    return (power * x + (power - 1) // (MULTIPLIER - 1) * INCREMENT) % ALL


class Asking(JobTest):
    """How the workloads ask, and what for."""

    def test_every_request_says_who_asks(self):
        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            """Notes what it is asked."""
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                asked.append(self.headers["User-Agent"])
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"[]")

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
            web.daemon_threads = True
            thread = threading.Thread(target=web.serve_forever, args=(0.05,))
            thread.start()
            try:
                for model in MODELS:
                    asked.clear()
                    url = f"http://127.0.0.1:{web.server_address[1]}/{{start}}"
                    ran = self.work("movies", model, "--tasks", "5", "--url", url)
                    self.assert_well(ran)
                    self.assertEqual(len(asked), 5)
                    for agent in asked:
                        self.assertRegex(agent or "", r"\Amanyhands/\d")
            finally:
                web.shutdown()
                thread.join(PATIENCE_S)


class Computing(JobTest):
    """More steps than anybody can wait for."""

    def test_too_many_steps_are_refused(self):
        for steps in ["-1", "", "1e3", "many", str(10**12 + 1), str(2**64 - 1), str(2**64), "9" * 40]:
            with self.subTest(steps):
                ran = self.work("compute", "sequential", "--steps", steps)
                self.assertEqual((ran.status, ran.report, ran.rows, ran.left), (2, {}, None, []))
                self.assertEqual(ran.errors, f"manyhands-work: bad number of steps '{steps}'; see --help\n")

    @unittest.skipIf("TSAN_OPTIONS" in os.environ, "ThreadSanitizer keeps a signal back while nothing is called")
    def test_a_signal_ends_them(self):
        running = {}
        for model in MODELS:
            (self.folder / model).mkdir()
            running[model] = start(command("compute", model, self.folder / model / "out.csv", "--steps", str(10**12)))
        for model, process in running.items():
            self.assertTrue(wait_until(lambda at=self.folder / model: os.listdir(at)))
            process.send_signal(signal.SIGINT)
        for model, process in running.items():
            with self.subTest(model):
                status, _, _ = finish(process)
                self.assertEqual(status, -signal.SIGINT)
                self.assertLessEqual(set(os.listdir(self.folder / model)), {"out.csv.partial"})


class Lost(JobTest):
    """What goes wrong on the way."""

    def test_pictures_that_cannot_be_had_are_named_and_all_others_are_there(self):
        faults = ["--seed", "2", "--fault", "status-500:10%:0"]  # of the pages 1 to 6 none
        with origin(*faults) as port, origin("--seed", "2") as well:
            shown = pictures(well, 2)
            missing = [path for path in shown if answer(port, path)[0] != 200]
            self.assertGreaterEqual(len(missing), 3)
            whole = self.work("images", "sequential", "--tasks", "2", port=well)
            rows = [row for row in rows_of(whole.rows) if row[0] not in missing]
            failures = self.folder / "failures.csv"
            for model in MODELS:
                with self.subTest(model):
                    ran = self.work("images", model, "--tasks", "2", "--attempts", "2", "--backoff", "1ms",
                                    "--failures", failures, port=port)
                    self.assertEqual((ran.status, ran.left), (1, ["out.csv.partial"]))
                    self.assertEqual((ran.report["tasks"], ran.report["failed"], ran.report["retries"]),
                                     (2 + len(shown), len(missing), len(missing)))
                    self.assertEqual(rows_of(ran.rows), rows)
                    self.assertEqual(set(ran.files), {b".", *(row[2].encode() for row in rows[1:])})
                    named = rows_of(failures.read_bytes())
                    self.assertEqual(named[0], ["task", "url", "attempts", "error"])
                    self.assertEqual(sorted(row[1:] for row in named[1:]), sorted(
                        [f"http://127.0.0.1:{port}{path}", "2", "HTTP status 500"] for path in missing))
                    for number, url, attempts, error in named[1:]:
                        line = f"manyhands-work: task {number} '{url}' failed after {attempts} attempts: {error}\n"
                        self.assertEqual(ran.errors.count(line), 1)
                    self.assertEqual(ran.errors.count("\n"), len(missing))

    def test_a_killed_worker_loses_no_picture(self):
        with origin("--seed", "7", "--latency", "20ms") as port:
            expected = self.work("images", "sequential", "--tasks", "3", port=port)
            self.assert_well(expected)

            def kill_twice(process):
                out = self.place / "out"
                for count in (5, 25):
                    self.assertTrue(wait_until(lambda n=count: out.exists() and len(os.listdir(out)) > n))
                    self.assertTrue(wait_until(lambda: kill_a_child(process)))

            for model in FORKED:
                with self.subTest(model):
                    ran = self.work("images", model, "--tasks", "3", port=port, during=kill_twice)
                    self.assertEqual((ran.status, ran.left, ran.report["failed"]), (0, [], 0), ran.errors)
                    self.assertIn(len(re.findall(r"^manyhands-work: warning: worker \d died \(Killed\)", ran.errors, re.M)),
                                  models.deaths(model, 2))
                    self.assertEqual((ran.rows, ran.files), (expected.rows, expected.files))
                    self.assertEqual(set(ran.seen["requests"]), set(expected.seen["requests"]))


if __name__ == "__main__":
    unittest.main()
