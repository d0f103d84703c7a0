# SPDX-License-Identifier: MIT
"""manyhands-origin --fault from outside: how each fault looks on the wire, and what is counted."""

import codecs
import contextlib
import gzip
import html
import http.client
import os
import re
import socket
import struct
import time
import unittest
import zlib

from origin import ask, ask_once, connect, origin, run_origin, send_requests, stats
from patience import PATIENCE_S, wait_until

KINDS = ["status-500", "status-429", "refuse", "empty", "reset", "stall", "slow", "truncate", "chunked-cut", "redirect",
         "redirect-loop", "huge", "garbage", "gzip", "gzip-cut", "deflate",
         "gzip-bomb", "wrong-charset"]
PAGE = "/sitehome/p/3"


def request_bytes(path):
    return f"GET {path} HTTP/1.1\r\nHost: origin\r\nUser-Agent: test\r\nConnection: close\r\n\r\n".encode()


def exchange(port, path=PAGE, enough=None):
    """Everything that a connection brings, head and body, and how it ended: 'closed', 'reset', or 'enough'
    bytes, or 'silence'."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
        one.sendall(request_bytes(path))
        received = bytearray()
        end = "enough"
        try:
            while enough is None or len(received) < enough:
                piece = one.recv(65536)
                if not piece:
                    end = "closed"
                    break
                received += piece
        except ConnectionResetError:
            end = "reset"
        except TimeoutError:
            end = "silence"
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    return head.decode(), body, end


def right_page(path=PAGE):
    with origin() as (_, port):
        return ask_once(port, path)[1]


def descriptors(process):
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def euro(error):
    """Decodes the one byte of Microsoft's GBK, and the C library's, that Python's GBK does not know."""
    if error.object[error.start] != 0x80:
        raise error
    return "\u20ac", error.start + 1


codecs.register_error("euro", euro)


def memory(process):
    """What a process has in memory, in bytes."""
    with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Wire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = right_page()

    def is_served_right(self, port, path=PAGE):
        response, page = ask_once(port, path)
        self.assertEqual((response.status, page), (200, self.page))

    def test_status_500_is_an_error_and_the_next_attempt_is_right(self):
        with origin("--fault", "status-500") as (_, port), contextlib.closing(connect(port)) as connection:
            response, body = ask(connection, PAGE)
            self.assertEqual((response.status, body), (500, b"internal server error\n"))
            self.assertEqual(ask(connection, PAGE)[1], self.page)

    def test_status_429_asks_to_come_back_after_a_second(self):
        with origin("--fault", "status-429") as (_, port):
            response, _ = ask_once(port, PAGE)
            self.assertEqual((response.status, response.getheader("Retry-After")), (429, "1"))
            self.is_served_right(port)

    def test_refuse_resets_before_any_byte(self):
        with origin("--fault", "refuse:1:20") as (_, port):
            for _ in range(20):
                self.assertEqual(exchange(port), ("", b"", "reset"))
            self.is_served_right(port)

    def test_empty_closes_before_any_byte(self):
        with origin("--fault", "empty:1:20") as (_, port):
            for _ in range(20):
                self.assertEqual(exchange(port), ("", b"", "closed"))
            self.is_served_right(port)

    def test_reset_comes_in_the_middle_of_the_body(self):
        with origin("--fault", "reset:1:5") as (_, port):
            for _ in range(5):
                head, body, end = exchange(port)
                self.assertIn(f"Content-Length: {len(self.page)}", head)
                self.assertEqual((body, end), (self.page[:len(self.page) // 2], "reset"))
            self.is_served_right(port)

    def test_stall_sends_the_header_and_then_nothing(self):
        with origin("--fault", "stall") as (_, port):
            with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
                one.sendall(request_bytes(PAGE))
                head = one.recv(65536)
                self.assertTrue(head.startswith(b"HTTP/1.1 200 OK\r\n"))
                self.assertTrue(head.endswith(b"\r\n\r\n"))
                one.settimeout(2.5)
                with self.assertRaises(TimeoutError):
                    one.recv(1)
                self.is_served_right(port)

    def test_slow_sends_a_byte_at_a_time(self):
        with origin("--fault", "slow") as (_, port):
            start = time.monotonic()
            with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                one.sendall(request_bytes(PAGE))
                received = bytearray()
                pieces = 0
                while b"\r\n\r\n" not in received or len(received.partition(b"\r\n\r\n")[2]) < 60:
                    received += one.recv(65536)
                    pieces += 1
            self.assertGreaterEqual(time.monotonic() - start, 60 / 99)
            body = bytes(received.partition(b"\r\n\r\n")[2])
            self.assertEqual(body, self.page[:len(body)])
            self.assertGreater(pieces, 3)  # of which some are read at once where the machine has no time for each
            self.is_served_right(port)

    def test_truncate_closes_after_fewer_bytes_than_declared(self):
        with origin("--fault", "truncate") as (_, port):
            head, body, end = exchange(port)
            self.assertIn(f"Content-Length: {len(self.page)}", head)
            self.assertEqual((body, end), (self.page[:len(self.page) // 2], "closed"))
            self.is_served_right(port)

    def test_chunked_cut_closes_before_the_last_chunk(self):
        with origin("--fault", "chunked-cut:1:2") as (_, port):
            head, body, end = exchange(port)
            self.assertIn("Transfer-Encoding: chunked", head)
            self.assertNotIn("Content-Length", head)
            self.assertEqual(end, "closed")
            self.assertFalse(body.endswith(b"0\r\n\r\n"))
            with self.assertRaises(http.client.IncompleteRead) as caught:
                ask_once(port, PAGE)
            self.assertEqual(caught.exception.partial, self.page[:len(self.page) // 2])
            self.is_served_right(port)

    def test_redirect_leads_to_the_right_page(self):
        with origin("--fault", "redirect") as (_, port), contextlib.closing(connect(port)) as connection:
            response, _ = ask(connection, PAGE)
            self.assertEqual(response.status, 302)
            response, page = ask(connection, response.getheader("Location"))
            self.assertEqual((response.status, page), (200, self.page))
            self.is_served_right(port)
            seen = stats(port)
            self.assertEqual((seen["requests"], seen["requests_total"], seen["redirects"]), ({PAGE: 2}, 2, 1))
            self.assertEqual((seen["faults"], seen["connections"]), ({"redirect": 1}, 2))
            self.assertEqual(seen["bytes"], 2 * len(self.page))

    def test_redirect_loop_leads_nowhere(self):
        with origin("--fault", "redirect-loop", "--latency", "10ms") as (_, port):
            path = PAGE
            start = time.monotonic()
            with contextlib.closing(connect(port)) as connection:
                for _ in range(10):
                    response, _ = ask(connection, path)
                    self.assertEqual(response.status, 302)
                    path = response.getheader("Location")
            self.assertGreaterEqual(time.monotonic() - start, 10 * 0.01)
            seen = stats(port)
            self.assertEqual((seen["requests"], seen["redirects"], seen["bytes"]), ({PAGE: 1}, 9, 0))
            self.assertEqual((seen["faults"], seen["peak_in_flight"]), ({"redirect-loop": 1}, 1))
            self.is_served_right(port)

    def test_huge_has_no_end(self):
        with origin("--fault", "huge") as (process, port):
            before = memory(process)
            head, body, end = exchange(port, enough=64 * 1024 * 1024)
            self.assertIn("Transfer-Encoding: chunked", head)
            self.assertEqual(end, "enough")
            self.assertIn(self.page[:8000], body)
            self.is_served_right(port)
            self.assertLess(memory(process) - before, 16 * 1024 * 1024)

    def test_garbage_is_no_page(self):
        with origin("--fault", "garbage") as (_, port), origin("--fault", "garbage") as (_, other):
            response, body = ask_once(port, PAGE)
            self.assertEqual((response.status, response.getheader("Content-Type")), (200, "text/html; charset=utf-8"))
            self.assertEqual(ask_once(other, PAGE)[1], body)
            with self.assertRaises(UnicodeDecodeError):
                body.decode()
            self.assertEqual(len(set(body)), 256)
            self.assertNotIn(b"<html", body)
            self.is_served_right(port)

    def test_gzip_is_the_right_page(self):
        with origin("--fault", "gzip") as (_, port):
            response, body = ask_once(port, PAGE)
            self.assertEqual(response.getheader("Content-Encoding"), "gzip")
            self.assertEqual(gzip.decompress(body), self.page)
            self.assertEqual(stats(port)["bytes"], len(body))
            self.is_served_right(port)

    def test_gzip_cut_is_the_beginning_of_it_and_says_it_is_all(self):
        with origin("--fault", "gzip-cut") as (_, port):
            response, body = ask_once(port, PAGE)
            self.assertEqual(response.getheader("Content-Encoding"), "gzip")
            self.assertEqual(response.getheader("Content-Length"), str(len(body)))
            inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
            part = inflater.decompress(body)
            self.assertFalse(inflater.eof)
            self.assertTrue(self.page.startswith(part) and len(self.page) // 2 < len(part) < len(self.page))
            self.assertEqual(stats(port)["bytes"], len(body))
            self.is_served_right(port)

    def test_deflate_is_the_right_page_wrapped_or_not(self):
        with origin("--fault", "deflate") as (_, port), origin() as (_, right):
            for number, window_bits in [(3, -zlib.MAX_WBITS), (4, zlib.MAX_WBITS)]:
                response, body = ask_once(port, f"/sitehome/p/{number}")
                self.assertEqual(response.getheader("Content-Encoding"), "deflate")
                page = ask_once(right, f"/sitehome/p/{number}")[1]
                self.assertEqual(zlib.decompress(body, window_bits), page)

    def test_gzip_bomb_inflates_to_2_gib_and_is_whole(self):
        with origin("--fault", "gzip-bomb") as (_, port):
            response, body = ask_once(port, PAGE)
            self.assertEqual(response.getheader("Content-Encoding"), "gzip")
            self.assertLess(len(body), 4000000)
            self.assertEqual(stats(port)["bytes"], len(body))
            inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
            size = 0
            rest = body
            while rest:  # zlib checks the CRC and the size at the end
                piece = inflater.decompress(rest, 16 * 1024 * 1024)
                self.assertFalse(piece.strip(b" "))
                size += len(piece)
                rest = inflater.unconsumed_tail
            self.assertEqual((size, inflater.eof, inflater.unused_data), (2 ** 31, True, b""))
            self.is_served_right(port)

    def test_wrong_charset_calls_utf_8_gbk_or_gbk_utf_8(self):
        seen = set()
        with origin("--fault", "wrong-charset") as (_, port), origin() as (_, right):
            for number in range(1, 17):
                path = f"/sitehome/p/{number}"
                response, body = ask_once(port, path)
                page = ask_once(right, path)[1]
                declared = response.getheader("Content-Type")
                seen.add(declared)
                if declared == "text/html; charset=gbk":
                    self.assertEqual(body, page)
                else:
                    with self.assertRaises(UnicodeDecodeError):
                        body.decode()
                    self.assertEqual(html.unescape(body.decode("gbk", "euro")), html.unescape(page.decode()))
                self.assertEqual(ask_once(port, path)[1], page)
        self.assertEqual(seen, {"text/html; charset=gbk", "text/html; charset=utf-8"})


class Targets(unittest.TestCase):
    """Films, lists of pictures, and pictures go wrong as pages of posts do."""

    FILMS = "/j/chart/top_list?type=11&interval_id=100%3A90&action=&start=20&limit=20"
    PATHS = [FILMS, "/pictures/p/3", "/picture/3/a.png", "/picture/5/%00.png"]

    @classmethod
    def setUpClass(cls):
        cls.right = {}
        with origin() as (_, port):
            for path in cls.PATHS:
                head, body, _ = exchange(port, path)
                cls.right[path] = (re.search("Content-Type: (.*)\r", head).group(1), body)

    def each(self, kind, check):
        """Calls `check` for each path, with a port where it goes wrong, and its right type and body."""
        for path in self.PATHS:
            with self.subTest(kind + path), origin("--fault", f"{kind}:1:1") as (_, port):
                check(port, path, *self.right[path])

    def test_both_formats_are_tried(self):
        self.assertEqual({self.right[path][0] for path in self.PATHS[2:]}, {"image/png", "image/jpeg"})

    def test_every_fault_is_met_once_and_counted(self):
        for kind in KINDS:
            def check(port, path, _, right, kind=kind):
                with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
                    one.sendall(request_bytes(path))
                    with contextlib.suppress(ConnectionResetError):
                        one.recv(1)
                self.assertEqual(exchange(port, path)[1:], (right, "closed"))
                seen = stats(port)
                self.assertEqual((seen["requests"], seen["faults"]), ({path: 2}, {kind: 1}))

            self.each(kind, check)

    def test_half_of_a_body_is_its_first_half(self):
        for kind, ending in [("reset", "reset"), ("truncate", "closed")]:
            def check(port, path, declared, right, ending=ending):
                head, body, end = exchange(port, path)
                self.assertIn(f"Content-Type: {declared}\r\n", head + "\r\n")
                self.assertEqual((body, end), (right[:len(right) // 2], ending))

            self.each(kind, check)

    def test_redirects_keep_the_address_and_its_depth(self):
        def check(port, path, declared, right):
            response, _ = ask_once(port, path, agent="test")
            location = response.getheader("Location")
            self.assertEqual((response.status, location.count("/")), (302, path.count("/")))
            self.assertTrue(location.endswith(path[1:]))
            head, body, _ = exchange(port, location)
            self.assertIn(f"Content-Type: {declared}\r\n", head + "\r\n")
            self.assertEqual(body, right)
            self.assertEqual(stats(port)["redirects"], 1)

        self.each("redirect", check)

    def test_garbage_is_nothing_of_what_it_is_called(self):
        def check(port, path, declared, _):
            response, body = ask_once(port, path, agent="test")
            self.assertEqual((response.status, response.getheader("Content-Type")), (200, declared))
            self.assertNotIn(body[:2], [b"\x89P", b"\xff\xd8"])
            with self.assertRaises(UnicodeDecodeError):
                body.decode()

        self.each("garbage", check)

    def test_gzip_is_the_right_body(self):
        def check(port, path, declared, right):
            head, body, _ = exchange(port, path)
            self.assertIn(f"Content-Type: {declared}\r\n", head + "\r\n")
            self.assertIn("Content-Encoding: gzip\r\n", head + "\r\n")
            self.assertEqual(gzip.decompress(body), right)

        self.each("gzip", check)

    def test_a_wrong_charset_hurts_neither_json_nor_pictures(self):
        def check(port, path, declared, right):
            if path != "/pictures/p/3":
                head, body, _ = exchange(port, path)
                said = "application/json; charset=gbk" if path == self.FILMS else declared
                self.assertIn(f"Content-Type: {said}\r\n", head + "\r\n")
                self.assertEqual(body, right)

        self.each("wrong-charset", check)

    def test_films_go_wrong_by_page_and_pictures_by_themselves(self):
        with origin("--fault", "status-500:50%") as (_, port), contextlib.closing(connect(port)) as connection:
            def met(path):
                return [ask(connection, path.format(number, 20 * (number - 1)), agent="test")[0].status == 500
                        for number in range(1, 101)]

            posts = met("/sitehome/p/{}")
            self.assertEqual(met("/j/chart/top_list?start={1}"), posts)
            self.assertEqual(met("/pictures/p/{}"), posts)
            pictures = met("/picture/{}/x")
            self.assertIn(sum(one != other for one, other in zip(pictures, posts)), range(30, 71))


class Rules(unittest.TestCase):
    def met(self, *options, pages=200):
        """Whether the first request for each page is answered with status 500."""
        with origin(*options) as (_, port), contextlib.closing(connect(port)) as connection:
            return [ask(connection, f"/sitehome/p/{number}")[0].status == 500 for number in range(1, pages + 1)]

    def test_the_same_pages_go_wrong_every_time_and_others_with_another_seed(self):
        first = self.met("--fault", "status-500:30%")
        self.assertIn(sum(first), range(35, 86))
        self.assertEqual(self.met("--fault", "status-500:0.3"), first)
        self.assertNotEqual(self.met("--fault", "status-500:30%", "--seed", "2"), first)

    def test_a_page_goes_wrong_n_times(self):
        with origin("--fault", "status-500:1:3") as (_, port), contextlib.closing(connect(port)) as connection:
            self.assertEqual([ask(connection, PAGE)[0].status for _ in range(5)], [500, 500, 500, 200, 200])
            self.assertEqual(ask(connection, "/sitehome/p/4")[0].status, 500)

    def test_n_of_0_is_for_ever(self):
        with origin("--fault", "status-500:1:0") as (_, port), contextlib.closing(connect(port)) as connection:
            self.assertEqual({ask(connection, PAGE)[0].status for _ in range(50)}, {500})

    def test_a_reset_of_the_stats_starts_the_attempts_again(self):
        with origin("--fault", "status-500") as (_, port):
            for _ in range(2):
                self.assertEqual([ask_once(port, PAGE)[0].status for _ in range(2)], [500, 200])
                seen = stats(port)
                self.assertEqual((seen["requests_total"], seen["faults"]), (2, {"status-500": 1}))
                ask_once(port, "/stats", "DELETE")
                self.assertEqual((stats(port)["faults"], stats(port)["redirects"]), ({}, 0))

    def test_several_faults_come_together_one_to_a_page(self):
        rules = ["--fault", "status-500:40%", "--fault", "status-429:40%", "--fault", "gzip:20%"]
        with origin(*rules) as (_, port), contextlib.closing(connect(port)) as connection:
            answers = [ask(connection, f"/sitehome/p/{number}")[0] for number in range(1, 201)]
            seen = stats(port)["faults"]
        self.assertEqual(seen["status-500"], sum(answer.status == 500 for answer in answers))
        self.assertEqual(seen["status-429"], sum(answer.status == 429 for answer in answers))
        self.assertEqual(seen["gzip"], sum(answer.getheader("Content-Encoding") == "gzip" for answer in answers))
        self.assertEqual(sum(seen.values()), 200)

    def test_a_fault_is_delayed_like_a_page(self):
        for kind in ["status-500", "refuse", "empty", "truncate", "gzip"]:
            with self.subTest(kind), origin("--fault", kind, "--latency", "200ms") as (_, port):
                start = time.monotonic()
                exchange(port)
                self.assertGreaterEqual(time.monotonic() - start, 0.2)

    def test_only_pages_go_wrong(self):
        with origin("--fault", "empty:1:0") as (_, port):
            self.assertEqual(ask_once(port, "/")[0].status, 200)
            self.assertEqual(ask_once(port, "/nothing")[0].status, 404)
            self.assertEqual(stats(port)["faults"], {})

    def test_whole_faulty_pages_keep_to_the_bandwidth(self):
        with origin("--fault", "garbage", "--bandwidth", "50kB") as (_, port):
            start = time.monotonic()
            _, body = ask_once(port, PAGE)
            self.assertGreaterEqual(time.monotonic() - start, len(body) / 50000)

    def test_without_faults_there_are_none(self):
        with origin() as (_, port):
            ask_once(port, PAGE)
            self.assertEqual((stats(port)["faults"], stats(port)["redirects"]), ({}, 0))


class Leaving(unittest.TestCase):
    def test_what_a_client_leaves_is_cleared_away(self):
        for kind in ["stall", "slow", "huge", "reset", "gzip-bomb"]:
            with self.subTest(kind), origin("--fault", f"{kind}:1:0") as (process, port):
                before = descriptors(process)
                for one in send_requests(port, 50):
                    self.assertTrue(one.recv(1))
                    one.close()
                self.assertTrue(wait_until(lambda process=process, before=before: descriptors(process) <= before))
                self.assertEqual(stats(port)["requests_total"], 50)

    def test_a_stalled_client_that_resets_is_noticed_too(self):
        with origin("--fault", "stall") as (process, port):
            before = descriptors(process)
            one = send_requests(port, 1)[0]
            self.assertTrue(one.recv(1))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()
            self.assertTrue(wait_until(lambda: descriptors(process) <= before))

    def test_sigterm_ends_it_in_the_middle_of_every_fault(self):
        for kind in ["stall", "slow", "huge", "reset", "gzip-bomb"]:
            with self.subTest(kind), origin("--fault", f"{kind}:1:0") as (process, port):
                sockets = send_requests(port, 20)
                for one in sockets:
                    self.assertTrue(one.recv(1))
                process.terminate()
                self.assertEqual(process.wait(PATIENCE_S), 0)
                self.assertEqual(process.stderr.read(), b"")
                for one in sockets:
                    one.close()

    def test_after_every_fault_it_ends_in_good_order(self):
        for kind in KINDS:
            with self.subTest(kind), origin("--fault", f"{kind}:1:3") as (process, port):
                for _ in range(5):
                    exchange(port, enough=100)
                process.terminate()
                self.assertEqual(process.wait(PATIENCE_S), 0)
                self.assertEqual(process.stderr.read(), b"")  # where a sanitizer would name a leak

    def test_others_are_served_while_clients_do_not_read_an_endless_body(self):
        with origin("--fault", "huge:50%:0") as (_, port):
            sockets = send_requests(port, 100)
            wait_until(lambda: stats(port)["requests_total"] == 100)
            start = time.monotonic()
            for _ in range(20):
                self.assertEqual(ask_once(port, "/")[0].status, 200)
            self.assertLess(time.monotonic() - start, PATIENCE_S / 2)
            for one in sockets:
                one.close()


class CommandLine(unittest.TestCase):
    def misused(self, *values):
        result = run_origin(*[word for value in values for word in ("--fault", value)])
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertRegex(result.stderr, r"\Amanyhands-origin: [^\n]*\n\Z")
        return result.stderr

    def test_an_unknown_kind_is_answered_with_all_kinds(self):
        for value in ["fire", "fire:10%", "", "x" * 300]:
            message = self.misused(value)
            self.assertIn(f"'{value[:100]}'", message)
            self.assertTrue(message.endswith(": " + ", ".join(KINDS) + ")\n"), message)

    def test_a_bad_rate_or_number_is_quoted(self):
        for value in ["stall:2", "stall:101%", "stall:x", "stall:", "stall:1:x", "stall:1:-1", "stall:1:1:1"]:
            with self.subTest(value):
                self.assertIn(f"--fault: '{value}'", self.misused(value))

    def test_rates_beyond_1_are_an_error(self):
        self.assertIn("more than 1 with 'slow:50.1%'", self.misused("stall:50%", "slow:50.1%"))
        self.assertIn("more than 1 with 'slow'", self.misused("stall", "slow"))

    def test_help_names_every_kind(self):
        text = run_origin("--help").stdout
        listed = re.findall(r"^    ([a-z0-9-]+) {2}", text, re.MULTILINE)
        self.assertEqual(listed, KINDS)


if __name__ == "__main__":
    unittest.main()
