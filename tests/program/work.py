# SPDX-License-Identifier: MIT
"""manyhands-work from outside: misuse, servers that fail, signals, https, and what it leaves behind."""

import contextlib
import csv
import functools
import gzip
import http.server
import itertools
import json
import os
import pty
import re
import resource
import signal
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import models
from patience import PATIENCE_S, assert_within, ended, wait_until

PROGRAM = Path(os.environ["MANYHANDS_BIN"], "manyhands-work")
ASAN_NOTE = r"==\d+==WARNING: ASan doesn't fully support makecontext/swapcontext[^\n]*\n"  # of what we announce to it
MODELS = list(models.choices(3, (2, 2)))
# While only page 3 is left to be done.
CHILDREN = [0 if not models.forks(model) else 1 if models.of(model)["one_task"] else 2 if models.is_hybrid(model) else 3
            for model in MODELS]
POST = ("<div id=post_list><article><section><div><a>{0}</a><p>s{0}</p></div>"
        "<footer><a><span>w</span></a></footer></section></article></div>")
OTHERS_S = 0.5  # what the others take of those that are slow
HEADER = "title,summary,avatar,author\r\n"


class Handler(http.server.BaseHTTPRequestHandler):
    """Page 3 misbehaves in the way the first part of the path says, all others are well."""
    protocol_version = "HTTP/1.1"
    hung = []  # the ports of clients that got no answer
    well = []  # the pages that were answered as they should be
    asked = []  # what requests for "timed" pages said of the time

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def do_GET(self):
        _, way, number = self.path.split("/")
        page = POST.format(number).encode()
        if way == "timed":  # each page says something else of when it was answered
            self.asked.append(self.headers["Manyhands-Answered"])
            now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            said = {"1": now, "2": 1, "3": 2 ** 63, "4": "noon"}.get(number)
            self.answer(200, page, **({"Manyhands_Answered": said} if said else {}))
            return
        if number != "3":
            time.sleep(OTHERS_S if way == "hang-among-slow-ones" else 0)
            way = "well"
        if way.isdigit():
            self.answer(int(way), page)
        elif way == "cut":
            self.answer(200, page, Content_Length=len(page) + 10)
            self.close_connection = True
        elif way == "drop":
            self.close_connection = True
        elif way == "remote":
            self.answer(302, b"", Location="http://192.0.2.1/")
        elif way == "file":
            self.answer(302, b"", Location="file:///etc/passwd")
        elif way == "circle":
            self.answer(302, b"", Location=self.path)
        elif way == "redirect":
            self.answer(302, b"gone", Location="/well/3")
        elif way == "gzip":
            self.answer(200, gzip.compress(page), Content_Encoding="gzip")
        elif way == "badgzip":
            self.answer(200, b"no gzip at all", Content_Encoding="gzip")
        elif way == "huge":
            self.answer(200, gzip.compress(bytes(80_000_000), 1), Content_Encoding="gzip")
        elif way.startswith("hang"):
            self.hung.append(self.client_address[1])
            self.server.released.wait(PATIENCE_S)
            self.close_connection = True
        else:
            self.answer(200, page)
            self.well.append(number)


@contextlib.contextmanager
def server(context=None):
    """A server on a free loopback port, over TLS with a context. Gone afterwards."""
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    web.handle_error = lambda *_: None
    web.released = threading.Event()
    if context:
        web.socket = context.wrap_socket(web.socket, server_side=True)
    thread = threading.Thread(target=functools.partial(web.serve_forever, 0.05))
    thread.start()
    try:
        yield web.server_address[1]
    finally:
        web.released.set()
        web.shutdown()
        thread.join(PATIENCE_S)
        web.server_close()


def processes(group):
    """The pids of a process group, without orphans that init has yet to reap."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent, its_group = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:3]
            if int(its_group) == group and (state, parent) != ("Z", "1"):
                found.append(int(entry.name))
    return found


def has_port(pid, port):
    """Whether the process has a TCP connection from that port of 127.0.0.1."""
    table = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    sockets = {f"socket:[{line.split()[9]}]" for line in table if line.split()[1] == f"0100007F:{port:04X}"}
    with contextlib.suppress(OSError):
        return any(os.readlink(link) in sockets for link in Path(f"/proc/{pid}/fd").iterdir())
    return False


def rows(*numbers):
    return HEADER + "".join(f"{number},s{number},,w\r\n" for number in numbers)


class WorkTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.out = self.folder / "out.csv"

    def command(self, model, url, tasks=5, *more):
        return [PROGRAM, "--exit-with-parent", "--model", model, "--tasks", str(tasks), "--url", url,
                "--out", self.out, *more]

    def run_work(self, command, **more):
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False, **more)
        done.stderr = re.sub(ASAN_NOTE, "", done.stderr)
        return done

    def content(self, name):
        return (self.folder / name).read_bytes().decode()

    def assert_refused(self, done, subject):
        """Status 2, one line about it, and no file."""
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"\Amanyhands-work: [^\n]*\n\Z")
        self.assertIn(f"'{subject}'", done.stderr)
        self.assertEqual(os.listdir(self.folder), [])


class CommandLine(WorkTest):
    def test_misuse_is_one_line_that_quotes_it(self):
        good = {"--model": "coroutine", "--tasks": "3", "--url": "http://127.0.0.1:1/{page}", "--out": self.out}
        for option, value in [("--model", "thread"), ("--model", ""), ("--model", "fork-pool:0"),
                              ("--model", "pthread-pool:-1"), ("--model", "coroutine:x"), ("--model", "sequential:2"),
                              ("--model", "fork-pool:99999999999999999999"), ("--model", "fork-pool:2x2"), ("--model", "fork-threads:2x"),
                              ("--model", "fork-coroutines:2x0"), ("--chunk", "0"), ("--chunk", "65"), ("--steps", "x"),
                              ("--workload", "nothing"), ("--tasks", "0"),
                              ("--tasks", "-1"), ("--tasks", "many"), ("--tasks", "1000001"), ("--tasks", "1e3"),
                              ("--rate", "fast"), ("--rate", "0"), ("--rate", "-1"), ("--url", "ftp://127.0.0.1/"),
                              ("--url", "127.0.0.1"), ("--url", "http://192.0.2.1/{page}"),
                              ("--url", "http://127.0.0.1@192.0.2.1/"), ("--url", "http://127.0.0.1/" + "x" * 5000)]:
            with self.subTest(option, value=value):
                options = {**good, option: value}
                self.assert_refused(self.run_work([PROGRAM, *(word for pair in options.items() for word in pair)]), value)
        for extra in ["--nonsense", "extra", "--tasks", "-x"]:
            with self.subTest(extra):
                done = self.run_work([PROGRAM, *(word for pair in good.items() for word in pair), extra])
                self.assert_refused(done, extra)

    def test_steps_are_refused_by_what_does_not_compute(self):
        self.assert_refused(self.run_work([PROGRAM, "--model", "sequential", "--workload", "movies", "--steps", "1", "--url",
                                           "http://127.0.0.1:1/{start}", "--out", self.out]), "movies")

    def test_what_is_needed_is_said(self):
        done = self.run_work([PROGRAM])
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1))

    def test_help_and_version_go_to_stdout(self):
        for option, start in [("--help", "usage: manyhands-work"), ("--version", "manyhands-work ")]:
            done = self.run_work([PROGRAM, option])
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.startswith(start))

    def test_every_model_is_in_the_help_and_told_to_who_asks_for_another(self):
        said = self.run_work([PROGRAM, "--help"]).stdout
        done = self.run_work([PROGRAM, "--model", "another"])
        self.assert_refused(done, "another")
        for model in models.listed()["models"]:
            self.assertRegex(said, f"(?m)^ +{model['name']}(:N|:PxN)? +{re.escape(model['about']['en'])}$")
            self.assertRegex(done.stderr, rf"[ ,]{model['name']}[,;]")

    def test_an_output_that_cannot_be_written_is_refused_before_any_work(self):
        for out in ["/nonexistent/out.csv", "/proc/out.csv", "/dev/null", "/tmp", ""]:
            with self.subTest(out):
                self.out = out
                self.assert_refused(self.run_work(self.command("coroutine", "http://127.0.0.1:1/{page}")), out)
        self.assertTrue(Path("/dev/null").is_char_device())

    def test_too_few_descriptors_are_said_before_any_work(self):
        few = functools.partial(resource.setrlimit, resource.RLIMIT_NOFILE, (64, 64))
        for model in [model for model, most in models.choices(100, (2, 200)).items() if most > 1]:
            with self.subTest(model):
                done = self.run_work(self.command(model, "http://127.0.0.1:1/{page}"), preexec_fn=few)
                self.assert_refused(done, model.split(":", maxsplit=1)[0])
                self.assertIn("open files", done.stderr)


class Servers(WorkTest):
    def check_failure(self, port, way, reason):
        for model in MODELS:
            with self.subTest(way, model=model):
                done = self.run_work(self.command(model, f"http://127.0.0.1:{port}/{way}/{{page}}", 5, "--attempts", "1"))
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr, rf"\Amanyhands-work: task 3 '[^']*' failed after 1 attempts: [^\n]*{reason}[^\n]*\n\Z")
                self.assertEqual(os.listdir(self.folder), ["out.csv.partial"])
                self.assertEqual(self.content("out.csv.partial"), rows(1, 2, 4, 5))
                report = json.loads(done.stdout)
                self.assertEqual((report["tasks"], report["failed"], report["retries"], report["rows"]), (5, 1, 0, 4))

    def test_one_bad_answer_costs_one_page_and_says_why(self):
        with server() as port:
            for way, reason in [("404", "HTTP status 404"), ("500", "HTTP status 500"), ("cut", ""), ("drop", ""),
                                ("remote", "not a loopback address"), ("file", ""), ("circle", "redirects"),
                                ("badgzip", ""), ("huge", "larger than --max-body permits")]:
                self.check_failure(port, way, reason)

    def test_redirects_and_gzip_are_followed(self):
        with server() as port:
            for model in MODELS:
                for way in ["redirect", "gzip", "well"]:
                    with self.subTest(model, way=way):
                        done = self.run_work(self.command(model, f"http://127.0.0.1:{port}/{way}/{{page}}"))
                        self.assertEqual((done.returncode, done.stderr), (0, ""))
                        self.assertEqual(self.content("out.csv"), rows(1, 2, 3, 4, 5))

    def test_nobody_there_fails_every_page_and_ends(self):
        for model in MODELS:
            with self.subTest(model):
                done = self.run_work(self.command(model, "http://127.0.0.1:1/{page}", 15, "--backoff", "1ms"))
                self.assertEqual((done.returncode, done.stderr.count("failed after 4 attempts: "), done.stderr.count("\n")), (1, 10, 11))
                self.assertIn("more tasks failed", done.stderr)
                self.assertEqual(json.loads(done.stdout)["retries"], 45)
                self.assertEqual(self.content("out.csv.partial"), HEADER)

    def test_https_needs_a_certificate_that_is_trusted(self):
        def openssl(*words):
            subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True, timeout=PATIENCE_S)
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        openssl("req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=throwaway", "-days", "2")
        openssl("req", *new_key, "-keyout", "web.key", "-out", "web.csr", "-subj", "/CN=127.0.0.1")
        (self.folder / "ext").write_text("subjectAltName=IP:127.0.0.1")
        openssl("x509", "-req", "-in", "web.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                "web.pem", "-days", "2", "-extfile", "ext")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "web.pem", self.folder / "web.key")
        with server(context) as port:
            for model in MODELS:
                with self.subTest(model):
                    command = self.command(model, f"https://127.0.0.1:{port}/well/{{page}}")
                    done = self.run_work(command)
                    self.assertEqual((done.returncode, done.stderr.count("failed after 1 attempts: the server's certificate is not trusted (SSL certificate problem")), (1, 5))
                    done = self.run_work([*command, "--cacert", self.folder / "ca.pem"])
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                    self.assertEqual(self.content("out.csv"), rows(1, 2, 3, 4, 5))

    def test_a_rate_is_not_exceeded(self):
        with server() as port:
            for model in MODELS:
                with self.subTest(model):
                    start = time.monotonic()
                    done = self.run_work(self.command(model, f"http://127.0.0.1:{port}/well/{{page}}", 6, "--rate", "20"))
                    self.assertEqual(done.returncode, 0)
                    self.assertGreaterEqual(time.monotonic() - start, 5 / 20)

    def test_spans_have_a_line_an_attempt_and_times_in_order(self):
        with server() as port:
            for model in MODELS:
                for way in ["well", "drop"]:
                    with self.subTest(model, way=way):
                        spans = self.folder / "spans.csv"
                        self.run_work(self.command(model, f"http://127.0.0.1:{port}/{way}/{{page}}", 9, "--spans", spans, "--backoff", "1ms"))
                        with open(spans, encoding="ascii", newline="") as file:
                            lines = list(csv.DictReader(file))
                        fails = {2} if way == "drop" else set()  # page 3, each time
                        self.assertEqual([(int(line["task"]), int(line["attempt"])) for line in lines],
                                         [(task, attempt + 1) for task in range(9) for attempt in range(4 if task in fails else 1)])
                        for before, line in zip([None, *lines], lines):
                            self.assertEqual(line["outcome"] != "0", int(line["task"]) in fails, line)
                            if line["attempt"] != "1":
                                self.assertGreaterEqual(int(line["queued_ns"]), int(before["parse_end_ns"]))
                            times = [int(value) for name, value in line.items() if name.endswith("_ns") and name not in ("cpu_ns", "answered_ns")]
                            self.assertEqual(len(times), 7)
                            self.assertEqual(times, sorted(times))
                            self.assertEqual(line["answered_ns"], "")  # this server does not say
                            if line["outcome"] != "0":  # what never came was waited for until the end
                                self.assertEqual(len({line[name] for name in ("first_byte_ns", "received_ns", "parse_start_ns")}), 1)
                        self.assertLessEqual(len({line["slot"] for line in lines}), 4)

    def test_a_span_knows_when_it_was_answered_if_the_server_says_what_can_be(self):
        with server() as port:
            for model in MODELS:
                with self.subTest(model):
                    spans = self.folder / "spans.csv"
                    command = self.command(model, f"http://127.0.0.1:{port}/timed/{{page}}")
                    Handler.asked.clear()
                    self.assertEqual(self.run_work([*command, "--spans", spans]).returncode, 0)
                    self.assertEqual(Handler.asked, ["?"] * 5)
                    with open(spans, encoding="ascii", newline="") as file:
                        lines = list(csv.DictReader(file))
                    self.assertEqual([line["task"] for line in lines if line["answered_ns"]], ["0"])
                    times = [int(lines[0][name]) for name in ("connected_ns", "answered_ns", "first_byte_ns")]
                    self.assertEqual(times, sorted(times))
                    Handler.asked.clear()
                    self.assertEqual(self.run_work(command).returncode, 0)
                    self.assertEqual(Handler.asked, [None] * 5)

    def test_the_cpu_time_of_all_spans_is_not_more_than_was_used(self):
        """Each task's own: what others compute while it waits is not its."""
        with server() as port:
            for model in MODELS:
                with self.subTest(model):
                    spans = self.folder / "spans.csv"
                    before = resource.getrusage(resource.RUSAGE_CHILDREN)
                    self.run_work(self.command(model, f"http://127.0.0.1:{port}/well/{{page}}", 12, "--steps", "5000000", "--spans", spans))
                    after = resource.getrusage(resource.RUSAGE_CHILDREN)
                    used_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                    with open(spans, encoding="ascii", newline="") as file:
                        own_s = [int(line["cpu_ns"]) / 1e9 for line in csv.DictReader(file)]
                    self.assertEqual(len(own_s), 12)
                    self.assertGreater(min(own_s), 0)
                    self.assertLessEqual(sum(own_s), used_s + 0.01)


class Progress(WorkTest):
    def on_terminal(self, command):
        """Runs a command whose stderr is a terminal. Returns what that got, and the status."""
        master, slave = pty.openpty()
        shown = b""
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=slave) as process:
            os.close(slave)
            deadline = threading.Timer(PATIENCE_S, process.kill)
            deadline.start()
            with contextlib.suppress(OSError):  # nobody has it open any more
                while piece := os.read(master, 65536):
                    shown += piece
            status = process.wait(PATIENCE_S)
            deadline.cancel()
        os.close(master)
        return re.sub(ASAN_NOTE, "", shown.decode()), status

    def test_a_terminal_is_shown_how_far_it_is_and_then_nothing(self):
        with server() as port:
            for model in MODELS:
                with self.subTest(model):
                    shown, status = self.on_terminal(self.command(model, f"http://127.0.0.1:{port}/well/{{page}}"))
                    self.assertEqual(status, 0)
                    self.assertRegex(shown, r"\A(\r\033\[K *[\d.]+ %  \d of 5 tasks)+\r\033\[K\Z")
                    self.assertIn("100.00 %  5 of 5 tasks", shown)

    def test_it_gives_way_to_what_is_said(self):
        with server() as port:
            shown, status = self.on_terminal(self.command("sequential", f"http://127.0.0.1:{port}/404/{{page}}"))
            self.assertEqual(status, 1)
            self.assertRegex(shown, r" of 5 tasks\r\033\[Kmanyhands-work: task 3 [^\n]*\r\n\r\033\[K[^\n]* of 5 tasks\r\033\[K\Z")

    def test_a_pipe_is_shown_nothing(self):
        with server() as port:
            done = self.run_work(self.command("coroutine:3", f"http://127.0.0.1:{port}/well/{{page}}"))
            self.assertEqual((done.returncode, done.stderr), (0, ""))


class Ending(WorkTest):
    @contextlib.contextmanager
    def hanging(self, model, children, tasks=5, way="hang"):
        """A program in a process group of its own that waits for page 3, and of five pages for nothing else."""
        Handler.hung.clear()
        Handler.well.clear()
        others = 2 if models.choices(3, (2, 2)).get(model, 1) == 1 else 4
        with server() as port:
            command = self.command(model, f"http://127.0.0.1:{port}/{way}/{{page}}", tasks)
            with ended(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0)) as process:
                self.assertTrue(wait_until(lambda: len(processes(process.pid)) == 1 + children))
                self.assertTrue(wait_until(lambda: os.listdir(self.folder)))
                if tasks == 5:
                    self.assertTrue(wait_until(lambda: Handler.hung and len(Handler.well) == others))
                    time.sleep(0.3)  # what was answered is to be read yet
                yield process
            self.assertTrue(wait_until(lambda: not processes(process.pid)))

    def test_a_signal_ends_all_and_leaves_what_is_complete(self):
        numbers = itertools.cycle([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])  # the models share what meets them
        for model, children, number in zip(MODELS, CHILDREN, numbers):
            with self.subTest(model, signal=number), self.hanging(model, children) as process:
                process.send_signal(number)
                start = time.monotonic()
                self.assertEqual(process.wait(PATIENCE_S), -number)
                self.assertLess(time.monotonic() - start, 25)  # of the 30 that it is waited for a byte
                self.assertTrue(wait_until(lambda pid=process.pid: not processes(pid)))
                self.assertEqual(os.listdir(self.folder), ["out.csv.partial"])
                complete = [1, 2] if models.choices(3, (2, 2))[model] == 1 else [1, 2, 4, 5]
                self.assertEqual(self.content("out.csv.partial"), rows(*complete))
                self.assertIn(f"interrupted: {len(complete)} of 5 tasks", process.stderr.read().decode())
                (self.folder / "out.csv.partial").unlink()

    def test_a_second_signal_ends_all_at_once_and_leaves_no_file(self):
        def end(model, children):
            with self.hanging(model, children) as process:
                start = time.monotonic()
                process.send_signal(signal.SIGINT)
                time.sleep(0.1)
                process.send_signal(signal.SIGTERM)
                status = process.wait(PATIENCE_S)
                took_s = time.monotonic() - start
                if took_s < 1:  # before the second of grace is over, after which the first signal's end comes
                    self.assertIn(status, (-signal.SIGTERM, -signal.SIGINT))  # met at once, the later one is met first
                    self.assertEqual(os.listdir(self.folder), [])
                for left in self.folder.iterdir():
                    left.unlink()
                return took_s

        for one in zip(MODELS, CHILDREN):
            with self.subTest(one[0]):
                assert_within(self, 0.9, lambda what=one: end(*what))

    def test_children_of_a_killed_pool_end_within_a_second(self):
        def kill(model, children):
            with self.hanging(model, children) as process:
                process.kill()
                start = time.monotonic()
                process.wait(PATIENCE_S)
                self.assertTrue(wait_until(lambda: not processes(process.pid)))
                took_s = time.monotonic() - start
            for left in self.folder.iterdir():
                left.unlink()
            return took_s

        for one in zip(MODELS, CHILDREN):
            if one[1]:
                with self.subTest(one[0]):
                    assert_within(self, 1, lambda what=one: kill(*what))

    def test_ctrl_c_ends_all_processes_of_a_pool_within_a_second_and_a_half(self):
        def end(model, children):
            with self.hanging(model, children) as process:
                start = time.monotonic()
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
                self.assertEqual(process.wait(PATIENCE_S), -signal.SIGINT)
                self.assertFalse(processes(process.pid))
                took_s = time.monotonic() - start
                self.assertEqual(self.content("out.csv.partial"), rows(1, 2, 4, 5))
                (self.folder / "out.csv.partial").unlink()
                return took_s

        for one in zip(MODELS, CHILDREN):
            if one[1]:
                with self.subTest(one[0]):
                    assert_within(self, 1.5, lambda what=one: end(*what))  # a second is the grace for what is in flight

    def test_a_task_whose_workers_die_three_times_is_failed_and_named(self):
        for number in [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM]:
            with self.subTest(number), self.hanging("fork-pool:1", 1) as process:
                for times in range(1, 4):
                    self.assertTrue(wait_until(lambda asked=times: len(Handler.hung) >= asked))
                    for child in set(processes(process.pid)) - {process.pid}:
                        os.kill(child, number)
                self.assertEqual(process.wait(PATIENCE_S), 1)
                said = process.stderr.read().decode()
                self.assertEqual(said.count("with task 3 in hand"), 3)
                self.assertRegex(said, "task 3 '[^']*' failed after 3 attempts: 3 workers died of it")
                self.assertEqual(os.listdir(self.folder), ["out.csv.partial"])
                self.assertEqual(self.content("out.csv.partial"), rows(1, 2, 4, 5))
                (self.folder / "out.csv.partial").unlink()

    def kill_whoever_waits(self, group, times):
        """Kills the worker to which page 3 was not answered, so many have asked for it by now."""
        self.assertTrue(wait_until(lambda: len(Handler.hung) >= times))
        waiting = [pid for pid in processes(group) if has_port(pid, Handler.hung[times - 1])]
        self.assertEqual(len(waiting), 1)
        os.kill(waiting[0], signal.SIGKILL)

    def test_of_what_a_worker_had_in_hand_only_what_kills_it_is_failed(self):
        for model in [model for model in [*models.choices(3, (2, 4)), *models.unlimited(2)]
                      if models.is_hybrid(model) and models.forks(model)]:
            with self.subTest(model), self.hanging(model, 2, 16, "hang-among-slow-ones") as process:
                for times in [1, 2, 3]:
                    self.kill_whoever_waits(process.pid, times)
                _, said = process.communicate(timeout=PATIENCE_S)
                said = re.sub(ASAN_NOTE, "", said.decode())
                died = r"manyhands-work: warning: worker \d died \(Killed\) with "
                # where the machine is busy, its other tasks may be done by then
                self.assertRegex(said, rf"\A{died}(?:[2-9] tasks|task 3) in hand\n({died}task 3 in hand\n){{2}}manyhands-work: "
                                       r"task 3 '[^']*' failed after 3 attempts: 3 workers died of it[^\n]*\n\Z")
                self.assertEqual((process.returncode, os.listdir(self.folder)), (1, ["out.csv.partial"]))
                self.assertEqual(self.content("out.csv.partial"), rows(1, 2, *range(4, 17)))
                (self.folder / "out.csv.partial").unlink()


if __name__ == "__main__":
    unittest.main()
