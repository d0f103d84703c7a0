# SPDX-License-Identifier: MIT
"""Servers, and proxies before them, that speak HTTP badly, forget connections, or ask to be left alone: manyhands-work
gets the data where that can be, in the same way in every model, and says what is wrong where it cannot."""

import contextlib
import email.utils
import gzip
import os
import re
import socket
import struct
import subprocess
import tempfile
import threading
import time
import unittest

from agreement import ASAN_NOTE, BIN
from patience import PATIENCE_S, assert_within

PROGRAM = os.path.join(BIN, "manyhands-work")
MODELS = ("sequential", "fork-pool:20", "pthread-pool:20", "coroutine", "fork-threads:2x10", "fork-coroutines:2x10")
if os.environ.get("MANYHANDS_REDUCED"):  # by a sanitizer: both ways to wait
    MODELS = ("sequential", "coroutine")
PAGE = (b"<div id=post_list><article><section><div><a>t</a><p>s</p></div><footer><a><span>w</span></a></footer>"
        b"</section></article></div>")
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
                      "000001e221bc330000000049454e44ae426082")


def answer(body=PAGE, status=b"200 OK", head=b""):
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status, len(body), head, body)


GOOD = answer()
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Server:
    """Answers each request with reply(path, count), bytes, where count is how often that path was asked for, from 1.
    A connection that was idle for longer than `forgets_s` is reset when it is used again, as by a NAT that forgot it;
    with `hangs` it only stays silent, as where that NAT drops. Where it `closes` after each answer it says so, unless
    it is `rude`."""

    def __init__(self, reply, forgets_s=None, hangs=False, closes=True, rude=False):
        self.reply, self.forgets_s, self.hangs, self.closes, self.rude = reply, forgets_s, hangs, closes, rude
        self.lock, self.paths, self.forgotten, self.open = threading.Lock(), [], 0, []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/{{page}}"
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        for client in self.open:
            client.close()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.open.append(client)
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def forget(self, client):
        with self.lock:
            self.forgotten += 1
        if self.hangs:
            time.sleep(PATIENCE_S)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def serve(self, client):
        with contextlib.suppress(OSError), client:
            waiting, answered = b"", None
            while piece := client.recv(65536):
                waiting += piece
                if b"\r\n\r\n" not in waiting:
                    continue
                if answered and self.forgets_s and time.monotonic() - answered > self.forgets_s:
                    self.forget(client)
                    return
                path, waiting = waiting.split(b" ")[1].decode(), b""
                with self.lock:
                    self.paths.append(path)
                    count = self.paths.count(path)
                said = self.reply(path, count)
                if self.closes and not self.rude and said.startswith(b"HTTP/1.1 "):
                    said = said.replace(b"\n", b"\nConnection: close\r\n", 1)
                client.sendall(said)
                answered = time.monotonic()
                if self.closes:
                    client.shutdown(socket.SHUT_WR)


class BadServers(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="manyhands-test-"))
        self.out = os.path.join(self.folder, "out")

    def work(self, model, server, *options, tasks=1):
        ran = subprocess.run([PROGRAM, "--model", model, "--tasks", str(tasks), "--url", server.url, "--out", self.out,
                              "--backoff", "1ms", "--timeout", "20s", *options],
                             capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE_S)
        ran.stderr = re.sub(ASAN_NOTE, "", ran.stderr)
        return ran


class Garbage(BadServers):
    ONCE = {  # what a server can say once: the words for it
        "no HTTP": (b"hello\r\n\r\n" + PAGE, "not valid HTTP"),
        "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n", "not valid HTTP"),
        "an alert of TLS": (b"\x15\x03\x01\x00\x02\x02\x28", "not valid HTTP"),
        "HTTP/2": (b"\0\0\x12\4\0\0\0\0\0" + bytes(18), "not valid HTTP"),
        "shoutcast": (GOOD.replace(b"HTTP/1.1", b"ICY"), "not valid HTTP"),
        "a line too much": (b"\r\n" + GOOD, "not valid HTTP"),
        "a version to come": (GOOD.replace(b"1.1", b"9.9"), "not valid HTTP"),
        "a status in letters": (GOOD.replace(b"200", b"abc"), "not valid HTTP"),
        "status 0": (GOOD.replace(b"200", b"000"), "not valid HTTP"),
        "a NUL": (answer(head=b"X: a\0b\r\n"), "not valid HTTP"),
        "no colon": (answer(head=b"no field\r\n"), "not valid HTTP"),
        "a negative length": (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + PAGE, "not valid HTTP"),
        "a length in letters": (b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n" + PAGE, "not valid HTTP"),
        "two lengths": (answer(head=b"Content-Length: 60\r\n"), "how long it is"),
        "a list of two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 60,%d\r\n\r\n" % len(PAGE) + PAGE,
                                  "how long it is"),
        "a length with letters behind": (b"HTTP/1.1 200 OK\r\nContent-Length: 60xyz\r\n\r\n" + PAGE, "how long it is"),
        "two lengths, the true one last": (answer(PAGE + b" ", head=b"Content-Length: %d\r\n" % len(PAGE)),
                                           "how long it is"),
        "a line of 200 kB": (answer(head=b"X: " + b"y" * 200_000 + b"\r\n"), "header of the answer is too large"),
        "a header of 450 kB": (answer(head=(b"X: " + b"y" * 9000 + b"\r\n") * 50), "[Tt]oo large"),
        "a chunk without a length": (CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", "no whole answer"),
        "a chunk that is too large": (CHUNKED + b"f" * 17 + b"\r\nhello\r\n0\r\n\r\n", "no whole answer"),
        "a coding that nobody asked for": (answer(head=b"Content-Encoding: compress\r\n"), "was not asked for"),
        "no gzip": (answer(head=b"Content-Encoding: gzip\r\n"), "gzip is damaged"),
        "too many codings": (answer(head=b"Content-Encoding: " + b",".join([b"gzip"] * 9) + b"\r\n"),
                             "(?:cannot be unpacked|was not asked for)"),  # says curl, or manyhands itself
        "nothing": (b"", "without an answer"),
        "a status line only": (b"HTTP/1.1 200 OK\r\n", "ends within its header"),
        "half a header": (b"HTTP/1.1 200 OK\r\nContent-Le", "ends within its header"),
        "half a body": (GOOD[:-20], "ends early"),
        "only a beginning": (b"HTTP/1.1 100 Continue\r\n\r\n" * 3, "without an answer"),
        "a redirect to no address": (answer(b"", b"302 Found", b"Location: http://[::1\r\n"), "malformed address"),
        "a redirect to no port": (answer(b"", b"302 Found", b"Location: http://127.0.0.1:99999/\r\n"),
                                  "malformed address"),
        "a moment": (answer(b"", b"503 Service Unavailable"), "HTTP status 503"),
        "too early": (answer(b"", b"425 Too Early"), "HTTP status 425"),
        "misdirected": (answer(b"", b"421 Misdirected Request"), "HTTP status 421"),
    }
    LASTING = {
        "a status that stays": (answer(b"", b"404 Not Found"), "HTTP status 404"),
        "a redirect to a file": (answer(b"", b"302 Found", b"Location: file:///etc/passwd\r\n"),
                 "neither an http nor an https"),
        "a redirect to ftp": (answer(b"", b"302 Found", b"Location: ftp://127.0.0.1/\r\n"),
                 "neither an http nor an https"),
        "a redirect to nowhere": (answer(b"", b"302 Found"), "HTTP status 302"),
    }
    STRANGE = ("ut of memory", "application", "Failed writing", "callback")

    def test_what_is_said_once_costs_one_attempt(self):
        for kind, (garbage, _) in self.ONCE.items():
            with self.subTest(kind=kind), Server(lambda _, count, bad=garbage: bad if count == 1 else GOOD) as server:
                ran = self.work("sequential", server)
                self.assertEqual((ran.returncode, ran.stderr, server.paths), (0, "", ["/1", "/1"]))
                self.assertIn('"retries": 1, "rows": 1,', ran.stdout)

    def test_what_is_said_always_is_named_so_that_a_user_understands(self):
        for kind, (garbage, words) in self.ONCE.items():
            with self.subTest(kind=kind), Server(lambda _, __, bad=garbage: bad) as server:
                ran = self.work("sequential", server, "--attempts", "2")
                self.assertEqual(ran.returncode, 1)
                self.assertRegex(ran.stderr, rf"\A[^\n]*failed after 2 attempts: [^\n]*{words}[^\n]*\n\Z")
                for strange in self.STRANGE:
                    self.assertNotIn(strange, ran.stderr)

    def test_what_cannot_pass_is_not_tried_again(self):
        for kind, (garbage, words) in self.LASTING.items():
            with self.subTest(kind=kind), Server(lambda _, __, bad=garbage: bad) as server:
                ran = self.work("sequential", server)
                self.assertRegex(ran.stderr, rf"\A[^\n]*failed after 1 attempts: [^\n]*{words}[^\n]*\n\Z")

    def test_all_models_meet_it_alike(self):
        def reply(path, count):
            garbage = list(self.ONCE.values())[int(path[1:]) - 1][0]
            return garbage if count == 1 else GOOD

        found = set()
        for model in MODELS:
            with Server(reply) as server:
                ran = self.work(model, server, tasks=len(self.ONCE))
                self.assertEqual((ran.returncode, ran.stderr), (0, ""), model)
                self.assertEqual(len(server.paths), 2 * len(self.ONCE), model)
                found.add(ran.stdout)
        self.assertEqual(len(found), 1)

    def test_what_is_odd_but_plain_is_read_at_once(self):
        for odd in (GOOD.replace(b"\r\n", b"\n"), answer(head=b"X: y\r\n" * 4000),
                    answer(head=b"Content-Length: %d\r\n" % len(PAGE)),
                    answer(gzip.compress(PAGE), head=b"Content-Encoding: x-gzip\r\n"),
                    answer(head=b"Content-Length: 0%d\r\n" % len(PAGE)),
                    b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + GOOD, b"HTTP/1.0 200\r\n\r\n" + PAGE):
            with Server(lambda _, __, text=odd: text) as server:
                ran = self.work("sequential", server)
                self.assertEqual((ran.returncode, ran.stderr, len(server.paths)), (0, "", 1), odd[:60])


class Forgotten(BadServers):
    """Connections that died while nobody used them, without a sign."""

    @staticmethod
    def slow_and_shown(path, _):
        if path == "/7.png":
            return answer(PIXEL, head=b"Content-Type: image/png\r\n")
        time.sleep(1 if path == "/7" else 0)
        shown = b"<figure><img src=/7.png></figure>" if path == "/7" else b""
        return answer(b"<div id=pictures>" + shown + b"</div>")

    def test_a_late_picture_costs_every_model_one_attempt_at_most(self):
        for model in MODELS:
            with Server(self.slow_and_shown, forgets_s=0.5, closes=False) as server:
                ran = self.work(model, server, "--workload", "images", tasks=20)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""), model)
                self.assertLessEqual(server.forgotten, 1, model)
                self.assertIn('"tasks": 21, "failed": 0, ', ran.stdout)

    def test_it_is_so_where_a_dead_connection_only_stays_silent(self):
        for model in MODELS:
            with Server(self.slow_and_shown, forgets_s=0.5, hangs=True, closes=False) as server:
                ran = self.work(model, server, "--workload", "images", "--timeout", "3s", tasks=20)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""), model)
                self.assertLessEqual(server.forgotten, 1, model)

    def test_many_that_come_late_together_cost_one_attempt_each(self):
        def reply(path, _):
            number = int(path.strip("/.png"))
            if path.endswith(".png"):
                return answer(PIXEL, head=b"Content-Type: image/png\r\n")
            time.sleep(1 if number <= 5 else 0)
            shown = b"<figure><img src=/%d.png></figure>" % number if number <= 5 else b""
            return answer(b"<div id=pictures>" + shown + b"</div>")

        for model in MODELS:
            with Server(reply, forgets_s=0.5, closes=False) as server:
                ran = self.work(model, server, "--workload", "images", tasks=20)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""), model)
                self.assertLessEqual(server.forgotten, 5, model)

    def test_a_server_that_closes_after_each_answer_without_saying_so_can_redirect(self):
        def reply(path, _):
            there = b"Location: /there" + path.encode() + b"\r\n"
            return GOOD if path.startswith("/there") else answer(b"", b"302 Found", there)

        for model in MODELS:
            with Server(reply, rude=True) as server:
                ran = self.work(model, server, tasks=10)
                self.assertEqual((ran.returncode, ran.stderr), (0, ""), model)
                self.assertIn('"rows": 10,', ran.stdout)


class RetryAfter(BadServers):
    @staticmethod
    def asking(value, status=b"429 Too Many Requests"):
        """Whoever comes back is served."""
        return lambda _, count: answer(b"", status, b"Retry-After: " + value + b"\r\n") if count == 1 else GOOD

    def waits(self, value, least, most, model="sequential", **more):
        """`value`: or a function that gives it now."""
        def wait():
            began = time.monotonic()
            with Server(self.asking(value() if callable(value) else value, **more)) as server:
                ran = self.work(model, server)
            took_s = time.monotonic() - began
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), value)
            self.assertGreaterEqual(took_s, least, value)
            return took_s

        assert_within(self, most, wait)

    def gives_up(self, value, shown, model="sequential", **more):
        with Server(self.asking(value, **more)) as server:
            ran = self.work(model, server)
            self.assertEqual(server.paths, ["/1"])
        self.assertEqual(ran.returncode, 1)
        self.assertRegex(ran.stderr, r"\A[^\n]*failed after 1 attempts: HTTP status \d+; asks for a wait of "
                         rf"{shown} s, longer than the 10 s that are waited at most\n\Z")

    def test_seconds_are_waited(self):
        for model in MODELS:
            self.waits(b"1", 1, 8, model)
        self.waits(b"2", 2, 8, status=b"503 Service Unavailable")

    def test_dates_are_waited_for_in_all_three_formats(self):
        for layout in "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y":
            self.waits(lambda form=layout: time.strftime(form, time.gmtime(time.time() + 3)).encode(), 1.5, 8)

    def test_what_is_past_or_no_time_is_not_waited(self):
        for value in (b"0", b"-1", b"soon", b"", b"1.5", b"Sun, 06 Nov 1994 08:49:37 GMT", b"Sun Nov  6 08:49:37 1994"):
            self.waits(value, 0, 5)

    def test_a_longer_wait_than_is_permitted_is_no_wait_and_is_told(self):
        for value, shown in ((b"11", "11"), (b"12", "12"), (b"86399", "86399"), (b"86400", "86400"),
                             (b"604800", "604800"), (b"99999999999999999999", "18446744074")):
            self.gives_up(value, shown)
        self.gives_up(email.utils.formatdate(time.time() + 86400, usegmt=True).encode(), r"86\d{3}")
        self.gives_up(b"3600", "3600", status=b"503 Service Unavailable")

    def test_every_model_gives_up_alike(self):
        for model in MODELS:
            self.gives_up(b"60", "60", model)

    def test_the_longest_of_several_counts(self):
        self.gives_up(b"1\r\nRetry-After: 40", "40")

    def test_with_a_page_or_a_lasting_error_it_means_nothing(self):
        with Server(lambda _, __: answer(head=b"Retry-After: 3600\r\n")) as server:
            self.assertEqual(self.work("sequential", server).returncode, 0)
        with Server(lambda _, count: answer(PAGE if count > 1 else b"", head=b"Retry-After: 3600\r\n")) as server:
            self.assertEqual(self.work("sequential", server).returncode, 0)
        with Server(lambda _, __: answer(b"", b"404 Not Found", b"Retry-After: 3600\r\n")) as server:
            self.assertRegex(self.work("sequential", server).stderr, "failed after 1 attempts: HTTP status 404\n")


del BadServers  # has no tests of its own

if __name__ == "__main__":
    unittest.main()
