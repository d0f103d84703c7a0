# SPDX-License-Identifier: MIT
"""manyhands-origin from outside: its pages, films, pictures, delays, counters, command line, and how it ends."""

import contextlib
import html
import http.client
import json
import os
import re
import selectors
import signal
import socket
import struct
import subprocess
import sys
import time
import unittest
import urllib.parse
import zlib

from patience import PATIENCE_S, ended, wait_until

PROGRAM = os.path.join(os.environ["MANYHANDS_BIN"], "manyhands-origin")


def read_line(stream):
    """The first line of a pipe, waiting no longer than PATIENCE_S."""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        if not selector.select(PATIENCE_S):
            raise TimeoutError("the origin printed nothing")
    return stream.readline().decode()


@contextlib.contextmanager
def origin(*options):
    """A running origin and its port. Whatever happens it is gone afterwards."""
    with ended(subprocess.Popen([PROGRAM, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)) as process:
        line = read_line(process.stdout)
        if not line.startswith("listening on http://127.0.0.1:"):
            raise AssertionError(f"the origin printed {line!r}")
        yield process, int(line.rsplit(":", 1)[1])


def run_origin(*options):
    """Runs an origin that ends by itself."""
    return subprocess.run([PROGRAM, *options], capture_output=True, text=True, timeout=PATIENCE_S, check=False)


def connect(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)


def ask(connection, path, method="GET", agent=None):
    """One exchange on a connection: the response and its body."""
    connection.request(method, path, headers={"User-Agent": agent} if agent else {})
    response = connection.getresponse()
    return response, response.read()


def ask_once(port, path, method="GET", agent=None):
    with contextlib.closing(connect(port)) as connection:
        return ask(connection, path, method, agent)


def stats(port):
    return json.loads(ask_once(port, "/stats")[1])


def send_requests(port, count, path="/sitehome/p/{}"):
    """Opens `count` connections with a page request on each and reads nothing yet."""
    sockets = []
    for number in range(1, count + 1):
        sockets.append(socket.create_connection(("127.0.0.1", port), PATIENCE_S))
        request = f"GET {path.format(number)} HTTP/1.1\r\nHost: origin\r\nConnection: close\r\n\r\n"
        sockets[-1].sendall(request.encode())
    return sockets


def is_running(pid):
    """Whether a process is there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Pages(unittest.TestCase):
    def test_a_page_is_html_and_the_same_for_everyone(self):
        with origin() as (_, port), origin() as (_, other):
            response, page = ask_once(port, "/sitehome/p/3")
            self.assertEqual(response.status, 200)
            self.assertEqual(response.getheader("Content-Type"), "text/html; charset=utf-8")
            self.assertEqual(int(response.getheader("Content-Length")), len(page))
            self.assertEqual(ask_once(other, "/sitehome/p/3")[1], page)
            self.assertNotEqual(ask_once(port, "/sitehome/p/4")[1], page)
            page.decode("utf-8")

    def test_another_seed_makes_other_pages(self):
        with origin() as (_, port), origin("--seed", "2") as (_, other):
            self.assertNotEqual(ask_once(port, "/sitehome/p/1")[1], ask_once(other, "/sitehome/p/1")[1])

    def test_head_is_get_without_the_body(self):
        with origin() as (_, port):
            _, page = ask_once(port, "/sitehome/p/1")
            response, nothing = ask_once(port, "/sitehome/p/1", "HEAD")
            self.assertEqual((response.status, nothing), (200, b""))
            self.assertEqual(int(response.getheader("Content-Length")), len(page))

    def test_the_start_page_says_what_is_served(self):
        with origin() as (_, port):
            response, page = ask_once(port, "/")
            self.assertEqual(response.status, 200)
            self.assertIn(b"/sitehome/p/1", page)

    def test_what_is_not_there_is_404(self):
        paths = ["/sitehome/p/0", "/sitehome/p/", "/sitehome/p/01", "/sitehome/p/-1", "/sitehome/p/x",
                 "/sitehome/p/1x", "/sitehome/p/1234567890", "/sitehome/p/" + "9" * 400, "/sitehome", "/favicon.ico"]
        with origin() as (_, port):
            for path in paths:
                with self.subTest(path):
                    self.assertEqual(ask_once(port, path)[0].status, 404)

    def test_other_methods_are_405(self):
        with origin() as (_, port):
            for method, path in [("POST", "/sitehome/p/1"), ("DELETE", "/sitehome/p/1"), ("PUT", "/stats"),
                                 ("POST", "/")]:
                with self.subTest(method + path):
                    response, _ = ask_once(port, path, method)
                    self.assertEqual(response.status, 405)
                    self.assertIn("GET", response.getheader("Allow"))

    def test_a_request_body_is_ignored_and_the_connection_goes_on(self):
        with origin() as (_, port), contextlib.closing(connect(port)) as connection:
            connection.request("GET", "/sitehome/p/1", body=b"x" * 100000)
            response = connection.getresponse()
            self.assertEqual((response.status, len(response.read()) > 20000), (200, True))
            self.assertEqual(ask(connection, "/sitehome/p/2")[0].status, 200)


class Films(unittest.TestCase):
    PATH = "/j/chart/top_list?type=11&interval_id=100%3A90&action=&start=20&limit=20"

    def test_a_part_of_the_list_is_json(self):
        with origin() as (_, port), contextlib.closing(connect(port)) as connection:
            response, body = ask(connection, self.PATH, agent="test")
            self.assertEqual(response.getheader("Content-Type"), "application/json; charset=utf-8")
            self.assertEqual([film["rank"] for film in json.loads(body)], list(range(21, 41)))
            films = json.loads(ask(connection, "/j/chart/top_list", agent="test")[1])
            self.assertEqual([film["rank"] for film in films], list(range(1, 21)))
            films = json.loads(ask(connection, "/j/chart/top_list?limit=100&start=999999999", agent="test")[1])
            self.assertEqual(len(films), 100)

    def test_each_query_counts_for_itself(self):
        with origin() as (_, port):
            for path in [self.PATH, self.PATH, self.PATH.replace("start=20", "start=40")]:
                ask_once(port, path, agent="test")
            self.assertEqual(stats(port)["requests"], {self.PATH: 2, self.PATH.replace("start=20", "start=40"): 1})

    def test_who_does_not_say_who_he_is_gets_418(self):
        with origin("--latency", "100ms", "--fault", "status-500:1:0") as (_, port):
            start = time.monotonic()
            response, body = ask_once(port, self.PATH)
            self.assertEqual((response.status, body), (418, b""))
            self.assertGreaterEqual(time.monotonic() - start, 0.1)
            self.assertEqual(stats(port)["requests"], {self.PATH: 1})
            self.assertEqual(stats(port)["faults"], {})

    def test_a_query_without_sense_is_400(self):
        with origin() as (_, port):
            for query in ["start=-1", "start=x", "start=", "limit=0", "limit=101", "limit=2x", "start=1000000000",
                          "start=0&limit=20&start=x", "start=" + "9" * 400]:
                with self.subTest(query):
                    self.assertEqual(ask_once(port, "/j/chart/top_list?" + query, agent="test")[0].status, 400)
            self.assertEqual(stats(port)["requests"], {})


def png_chunks(file):
    """The types of a PNG's chunks; checks their CRCs and inflates the pixels."""
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    at, types, packed = 8, [], b""
    while at < len(file):
        size, kind = struct.unpack_from(">I4s", file, at)
        data = file[at + 8:at + 8 + size]
        assert struct.unpack_from(">I", file, at + 8 + size)[0] == zlib.crc32(kind + data)
        packed += data if kind == b"IDAT" else b""
        types.append(kind)
        at += 12 + size
    zlib.decompress(packed)
    return types


class Pictures(unittest.TestCase):
    def test_a_list_names_twenty_pictures_that_are_there(self):
        with origin() as (_, port), contextlib.closing(connect(port)) as connection:
            seen = []
            for number in range(1, 4):
                url = f"http://127.0.0.1:{port}/pictures/p/{number}"
                response, page = ask(connection, url.split(str(port), 1)[1])
                self.assertEqual(response.getheader("Content-Type"), "text/html; charset=utf-8")
                inside = page.decode().split('\n<div id="pictures">')[1].split("\n</div>")[0]
                sources = re.findall('<img src="([^"]*)"', inside)
                seen += [urllib.parse.urljoin(url, html.unescape(source)) for source in sources]
            self.assertEqual((len(seen), len(set(seen))), (60, 58))
            for address in seen:
                self.assertTrue(address.startswith(f"http://127.0.0.1:{port}/picture/"))
                response, picture = ask(connection, address.split(str(port), 1)[1])
                if response.getheader("Content-Type") == "image/png":
                    self.assertEqual(png_chunks(picture)[:2], [b"IHDR", b"tEXt"])
                else:
                    self.assertEqual(response.getheader("Content-Type"), "image/jpeg")
                    self.assertEqual((picture[:4], picture[-2:]), (b"\xff\xd8\xff\xe0", b"\xff\xd9"))
            self.assertEqual(sum(stats(port)["requests"].values()), 63)

    def test_a_picture_is_the_same_for_everyone_by_whatever_name(self):
        with origin() as (_, port), origin() as (_, other), origin("--seed", "2") as (_, reseeded):
            picture = ask_once(port, "/picture/12/a.png")[1]
            for name in ["", "%00.png", "..%2f..%2fetc%2fpasswd.png", "n" * 300, "a.png?w=1&h=2", "a/b/../c"]:
                self.assertEqual(ask_once(other, "/picture/12/" + name)[1], picture)
                self.assertEqual(stats(other)["requests"]["/picture/12/" + name], 1)
            self.assertNotEqual(ask_once(reseeded, "/picture/12/a.png")[1], picture)
            self.assertNotEqual(ask_once(port, "/picture/13/a.png")[1], picture)

    def test_what_is_no_picture_is_404_and_what_is_no_address_400(self):
        with origin() as (_, port):
            for path in ["/picture/0/a.png", "/picture/1", "/picture/01/a", "/picture/100000000000/a", "/picture//a",
                         "/pictures/p/0", "/pictures/p/1/", "/pictures/p/1000000000"]:
                with self.subTest(path):
                    self.assertEqual(ask_once(port, path)[0].status, 404)
            with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
                one.sendall(b"GET /picture/1/\xff HTTP/1.1\r\nHost: x\r\n\r\n")
                self.assertTrue(one.recv(65536).startswith(b"HTTP/1.1 400 "))
            self.assertEqual(stats(port)["requests"], {})

    def test_a_host_that_could_not_stand_in_a_url_stands_in_no_page(self):
        for host in ["", "Host: \"><b>\r\n", "Host: \xff\r\n"]:
            with self.subTest(host), origin() as (_, port):
                with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one, one.makefile("rb") as file:
                    one.sendall(f"GET /pictures/p/1 HTTP/1.0\r\n{host}\r\n".encode("latin-1"))
                    page = file.read().partition(b"\r\n\r\n")[2]
                self.assertTrue(page.endswith(b"</html>\n"))
                self.assertNotIn(b'src="http', page)
                page.decode()

    def test_a_picture_is_paced_and_kept_alive_like_a_page(self):
        with origin("--bandwidth", "1MB") as (_, port), contextlib.closing(connect(port)) as connection:
            start = time.monotonic()
            size = sum(len(ask(connection, f"/picture/{number}/x")[1]) for number in range(1, 6))
            self.assertGreaterEqual(time.monotonic() - start, size / 1e6)
            seen = stats(port)
            self.assertEqual((seen["connections"], seen["bytes"]), (1, size))

    def test_requests_that_break_off_leave_nothing_behind(self):
        with origin() as (process, port):
            for start in [b"GET /pict", b"GET /picture/1/x HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nbad", b"\0\r\n\r\n"]:
                with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as one:
                    one.sendall(start)
            self.assertEqual(ask_once(port, "/picture/1/x")[0].status, 200)
            process.terminate()
            self.assertEqual(process.wait(PATIENCE_S), 0)
            self.assertEqual(process.stderr.read(), b"")  # where a sanitizer would name a leak


class Delays(unittest.TestCase):
    def test_no_page_comes_before_its_latency(self):
        with origin("--latency", "200ms") as (_, port), contextlib.closing(connect(port)) as connection:
            for path in ["/sitehome/p/1", "/sitehome/p/2"]:
                start = time.monotonic()
                ask(connection, path)
                self.assertGreaterEqual(time.monotonic() - start, 0.2)

    def test_who_asks_is_told_when_the_answer_was_there(self):
        with origin("--latency", "200ms") as (_, port), contextlib.closing(connect(port)) as connection:
            for path, least_ns in [("/sitehome/p/1", 200_000_000), ("/nowhere", 0)]:
                start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                connection.request("GET", path, headers={"Manyhands-Answered": "?"})
                response = connection.getresponse()
                response.read()
                answered = int(response.headers["Manyhands-Answered"])
                self.assertGreaterEqual(answered, start + least_ns)
                self.assertLessEqual(answered, time.clock_gettime_ns(time.CLOCK_MONOTONIC))
                self.assertIsNone(ask(connection, path)[0].headers["Manyhands-Answered"])

    def test_only_pages_are_delayed(self):
        with origin("--latency", "1min") as (_, port):
            self.assertEqual(ask_once(port, "/sitehome/p/0")[0].status, 404)
            self.assertEqual(ask_once(port, "/stats")[0].status, 200)

    def test_no_page_comes_faster_than_the_bandwidth(self):
        with origin("--bandwidth", "50kB") as (_, port), origin() as (_, unlimited):
            start = time.monotonic()
            _, page = ask_once(port, "/sitehome/p/1")
            self.assertGreaterEqual(time.monotonic() - start, len(page) / 50000)
            self.assertEqual(page, ask_once(unlimited, "/sitehome/p/1")[1])
            self.assertEqual(stats(port)["bytes"], len(page))

    def test_a_paced_connection_is_kept_alive(self):
        with origin("--bandwidth", "1MB", "--latency", "10ms") as (_, port):
            with contextlib.closing(connect(port)) as connection:
                for number in range(1, 6):
                    self.assertEqual(ask(connection, f"/sitehome/p/{number}")[0].status, 200)
            self.assertEqual(stats(port)["connections"], 1)

    def test_500_delayed_requests_are_in_flight_at_once(self):
        with origin("--latency", "4s") as (_, port):
            sockets = send_requests(port, 500)
            answers = []
            for one in sockets:
                with one, one.makefile("rb") as file:
                    answers.append(file.read())
            self.assertTrue(all(answer.startswith(b"HTTP/1.1 200") for answer in answers))
            self.assertTrue(all(answer.endswith(b"</html>\n") for answer in answers))
            seen = stats(port)
            self.assertEqual(seen["peak_in_flight"], 500)
            self.assertEqual(seen["connections"], 500)
            self.assertEqual(seen["requests"], {f"/sitehome/p/{number}": 1 for number in range(1, 501)})

    def test_a_client_that_leaves_takes_nothing_with_it(self):
        with origin("--latency", "300ms") as (_, port):
            for one in send_requests(port, 50):
                one.close()
            self.assertTrue(wait_until(lambda: stats(port)["requests_total"] == 50))
            self.assertEqual(ask_once(port, "/sitehome/p/51")[0].status, 200)


class Stats(unittest.TestCase):
    def test_a_connection_counts_once_however_often_it_is_used(self):
        with origin() as (_, port):
            with contextlib.closing(connect(port)) as connection:
                sizes = [len(ask(connection, path)[1]) for path in ["/sitehome/p/1", "/sitehome/p/2", "/sitehome/p/1"]]
            seen = stats(port)
            self.assertEqual(seen["requests"], {"/sitehome/p/1": 2, "/sitehome/p/2": 1})
            self.assertEqual((seen["requests_total"], seen["connections"], seen["peak_in_flight"]), (3, 1, 1))
            self.assertEqual(seen["bytes"], sum(sizes))
            self.assertGreater(seen["uptime_s"], 0)
            self.assertGreaterEqual(seen["cpu_s"], 0)

    def test_nothing_but_page_requests_counts(self):
        with origin() as (_, port):
            for path in ["/", "/stats", "/sitehome/p/0", "/nothing"]:
                ask_once(port, path)
            ask_once(port, "/sitehome/p/1", "POST")
            seen = stats(port)
            self.assertEqual((seen["requests"], seen["requests_total"], seen["connections"], seen["bytes"]),
                             ({}, 0, 0, 0))

    def test_a_reset_starts_all_counts_again(self):
        with origin() as (_, port), contextlib.closing(connect(port)) as connection:
            ask(connection, "/sitehome/p/1")
            response, nothing = ask_once(port, "/stats", "DELETE")
            self.assertEqual((response.status, nothing), (204, b""))
            seen = stats(port)
            self.assertEqual((seen["requests"], seen["requests_total"], seen["connections"]), ({}, 0, 0))
            self.assertEqual((seen["peak_in_flight"], seen["bytes"]), (0, 0))
            ask(connection, "/sitehome/p/2")
            seen = stats(port)
            self.assertEqual((seen["requests"], seen["connections"]), ({"/sitehome/p/2": 1}, 1))

    def test_a_reset_keeps_what_is_in_flight_in_the_peak_and_out_of_the_bytes(self):
        with origin("--latency", "1s") as (_, port):
            sockets = send_requests(port, 3)
            self.assertTrue(wait_until(lambda: stats(port)["peak_in_flight"] == 3))
            ask_once(port, "/stats", "DELETE")
            for one in sockets:
                with one, one.makefile("rb") as file:
                    self.assertTrue(file.read().endswith(b"</html>\n"))
            seen = stats(port)
            self.assertEqual((seen["peak_in_flight"], seen["requests_total"], seen["bytes"]), (3, 0, 0))


class CommandLine(unittest.TestCase):
    def test_misuse_is_one_line_that_quotes_it_and_status_2(self):
        for subject, *options in [("--nonsense", "--nonsense"), ("-x", "-x"), ("-x", "-xy"), ("extra", "extra"),
                                  ("--port", "--port"), ("70000", "--port", "70000"), ("x", "--port", "x"),
                                  ("600", "--latency", "600"), ("2h", "--jitter", "2h"), ("0B", "--bandwidth", "0B"),
                                  ("-1", "--seed", "-1"), ("here", "--host", "here"), ("--help=x", "--help=x")]:
            with self.subTest(options):
                result = run_origin(*options)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertRegex(result.stderr, r"\Amanyhands-origin: [^\n]*\n\Z")
                self.assertIn(f"'{subject}'", result.stderr)

    def test_help_goes_to_stdout(self):
        result = run_origin("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertTrue(result.stdout.startswith("usage: manyhands-origin"))
        for option in ["--host", "--port", "--latency", "--jitter", "--bandwidth", "--seed", "--allow-remote",
                       "--exit-with-parent", "--help", "--version"]:
            self.assertIn(option, result.stdout)

    def test_version_goes_to_stdout(self):
        result = run_origin("--version")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertRegex(result.stdout, r"\Amanyhands-origin \d+\.\d+\.\d+")

    def test_an_address_beyond_loopback_needs_permission(self):
        result = run_origin("--host", "0.0.0.0")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("'0.0.0.0'", result.stderr)

    def test_a_port_in_use_is_said(self):
        with origin() as (_, port):
            result = run_origin("--port", str(port))
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertEqual(result.stderr,
                         f"manyhands-origin: cannot listen on 127.0.0.1:{port}: address already in use\n")


class Ending(unittest.TestCase):
    def test_sigterm_and_sigint_end_it_even_with_requests_suspended(self):
        for number in [signal.SIGTERM, signal.SIGINT]:
            with self.subTest(number), origin("--latency", "1min") as (process, port):
                sockets = send_requests(port, 200)
                self.assertTrue(wait_until(lambda port=port: stats(port)["peak_in_flight"] == 200))
                process.send_signal(number)
                self.assertEqual(process.wait(PATIENCE_S), 0)
                self.assertEqual(process.stderr.read(), b"")
                for one in sockets:
                    one.close()

    def test_sigterm_ends_it_in_the_middle_of_paced_bodies(self):
        with origin("--bandwidth", "1kB") as (process, port):
            sockets = send_requests(port, 50)
            for one in sockets:
                self.assertTrue(one.recv(1))
            process.terminate()
            self.assertEqual(process.wait(PATIENCE_S), 0)
            self.assertEqual(process.stderr.read(), b"")
            for one in sockets:
                one.close()

    def test_it_dies_with_its_parent_when_told_to(self):
        parent = subprocess.Popen(
            [sys.executable, "-c",
             "import subprocess, sys, time\n"
             "child = subprocess.Popen([sys.argv[1], '--exit-with-parent'], stdout=subprocess.PIPE)\n"
             "child.stdout.readline()\n"
             "print(child.pid, flush=True)\n"
             f"time.sleep({PATIENCE_S})\n", PROGRAM],
            stdout=subprocess.PIPE)
        with ended(parent):
            child = int(read_line(parent.stdout))
            self.assertTrue(is_running(child))
        self.assertTrue(wait_until(lambda: not is_running(child)))

    def test_with_few_descriptors_it_serves_what_it_can(self):
        def few():
            import resource  # in the child, between fork and exec
            resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))

        command = [PROGRAM, "--latency", "100ms"]
        with ended(subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=few)) as process:
            port = int(read_line(process.stdout).rsplit(":", 1)[1])
            for one in send_requests(port, 100):
                with one, one.makefile("rb") as file:
                    self.assertTrue(file.read().endswith(b"</html>\n"))
            self.assertLess(stats(port)["peak_in_flight"], 40)


if __name__ == "__main__":
    unittest.main()
