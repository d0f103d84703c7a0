# SPDX-License-Identifier: MIT
"""`manyhands run --url`: a site that is not the origin, here a small one of Python's on loopback."""

import contextlib
import csv
import gzip
import http.server
import io
import os
import ssl
import subprocess
import threading
import time
import unittest

import harness

PAGES = 6
RATE = 8  # a second: pages of a busy machine come quicker
POSTS = 3


def page(number):
    posts = "".join(
        f"<article><section><div><a>Page {number}, post {i} 标题</a><p>About &lt;{i}&gt;, \"{number}\" ...</p></div>"
        f"<footer><a><span>Author {i}</span></a></footer></section></article>" for i in range(POSTS))
    return f"<html><meta charset='utf-8'><body><div id='post_list'>{posts}</div></body></html>".encode()


def rows(pages):
    return [{"title": f"Page {number}, post {i} 标题", "summary": f"About <{i}>, \"{number}\"", "avatar": "",
             "author": f"Author {i}"} for number in range(1, pages + 1) for i in range(POSTS)]


setUpModule = harness.without_pictures


class Handler(http.server.BaseHTTPRequestHandler):
    """/p/N is a page, /r/N redirects to it, /z/N is it with gzip, /e/N fails for N = 3."""
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.times.append(time.monotonic())
        _, kind, number = self.path.split("/")
        if kind == "r":
            self.answer(302, b"", Location=f"/p/{number}")
        elif kind == "e" and number == "3":
            self.answer(503, b"busy")
        elif kind == "z" and "gzip" in self.headers.get("Accept-Encoding", ""):
            self.answer(200, gzip.compress(page(int(number))), Content_Encoding="gzip")
        elif kind == "z":
            self.answer(406, b"gzip only")
        else:
            self.answer(200, page(int(number)), Content_Type="text/html; charset=utf-8")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # a client that does not trust the certificate hangs up


@contextlib.contextmanager
def site(certificate=None):
    """A running site: its server, with the times of all requests, and its address."""
    server = Server(("127.0.0.1", 0), Handler)
    server.times = []
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server, f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificates(base):
    """A throwaway CA and a certificate by it for 127.0.0.1: (CA file, (certificate file, key file))."""
    extensions = os.path.join(base, "extensions")
    with open(extensions, "w", encoding="utf-8") as file:
        file.write("subjectAltName=IP:127.0.0.1\n")
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    for command in (f"req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=throwaway",
                    f"req {key} -keyout site.key -out site.csr -subj /CN=127.0.0.1",
                    "x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions"
                    " -out site.pem"):
        subprocess.run(["openssl", *command.split()], cwd=base, check=True, capture_output=True,
                       timeout=harness.PATIENCE_S)
    return [os.path.join(base, "ca.pem"), [os.path.join(base, name) for name in ("site.pem", "site.key")]]


class ASite(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "results")

    def compare(self, url, *options):
        env = harness.environment()
        ran = harness.run("run", "--tasks", str(PAGES), "--rounds", "1", "--url", url, "--out", self.out, *options, env=env)
        self.assertEqual(harness.processes(env), [])
        return ran

    def assert_fine(self, ran):
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(list(csv.DictReader(io.StringIO(harness.read(self.out, "articles.csv")))), rows(6))
        results = harness.results(self.out)
        self.assertTrue(all(model["verified"] and model["requests"] is None for model in results["models"]))
        self.assertIsNone(results["scenario"]["latency_s"])
        return results

    def assert_refused(self, ran, says):
        harness.assert_refused(self, ran, says)
        self.assertFalse(os.path.exists(self.out))

    def test_a_plain_site_is_compared(self):
        with site() as (_, address):
            results = self.assert_fine(self.compare(address + "/p/{page}"))
            self.assertEqual(results["scenario"]["url"], address + "/p/{page}")

    def test_gzip_is_unpacked(self):
        with site() as (_, address):
            self.assert_fine(self.compare(address + "/z/{page}"))

    def test_redirects_are_followed(self):
        with site() as (_, address):
            self.assert_fine(self.compare(address + "/r/{page}"))

    def test_https_needs_a_certificate_that_is_trusted(self):
        authority, certificate = make_certificates(self.base)
        with site(certificate) as (_, address):
            self.assert_refused(self.compare(address + "/p/{page}"), "certificate")
            self.assert_fine(self.compare(address + "/p/{page}", "--cacert", authority))

    def test_a_missing_file_of_certificates_is_refused(self):
        with site() as (_, address):
            secure = address.replace("http", "https")
            self.assert_refused(self.compare(secure + "/p/{page}", "--cacert", "/no/ca"), "/no/ca")

    def test_a_page_that_fails_is_named(self):
        with site() as (_, address):
            self.assert_refused(self.compare(address + "/e/{page}"), "/e/3")

    def test_a_site_that_is_not_there_is_refused(self):
        with site() as (_, address):
            pass
        self.assert_refused(self.compare(address + "/p/{page}"), "sequential")

    def test_the_rate_is_kept_by_every_model_and_named_as_the_limit(self):
        with site() as (server, address):
            results = self.assert_fine(self.compare(address + "/p/{page}", "--rate", str(RATE)))
            for model in results["models"]:
                if model["name"] != "sequential":  # which on a busy machine is held by being one as much
                    self.assertEqual(model["limited_by"], "rate")
                self.assertGreaterEqual(min(model["wall_s"]), 5 / RATE)
                self.assertLessEqual(model["efficiency"], 1.1)  # the bound has the wait of another moment
            times = server.times
            runs = len(times) // PAGES
            self.assertEqual(len(times), runs * PAGES)
            self.assertGreaterEqual(times[-1] - times[0], (len(times) - runs) / RATE)
        self.assertEqual(results["scenario"]["rate_per_s"], RATE)


if __name__ == "__main__":
    unittest.main()
