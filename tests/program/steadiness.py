# SPDX-License-Identifier: MIT
"""What holds a process up holds up nobody else and loses nothing: one that is stopped for a while, pipes without room, a
long wait when the user wants to end, few descriptors."""

import contextlib
import csv
import fcntl
import http.server
import json
import os
import re
import resource
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from agreement import ASAN_NOTE, BIN, ask, origin
from patience import PATIENCE_S, assert_within, ended, wait_until

REDUCED = bool(os.environ.get("MANYHANDS_REDUCED"))
SLACK_S = 20 if REDUCED else 6  # to start and to end
PROCESSES = ["fork-pool:4", "fork-coroutines:2", *([] if REDUCED else ["fork-threads:2x3", "fork-each:8"])]
IN_FLIGHT = {"sequential": 1, "pthread-pool:12": 12, "coroutine": 12, "thread-each:12": 12, "thread-coroutines:2": 12,
             "fork-pool:4": 4, "fork-threads:2x3": 6, "fork-coroutines:2": 12, "fork-each:8": 8}  # of 12 tasks
if REDUCED:  # a sanitizer needs several times as long: one of each mechanism
    IN_FLIGHT = {model: IN_FLIGHT[model] for model in ["pthread-pool:12", "coroutine", "thread-each:12", "fork-coroutines:2"]}
UNLIMITED = ["coroutine", "thread-coroutines:2", *([] if REDUCED else ["fork-coroutines:2", "thread-each", "fork-each"])]
SMALL_PIPE = 4096  # bytes: less than the rows of a page
SUMMARY = 200000 * "x"  # more than a pipe holds
PAGE = f"""<div id="post_list"><article><section><div><a href="#">t</a><p>{SUMMARY}</p></div><footer><a><span>a</span></a>
</footer></section></article></div>"""
HEADER, ROW = b"title,summary,avatar,author\r\n", f"t,{SUMMARY},,a\r\n".encode()
GRACE_S = 1  # for what is in flight, once the user wants to end


def work(model, *options, limit=None, **streams):
    """Starts manyhands-work; a `with` that ends it."""
    command = [BIN / "manyhands-work", "--exit-with-parent", "--model", model, *options]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return ended(subprocess.Popen(command, text=True, preexec_fn=limit, **streams))


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def shrink_pipes(pid):
    """Gives the pipes of a process no more room than a page of memory. Returns how many it has."""
    count = 0
    for entry in os.scandir(f"/proc/{pid}/fd"):
        with contextlib.suppress(OSError):
            mode = os.O_WRONLY if os.stat(entry.path, follow_symlinks=False).st_mode & 0o200 else os.O_RDONLY
            if os.readlink(entry.path).startswith("pipe:") and int(entry.name) > 2:
                fd = os.open(entry.path, mode | os.O_NONBLOCK)
                try:
                    fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, SMALL_PIPE)
                    count += 1
                finally:
                    os.close(fd)
    return count


class Site(http.server.ThreadingHTTPServer):
    """A server that answers all that comes with one status, some headers and one body, and counts it."""
    daemon_threads = True
    request_queue_size = 1000

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body, self.requests = status, headers, body, 0
        super().__init__(("127.0.0.1", 0), Answer)
        self.port = self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=[0.01]).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        super().__exit__(*error)

    def handle_error(self, *_):
        """A client that has left is none."""


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests += 1  # the tests only look whether there are more
        self.send_response(self.server.status)
        for name, value in {"Content-Length": str(len(self.server.body)), **self.server.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_):
        """Nothing is logged."""


@contextlib.contextmanager
def stopped(pid):
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def answered(port):
    return json.loads(ask(port, "GET"))["requests_total"]


class Test(unittest.TestCase):
    """A folder for the output of each test."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.out = self.folder / "out.csv"

    def pages(self, port, tasks):
        return ["--tasks", str(tasks), "--url", f"http://127.0.0.1:{port}/sitehome/p/{{page}}", "--out", self.out]

    def finish(self, process):
        """What a run that has nothing to complain of wrote."""
        _, errors = process.communicate(timeout=PATIENCE_S)
        self.assertEqual((process.returncode, re.sub(ASAN_NOTE, "", errors)), (0, ""))
        data = self.out.read_bytes()
        self.out.unlink()
        return data


class StoppedProcesses(Test):
    """SIGSTOP, as a debugger or a terminal sends it, and SIGCONT after a while."""

    def expect(self, port, tasks):
        with work("pthread-pool:12" if tasks < 100 else "coroutine", *self.pages(port, tasks)) as process:
            return self.finish(process)

    def run_with_parent_stopped(self, model, port, tasks, prepare):
        """Returns the output and the time since the parent went on."""
        ask(port, "DELETE")
        with work(model, *self.pages(port, tasks)) as process:
            self.assertTrue(wait_until(lambda: answered(port)))
            with stopped(process.pid):
                prepare(process.pid)
                time.sleep(0.7)
            began = time.monotonic()
            return self.finish(process), time.monotonic() - began

    def check(self, prepare):
        for model in PROCESSES:
            tasks = (500 if REDUCED else 1500) if model == "fork-coroutines:2" else 24  # more than go into a pipe
            with self.subTest(model), origin("--latency", "300ms") as port:
                expected = self.expect(port, tasks)

                def run(one=model, at=port, many=tasks, right=expected):
                    data, took_s = self.run_with_parent_stopped(one, at, many, prepare)
                    self.assertEqual(data, right)
                    return took_s

                assert_within(self, 3 + SLACK_S, run)  # undisturbed they need some 2 s

    def test_a_parent_that_is_stopped_for_a_while_goes_on_as_if_nothing_had_been(self):
        self.check(lambda pid: None)

    def test_so_it_does_with_pipes_smaller_than_a_result(self):
        self.check(shrink_pipes)

    def test_others_go_on_while_a_worker_is_stopped_amid_a_result(self):
        tasks = 200
        for model in ["fork-pool:4", "fork-coroutines:2x3", *([] if REDUCED else ["fork-threads:2x3"])]:
            with self.subTest(model), Site(200, {"Content-Type": "text/html"}, PAGE.encode()) as site:
                with work(model, *self.pages(site.port, tasks)) as process:
                    self.assertTrue(wait_until(lambda: site.requests > 10))
                    worker = children(process.pid)[0]
                    with stopped(process.pid):
                        time.sleep(0.3)  # until all have a result that does not go into the pipe
                        os.kill(worker, signal.SIGSTOP)
                    with contextlib.ExitStack() as stack:
                        stack.callback(os.kill, worker, signal.SIGCONT)
                        before = site.requests
                        self.assertTrue(wait_until(lambda: site.requests >= before + 40),
                                        f"{site.requests - before} requests while a worker was stopped")
                    self.assertEqual(self.finish(process), HEADER + tasks * ROW)


class Ends(Test):
    """Ctrl-C while tasks wait for their time to begin, or to begin again."""

    def check(self, model, requests, tasks, *options):
        """Ends a run now, after which no request comes: `requests` tells how many there are."""
        assert_within(self, GRACE_S + SLACK_S, lambda: self.end(model, requests, tasks, *options))

    def end(self, model, requests, tasks, *options):
        """Returns the seconds that it takes."""
        begun = requests()
        with work(model, "--out", self.out, "--tasks", str(tasks), *options) as process:
            self.assertTrue(wait_until(lambda: requests() - begun >= min(IN_FLIGHT[model], 3)))
            wait_until(lambda: requests() - begun >= IN_FLIGHT[model], 0.3)  # with a rate the next is half a second away
            process.send_signal(signal.SIGINT)
            before, began = requests(), time.monotonic()
            report, errors = process.communicate(timeout=PATIENCE_S)
            took_s = time.monotonic() - began
        done = json.loads(report)["tasks"]
        self.assertEqual((process.returncode, re.sub(ASAN_NOTE, "", errors)),
                         (-signal.SIGINT,
                          f"manyhands-work: interrupted: {done} of {tasks} tasks are in '{self.out}.partial'\n"))
        self.assertEqual(os.listdir(self.folder), ["out.csv.partial"])
        self.assertEqual(requests(), before)
        os.unlink(f"{self.out}.partial")
        return took_s

    def test_ctrl_c_ends_what_waits_for_the_rate(self):
        for model in IN_FLIGHT:
            with self.subTest(model), origin() as port:
                self.check(model, lambda: answered(port), 40, "--rate", "2", "--url",
                           f"http://127.0.0.1:{port}/sitehome/p/{{page}}")

    def test_ctrl_c_ends_a_long_wait_that_the_server_asked_for(self):
        for model in IN_FLIGHT:
            with self.subTest(model), Site(429, {"Retry-After": "10"}, b"") as site:
                self.check(model, lambda: site.requests, 12, "--url", f"http://127.0.0.1:{site.port}/{{page}}")

    def test_ctrl_c_ends_a_long_wait_for_another_attempt(self):
        for model in IN_FLIGHT:
            with self.subTest(model), Site(500, {}, b"") as site:
                self.check(model, lambda: site.requests, 12, "--backoff", "50s", "--url",
                           f"http://127.0.0.1:{site.port}/{{page}}")


    def test_ctrl_c_of_a_terminal_is_one_though_workers_that_begin_get_it_too(self):
        for attempt in range(10 if REDUCED else 40):
            with self.subTest(attempt), work("fork-each:8", "--workload", "compute", "--steps", "1", "--tasks", "100000",
                                             "--out", self.out, start_new_session=True) as process:
                self.assertTrue(wait_until(lambda: os.listdir(self.folder)))  # its output: it has begun
                time.sleep((attempt % 10 + 5) / 1000)
                os.killpg(process.pid, signal.SIGINT)
                _, errors = process.communicate(timeout=PATIENCE_S)
                self.assertEqual(process.returncode, -signal.SIGINT)
                self.assertRegex(re.sub(ASAN_NOTE, "", errors), r"\Amanyhands-work: interrupted: \d+ of [^\n]+\n\Z")
                self.assertEqual(os.listdir(self.folder), ["out.csv.partial"])
                os.unlink(f"{self.out}.partial")


class FewDescriptors(Test):
    """Fewer in flight than there could be, and no task that fails of it."""

    def run_with(self, model, soft, hard, *options):
        limit = (soft, hard)
        with work(model, *options, limit=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, limit)) as process:
            out, errors = process.communicate(timeout=2 * PATIENCE_S)
        self.assertEqual((process.returncode, re.sub(ASAN_NOTE, "", errors)), (0, ""))
        self.assertEqual(json.loads(out)["failed"], 0)
        return self.out.read_bytes()

    def test_pictures_of_which_there_are_more_than_descriptors_come_all_the_same(self):
        tasks = 8 if REDUCED else 12
        with origin("--latency", "20ms") as port:
            options = ["--workload", "images", "--tasks", str(tasks), "--url", f"http://127.0.0.1:{port}/pictures/p/{{page}}",
                       "--out", self.folder / "out"]
            expected = self.run_with("sequential", 1024, 4096, *options)
            for model in UNLIMITED:
                for soft, hard in [(128, 4096), (128, 128)]:
                    with self.subTest(model, soft=soft, hard=hard):
                        self.assertEqual(self.run_with(model, soft, hard, *options), expected)

    def test_more_pages_than_descriptors_come_all_the_same(self):
        with origin("--latency", "50ms") as port:
            options = self.pages(port, 200)
            expected = self.run_with("pthread-pool:12", 1024, 4096, *options)
            for model in [*UNLIMITED, "thread-coroutines:8"]:
                for soft, hard in [(128, 4096), (128, 128)]:
                    with self.subTest(model, soft=soft, hard=hard):
                        self.assertEqual(self.run_with(model, soft, hard, *options), expected)


@contextlib.contextmanager
def closed_port():
    """A port on which nobody listens, nor will while this lasts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@unittest.skipIf(REDUCED, "a sanitizer has memory of its own")
class Memory(Test):
    """What a run needs does not grow with the number of its tasks."""
    GROWTH = 1.3  # at most, from 2,000 tasks to 20,000; kept whole, each of them takes a KB and more
    FEW, MANY = 2000, 20000

    def peak(self, model, status, *options):
        """The most memory that one of its processes had, in KB."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with work(model, "--out", self.out, *options, **quiet) as process:
            end = time.monotonic() + 2 * PATIENCE_S
            while (waited := os.wait4(process.pid, os.WNOHANG))[0] == 0 and time.monotonic() < end:
                time.sleep(0.01)
            self.assertNotEqual(waited[0], 0, "it does not end")
            process.returncode = os.waitstatus_to_exitcode(waited[1])
        self.assertEqual(process.returncode, status)
        return waited[2].ru_maxrss

    def test_what_a_task_needs_is_given_back(self):
        for model in ["sequential", "fork-pool:4", "fork-threads:2x3", "fork-coroutines:2", "coroutine"]:
            with self.subTest(model):
                few, many = (self.peak(model, 0, "--workload", "compute", "--steps", "1", "--tasks", str(tasks))
                             for tasks in [self.FEW, self.MANY])
                self.assertLess(many, self.GROWTH * few)

    def test_tasks_that_fail_are_not_kept(self):
        for model in ["sequential", "fork-pool:4", "pthread-pool:12", "fork-threads:2x3", "fork-coroutines:2", "coroutine"]:
            with self.subTest(model), closed_port() as port:
                few, many = (self.peak(model, 1, "--attempts", "1", "--tasks", str(tasks), "--failures",
                                       self.folder / "failures", "--url", f"http://127.0.0.1:{port}/{{page}}")
                             for tasks in [self.FEW, self.MANY])
                self.assertLess(many, self.GROWTH * few)


class Failures(Test):
    def test_each_task_that_failed_is_named_in_order_by_every_model(self):
        failures, tasks = self.folder / "failures.csv", 150
        for model in IN_FLIGHT:
            with self.subTest(model), closed_port() as port:
                url = f"http://127.0.0.1:{port}/"
                with work(model, "--attempts", "2", "--backoff", "1ms", "--tasks", str(tasks), "--out", self.out, "--failures",
                          failures, "--url", url + "{page}") as process:
                    process.communicate(timeout=PATIENCE_S)
                self.assertEqual(process.returncode, 1)
                with open(failures, encoding="utf-8", newline="") as file:
                    header, *rows = csv.reader(file)
                self.assertEqual(header, ["task", "url", "attempts", "error"])
                self.assertEqual([row[:3] for row in rows], [[str(i), f"{url}{i}", "2"] for i in range(1, tasks + 1)])
                self.assertEqual({row[3][:14] for row in rows}, {"cannot connect"})

    def test_a_run_without_failures_leaves_none_of_an_earlier_one(self):
        failures = self.folder / "failures.csv"
        for model in IN_FLIGHT:
            with self.subTest(model):
                failures.write_text("task,url,attempts,error\r\n1,u,1,of an earlier run\r\n", encoding="utf-8", newline="")
                with work(model, "--workload", "compute", "--steps", "1", "--tasks", "20", "--out", self.out, "--failures",
                          failures) as process:
                    self.finish(process)
                self.assertEqual(os.listdir(self.folder), [])


class WhatCannotBeHad(Test):
    def run_compute(self, model, *options, **more):
        options = ["--workload", "compute", "--steps", "1", "--tasks", "2000", "--out", self.out, *options]
        with work(model, *options, **more) as process:
            out, errors = process.communicate(timeout=PATIENCE_S)
        return process.returncode, out, re.sub(ASAN_NOTE, "", errors)

    def test_an_output_that_may_not_grow_ends_every_model_and_leaves_nothing(self):
        for model in IN_FLIGHT:
            with self.subTest(model):
                ran = self.run_compute(model, "--failures", self.folder / "failures",
                                       limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
                self.assertEqual(ran, (2, "", f"manyhands-work: cannot write '{self.out}': file too large\n"))
                self.assertEqual(os.listdir(self.folder), [])

    def test_spans_that_cannot_be_written_leave_nothing_unfinished(self):
        status, _, errors = self.run_compute("pthread-pool:2", "--failures", self.folder / "failures", "--spans",
                                             self.folder / "none" / "spans")
        self.assertEqual((status, errors.startswith("manyhands-work: cannot write")), (2, True))
        self.assertEqual(os.listdir(self.folder), [])

    @unittest.skipIf(REDUCED, "a sanitizer needs descriptors of its own")
    def test_no_descriptor_for_the_last_thing_that_needs_one_leaves_nothing_unfinished(self):
        most = 128

        def leave(free):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
            for number in range(3 + free, most):
                os.dup2(0, number)
            os.closerange(3, 3 + free)

        statuses = set()
        for free in range(8):
            with self.subTest(free=free):
                status, _, errors = self.run_compute("sequential", limit=lambda free=free: leave(free), close_fds=False,
                                                     stdin=subprocess.DEVNULL)
                statuses.add(status)
                self.assertEqual(os.listdir(self.folder), [] if status else ["out.csv"], errors)
                self.out.unlink(missing_ok=True)
        self.assertIn(2, statuses)

    @unittest.skipIf(REDUCED, "a sanitizer needs a stack of its own")
    def test_a_small_stack_is_enough_for_every_model(self):
        with origin() as port:
            with work("sequential", *self.pages(port, 30)) as process:
                expected = self.finish(process)
            for kib in [256, 128]:
                for model in IN_FLIGHT:
                    with self.subTest(model, kib=kib):
                        size = kib << 10
                        with work(model, *self.pages(port, 30), limit=lambda size=size: resource.setrlimit(
                                resource.RLIMIT_STACK, (size, size))) as process:
                            self.assertEqual(self.finish(process), expected)


def may_trace():
    """Whether strace is installed and allowed to trace."""
    try:
        tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, timeout=PATIENCE_S, check=False)
    except OSError:
        return False
    return tried.returncode == 0


@unittest.skipIf(REDUCED, "a sanitizer does not look for leaks under ptrace")
@unittest.skipUnless(may_trace(), "needs strace, and a program that may be traced")
class Traced(Test):
    """What only the system sees."""

    def calls(self, *options):
        """The calls of fsync and rename, in order, without the folder's name."""
        log = self.folder / "log"
        subprocess.run(["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,rename", "-e", "signal=none", "-o", log,
                        BIN / "manyhands-work", "--model", "fork-pool:2", "--workload", "compute", "--steps", "1", "--tasks",
                        "10", "--out", self.out, *options], capture_output=True, timeout=PATIENCE_S, check=True)
        lines = log.read_text(encoding="utf-8").splitlines()
        return [re.sub(r"^\d+ +|\d+(?=<)|\.\w{6}(?=[\">])", "", line.replace(str(self.folder), ""))
                for line in lines if "(" in line]

    def test_the_file_is_synced_before_it_gets_its_name_and_the_folder_after(self):
        self.assertEqual([call.split(")")[0] for call in self.calls()],
                         ["fsync(</out.csv>", 'rename("/out.csv", "/out.csv"', "fsync(<>"])

    def test_nothing_is_synced_where_that_is_not_wanted(self):
        self.assertEqual([call.split(")")[0] for call in self.calls("--no-sync")], ['rename("/out.csv", "/out.csv"'])

    def test_one_whose_parent_died_before_it_could_ask_to_die_with_it_ends(self):
        log = self.folder / "log"
        command = [BIN / "manyhands-work", "--exit-with-parent", "--model", "sequential", "--workload", "compute", "--steps",
                   "1", "--tasks", "10", "--out", self.out]
        trace = ["strace", "-D", "-o", log, "-e", "trace=prctl,exit_group", "-e", "inject=prctl:delay_enter=1000000"]
        subprocess.run(["sh", "-c", '"$@" & sleep 0.5', "sh", *trace, *command], stderr=subprocess.DEVNULL, check=True)
        self.assertTrue(wait_until(lambda: log.exists() and "exited with" in log.read_text(encoding="utf-8")))
        self.assertIn("exited with 2", log.read_text(encoding="utf-8"))
        self.assertFalse(self.out.exists())


if __name__ == "__main__":
    unittest.main()
