# SPDX-License-Identifier: MIT
"""The programs of scripts/tutorial: the tutorial's way in Python, and one in Node, as docs/own-model.md has it."""

import contextlib
import http.server
import os
import shutil
import subprocess
import threading
import time
import unittest

import harness
import models
from agreement import ask, origin

HERE = os.path.join(harness.ROOT, "scripts", "tutorial")
PYTHON = ("sequential.py", "process_pool.py", "thread_pool.py", "asyncio.py")
NAMES = ("py-sequential:1", "py-processes:4", "py-threads:12", "py-asyncio")  # in scripts/bench
ALL = (*PYTHON, "node.mjs")
WORKERS = (0, 1, 3)
DEAD_PROXY = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "no_proxy": None, "NO_PROXY": None}

PATH = "/j/chart/top_list?type=11&interval_id=100%3A90&action=&start={}&limit=20"
PAGES = (
    '[{"title": "肖申克的救赎", "actors": ["蒂姆·罗宾斯", "摩根·弗里曼"], "types": ["剧情", "犯罪"]},'
    ' {"title": "say \\"hi\\"", "actors": [], "types": ["a"], "rank": 2}]',
    "[]",
    '[{"title": 1917, "types": ["x\\ny"]}, {"title": " Léon, \\ud83c\\udfac ", "actors": ["A, B", "C"], "types": null}]',
    '[{"title": "' + "长" * 50000 + '", "actors": ["' + '","'.join("abc") + '"], "types": [""]}]',
)
MOVIES = (
    "title,actors,types\r\n"
    '肖申克的救赎,"蒂姆·罗宾斯,摩根·弗里曼","剧情,犯罪"\r\n'
    '"say ""hi""",,a\r\n'
    '1917,,"x\ny"\r\n'
    '" Léon, 🎬 ","A, B,C",\r\n' + "长" * 50000 + ',"a,b,c",\r\n'
)


class Site(http.server.ThreadingHTTPServer):
    """A top list of movies that writes down what it was asked, and how many were being asked at once."""

    request_queue_size = 128
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = []
        self.broken = {}  # by the number of the page: what to answer instead
        self.together = threading.Barrier(1)  # so many requests have to be there before any is answered
        self.now = self.most = 0
        self.lock = threading.Lock()

    def handle_error(self, *_):
        """A program that has failed hangs up on the others' answers."""

    def url(self, page):
        return f"http://127.0.0.1:{self.server_port}{PATH.format(20 * page)}"


class Answer(http.server.BaseHTTPRequestHandler):
    """The exchanges of one connection; the later pages answer first."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        page = int(self.path.split("start=")[1].split("&")[0]) // 20
        with self.server.lock:
            self.server.asked.append(self.path)
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        time.sleep(max(0, 0.01 * (len(PAGES) - page)))
        status, body = self.server.broken.get(page) or (200, PAGES[page % len(PAGES)])
        if "Mozilla" not in self.headers.get("User-Agent", ""):
            status = 418
        try:
            self.server.together.wait(harness.PATIENCE_S / 4)
        except threading.BrokenBarrierError:
            status = 503
        with self.server.lock:
            self.server.now -= 1
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def site():
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(harness.PATIENCE_S)


class Peers(unittest.TestCase):
    """Each program in an empty folder, where it has to leave its CSV and nothing else."""

    def setUp(self):
        self.folder = self.enterContext(harness.folder())
        self.env = harness.environment({**DEAD_PROXY, "PYTHONDONTWRITEBYTECODE": "1"})
        self.out = os.path.join(self.folder, "out.csv")

    def call(self, program, *arguments):
        command = [os.path.join(HERE, program), *arguments]
        process = subprocess.Popen(
            command, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        )
        with harness.ending(process, self.env):
            err = process.communicate(timeout=harness.PATIENCE_S)[1]
            self.assertEqual(harness.processes(self.env), [], f"{program} left processes")
        return process.returncode, err

    def fetch(self, program, workload, urls, workers):
        """Runs a program; the URLs are gone afterwards, so that only what it left is in the folder."""
        path = os.path.join(self.folder, "urls.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(url + "\n" for url in urls)
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.out)
        try:
            return self.call(
                program, "--workload", workload, "--urls", path, "--workers", str(workers), "--out", self.out
            )
        finally:
            os.remove(path)

    def test_movies_are_the_same_bytes_from_each_and_every_page_is_asked_for_once(self):
        for program in ALL:
            for workers in WORKERS:
                with self.subTest(program=program, workers=workers), site() as server:
                    urls = [server.url(page) for page in range(len(PAGES))]
                    self.assertEqual(self.fetch(program, "movies", urls, workers), (0, ""))
                    self.assertEqual(harness.read(self.out), MOVIES)
                    self.assertEqual(os.listdir(self.folder), ["out.csv"])
                    self.assertEqual(sorted(server.asked), sorted(PATH.format(20 * n) for n in range(len(PAGES))))
                    limit = 1 if program == "sequential.py" else workers or len(PAGES)
                    self.assertLessEqual(server.most, limit)

    def test_the_example_of_the_documentation_keeps_to_the_contract(self):
        text = harness.read(harness.ROOT, "docs", "own-model.md")
        with harness.folder() as programs, site() as server:
            program = os.path.join(programs, "mine.py")
            harness.write_program(program, text.split("```python\n")[1].split("```")[0])
            urls = [server.url(page) for page in range(len(PAGES))]
            self.assertEqual(self.fetch(program, "movies", urls, 3), (0, ""))
            self.assertEqual(harness.read(self.out), MOVIES)
            self.assertEqual(len(server.asked), len(PAGES))
            self.assertEqual(self.fetch(program, "articles", urls, 3)[0], 2)

    def test_as_many_pages_are_under_way_as_there_are_workers(self):
        for program in ALL[1:]:
            with self.subTest(program=program), site() as server:
                server.together = threading.Barrier(3)
                self.assertEqual(self.fetch(program, "movies", [server.url(page) for page in range(6)], 3), (0, ""))
                self.assertEqual(server.most, 3)

    def test_without_a_number_loops_ask_for_all_pages_at_once_and_pools_do_not(self):
        pages = 120
        for program in ALL[1:]:
            with self.subTest(program=program), site() as server:
                pool = program.endswith("_pool.py")
                server.together = threading.Barrier(1 if pool else pages)
                urls = [server.url(page) for page in range(pages)]
                self.assertEqual(self.fetch(program, "movies", urls, 0), (0, ""))
                self.assertLessEqual(server.most, max(32, os.cpu_count()) if pool else pages)

    def test_articles_are_the_same_bytes_as_those_of_sequential(self):
        with origin("--seed", "7") as port:
            url = f"http://127.0.0.1:{port}/sitehome/p/"
            ours = os.path.join(self.folder, "ours.csv")
            work = [os.path.join(harness.BIN, "manyhands-work"), "--exit-with-parent", "--model", "sequential"]
            command = [*work, "--tasks", "40", "--url", url + "{page}", "--out", ours]
            subprocess.run(command, stdout=subprocess.DEVNULL, timeout=harness.PATIENCE_S, check=True)
            for program in PYTHON:
                for workers in WORKERS:
                    with self.subTest(program=program, workers=workers):
                        ask(port, "DELETE")
                        urls = [f"{url}{page}" for page in range(1, 41)]
                        self.assertEqual(self.fetch(program, "articles", urls, workers), (0, ""))
                        self.assertEqual(harness.read(self.out), harness.read(ours))

    def test_a_page_that_fails_is_one_line_that_names_it_and_no_file(self):
        answers = {"an error": (500, "[]"), "none": (0, ""), "no JSON": (200, "<html>"), "no list": (200, "{}")}
        for name, answer in answers.items():
            for program in ALL:
                with self.subTest(program=program, answer=name), site() as server:
                    server.broken = {2: answer}
                    status, err = self.fetch(program, "movies", [server.url(page) for page in range(4)], 2)
                    self.assertEqual(status, 1)
                    self.assertEqual(err.count("\n"), 1, err)
                    self.assertTrue(err.startswith(f"{program}: {server.url(2)}: "), err)
                    self.assertEqual(os.listdir(self.folder), [])

    def test_a_page_without_a_list_of_posts_is_no_page_of_articles(self):
        for program in PYTHON:
            with self.subTest(program=program), site() as server:
                server.broken = {1: (200, "")}
                for page in (0, 1):  # JSON, and nothing at all
                    status, err = self.fetch(program, "articles", [server.url(page)], 1)
                    self.assertEqual(status, 1)
                    self.assertEqual(err, f"{program}: {server.url(page)}: not a page with a list of posts\n")

    def test_what_cannot_be_written_is_one_line(self):
        with site() as server:
            for program in ALL:
                with self.subTest(program=program):
                    self.out = os.path.join(self.folder, "missing", "out.csv")
                    status, err = self.fetch(program, "movies", [server.url(0)], 1)
                    self.assertEqual(status, 1)
                    self.assertEqual(err.count("\n"), 1, err)

    def test_misuse_is_status_2(self):
        for program in ALL:
            for arguments in ([], ["--no-such-option", "1"], ["--workload", "compute", "--urls", "/dev/null"]):
                with self.subTest(program=program, arguments=arguments):
                    status, err = self.call(program, *arguments)
                    self.assertEqual(status, 2)
                    self.assertTrue(err.splitlines()[-1].startswith(f"{program}: "), err)

    def test_node_leaves_articles_to_others(self):
        self.assertEqual(
            self.fetch("node.mjs", "articles", ["http://127.0.0.1:9/"], 1),
            (2, "node.mjs: only for the workload movies, not 'articles'\n"),
        )

    def bench(self, *arguments):
        """The words that scripts/bench calls scripts/setup and manyhands with, all others being stand-ins."""
        stand_ins = ("scripts/setup", "scripts/build", "build/release/bin/manyhands")
        for name in ("scripts/bench", *stand_ins):
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            harness.write_program(path, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
        shutil.copy(os.path.join(HERE, "..", "bench"), os.path.join(self.folder, "scripts"))
        command = [os.path.join(self.folder, "scripts", "bench"), *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", timeout=harness.PATIENCE_S, check=True)
        needed, _, *words = done.stdout.splitlines()
        return needed, words

    def test_bench_adds_the_python_programs_to_the_models(self):
        given = [f"{name}=scripts/tutorial/{file}" for name, file in zip(NAMES, PYTHON)]
        ours = [model["name"] for model in models.listed()["models"] if model["tutorial_s"]]
        asked = ["--url", "a b,--models=c", "--tasks", "3"]
        self.assertEqual(self.bench(*asked), ("run", ["run", *asked]))
        self.assertEqual(
            self.bench("--with-python", *asked), ("peers", ["run", *asked, "--models", ",".join(ours + given)])
        )
        for given_models in (["--models", "x"], ["--models=x"]):
            with self.subTest(models=given_models):
                wanted = [*given_models[:-1], ",".join([given_models[-1], *given])]
                self.assertEqual(self.bench(*asked, *given_models, "--with-python"), ("peers", ["run", *asked, *wanted]))
        for option in given:
            self.assertTrue(os.access(os.path.join(harness.ROOT, option.split("=")[1]), os.X_OK), option)


if __name__ == "__main__":
    unittest.main()
