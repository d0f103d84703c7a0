# SPDX-License-Identifier: MIT
"""The web as it is: what servers send that is odd gives the right rows, or an error that says why. Never less data."""

import codecs
import contextlib
import csv
import ctypes
import ctypes.util
import gzip
import http.server
import io
import json
import re
import subprocess
import tempfile
import threading
import unittest
import zlib
from pathlib import Path

from agreement import ASAN_NOTE, BIN
from patience import PATIENCE_S

MODELS = ["sequential", "fork-pool:2", "pthread-pool:2", "coroutine:2"]
PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q"
       b"\0\0\0\0IEND\xaeB`\x82")


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with what the server has for the path: (headers, body) or (status, headers, body)."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        answer = self.server.answers.get(self.path, (404, {}, b"none"))
        status, headers, body = answer if len(answer) == 3 else (200, *answer)
        self.send_response(status)
        chunked = headers.get("Transfer-Encoding")
        for name, value in {**headers, **({} if chunked else {"Content-Length": str(len(body))})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def site(answers):
    """A running server; its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.answers = answers
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def post(title):
    return (f"<article><section><div><a>{title}</a><p>about</p></div><footer><a><span>by</span></a></footer></section>"
            "</article>")


def page(*titles, head="", between=""):
    return f"<html><head>{head}</head><body><div id='post_list'>{between.join(map(post, titles))}</div></body></html>"


class Web(unittest.TestCase):
    def work(self, answers, workload="articles", model="sequential", path="/1"):
        """Runs a model on one address. Returns the rows, None when the task failed, its stderr and what files it made."""
        with site(answers) as port, tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([BIN / "manyhands-work", "--exit-with-parent", "--workload", workload, "--model", model,
                                   "--tasks", "1", "--url", f"http://127.0.0.1:{port}{path}", "--out", "out.csv",
                                   "--backoff", "1ms"],
                                  cwd=folder, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
            errors = re.sub(ASAN_NOTE, "", done.stderr)
            files = sorted(path.name for path in Path(folder).rglob("*") if path.suffix in {".png", ".jpg"})
            out = Path(folder, "out.csv")
            if done.returncode:
                self.assertEqual(done.returncode, 1, errors)
                return None, errors, files
            text = (Path(f"{out}.csv") if out.is_dir() else out).read_bytes().decode()
            self.assertEqual(errors, "")
            return list(csv.DictReader(io.StringIO(text, newline=""))), errors, files

    def titles(self, body, headers=(), **more):
        rows, errors, _ = self.work({"/1": (dict(headers), body)}, **more)
        return errors if rows is None else [row["title"] for row in rows]


def brotli(data):
    library = ctypes.CDLL(ctypes.util.find_library("brotlienc"))
    size = ctypes.c_size_t(len(data) + 1000)
    out = ctypes.create_string_buffer(size.value)
    assert library.BrotliEncoderCompress(5, 22, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(size), out)
    return out.raw[:size.value]


def zstd(data):
    library = ctypes.CDLL(ctypes.util.find_library("zstd"))
    out = ctypes.create_string_buffer(len(data) + 1000)
    library.ZSTD_compress.restype = ctypes.c_size_t
    size = library.ZSTD_compress(out, ctypes.c_size_t(len(out)), data, ctypes.c_size_t(len(data)), 3)
    return out.raw[:size]


def raw_deflate(data):
    return zlib.compress(data)[2:-4]


def stacked(data):
    return gzip.compress(zlib.compress(data))


CODINGS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "Deflate": raw_deflate,
           "deflate, gzip": stacked}
# Only where the libraries were there at build time: else an error, which is as good.
OPTIONAL = {"br": ("brotlienc", brotli), "zstd": ("zstd", zstd)}


class Codings(Web):
    page = page(*map(str, range(6))).encode()
    right = [str(i) for i in range(6)]

    def test_what_is_whole_is_decoded_and_what_is_cut_is_an_error_in_every_model(self):
        for coding, compress in CODINGS.items():
            whole = compress(self.page)
            for model in MODELS:
                with self.subTest(coding, model=model):
                    said = {"Content-Encoding": coding}
                    self.assertEqual(self.titles(whole, said, model=model), self.right)
                    self.assertRegex(self.titles(whole[:-60], said, model=model), "failed after 4 attempts: .* ends too early")

    def test_a_cut_anywhere_is_an_error(self):
        for coding, compress in CODINGS.items():
            whole = compress(self.page)
            for size in [1, 2, 9, len(whole) // 2, len(whole) - 9, len(whole) - 1]:
                with self.subTest(coding, size=size):
                    self.assertIsInstance(self.titles(whole[:size], {"Content-Encoding": coding}), str)
                    self.assertIsInstance(self.titles(whole[:size], {"Content-Encoding": coding, "Transfer-Encoding": "chunked"}),
                                          str)

    def test_codings_that_were_not_asked_for_are_decoded_or_an_error(self):
        for coding, (library, compress) in OPTIONAL.items():
            if not ctypes.util.find_library(library):
                continue
            whole = compress(self.page)
            said = {"Content-Encoding": coding}
            whole_titles = self.titles(whole, said)
            if whole_titles != self.right:
                self.assertIn("a content coding that was not asked for", whole_titles)
            for size in [1, len(whole) // 2, len(whole) - 1]:
                self.assertIsInstance(self.titles(whole[:size], said), str)
        self.assertIn("a content coding that was not asked for", self.titles(self.page, {"Content-Encoding": "compress"}))

    def test_members_blanks_and_garbage(self):
        said = {"Content-Encoding": "gzip"}
        parts = gzip.compress(self.page[:100]) + gzip.compress(b"") + gzip.compress(self.page[100:])
        self.assertEqual(self.titles(parts, said), self.right)
        self.assertEqual(self.titles(parts, {**said, "Transfer-Encoding": "chunked"}), self.right)
        self.assertEqual(self.titles(parts + b"\0" * 512, said), self.right)
        self.assertEqual(self.titles(parts + b"garbage", said), self.right)
        self.assertIn("ends too early", self.titles(parts[:-20], said))
        self.assertIn("the body's gzip is damaged", self.titles(self.page, said))
        self.assertEqual(self.titles(self.page, {"Content-Encoding": "utf-8"}), self.right)

    def test_other_workloads_lose_nothing_either(self):
        films = json.dumps([{"title": str(i)} for i in range(50)]).encode()
        for model in MODELS:
            with self.subTest(model):
                said = {"Content-Encoding": "gzip"}
                self.assertEqual(len(self.titles(gzip.compress(films), said, workload="movies", model=model)), 50)
                self.assertIn("ends too early", self.titles(gzip.compress(films)[:-8], said, workload="movies", model=model))
                gallery = b"<div id=pictures><figure><img src=/a.png></figure></div>"
                answers = {"/1": ({}, gallery), "/a.png": (said, gzip.compress(PNG)[:-3])}
                self.assertIn("ends too early", self.work(answers, "images", model)[1])

    def test_an_error_is_told_by_its_status_whatever_its_body(self):
        rows, errors, _ = self.work({"/1": (404, {"Content-Encoding": "gzip"}, b"no gzip at all")})
        self.assertIsNone(rows)
        self.assertIn("HTTP status 404", errors)

    def test_a_header_that_is_too_large_is_called_that(self):
        said = self.titles(self.page, {"X-Large": "x" * 200000})
        self.assertIn("header", said)
        self.assertNotIn("Out of memory", said)


class Trees(Web):
    def test_what_stands_behind_the_deep_and_the_large_is_there_in_every_model(self):
        betweens = {"260 divs": "<div>" * 260 + "</div>" * 260, "2000 lists": "<ul><li>" * 2000 + "</ul>" * 2000,
                    "script": "<script>" + "var x = 1;" * 1050000 + "</script>", "nul": "\0",
                    "svg": '<svg><path d="' + "1 2 " * 5200 + '"/></svg>', "comment": "<!--" + " a=b" * 20000 + "-->"}
        for name, between in betweens.items():
            body = page("1", "2", between=between, head="<meta charset=utf-8>").encode()
            for model in MODELS:
                with self.subTest(name, model=model):
                    self.assertEqual(self.titles(body, model=model), ["1", "2"])

    def test_what_is_too_deep_is_an_error_in_every_model(self):
        body = page("1", "2", between="<div>" * 100000).encode()
        for model in MODELS:
            with self.subTest(model):
                self.assertIn("nested too deeply", self.titles(body, model=model))


# Where Python's codecs and browsers agree; b"" joins what both have.
CODECS = {"iso-8859-2": "iso8859-2", "iso-8859-5": "iso8859-5", "iso-8859-7": "iso8859-7", "iso-8859-15": "iso8859-15",
          "iso-8859-1": "cp1252", "iso-8859-9": "cp1254", "windows-1250": "cp1250", "windows-1251": "cp1251",
          "windows-1253": "cp1253", "windows-1256": "cp1256", "windows-1257": "cp1257", "windows-1258": "cp1258",
          "koi8-r": "koi8-r", "ibm866": "cp866", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
          "tis-620": "cp874", "gb2312": "gbk", "gb18030": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949",
          "shift_jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp"}
# U+FF3C and the like stand for several signs of older standards, and browsers differ from Python in which.
DIFFER = set("﹑､\\¥¦‾－―～‖∥−¢£¬￠￡￢＼〜—•․‧￣¯∼／∕╱╲﹨﹏ˍ⊕☉⊙♁十卅")


def signs(codec):
    """Signs that the codec has, as many as fit into a page, and no white space or controls."""
    found = []
    for code in [*range(0xa1, 0x600), *range(0xe01, 0xe5c), *range(0x2010, 0x2600), *range(0x3041, 0x3100), *range(0x4e00, 0x9fa0, 7),
                 *range(0xac00, 0xd7a0, 31), *range(0xff61, 0xffa0)]:
        sign = chr(code)
        with contextlib.suppress(UnicodeEncodeError):
            if sign.isprintable() and sign not in DIFFER and codecs.decode(codecs.encode(sign, codec), codec) == sign:
                found.append(sign)
    return "".join(found)


class Charsets(Web):
    def test_names_mean_what_python_decodes(self):
        for label, codec in CODECS.items():
            with self.subTest(label):
                text = "x" + signs(codec) + "x"
                self.assertGreater(len(text), 40)
                body = page(text).encode(codec)
                self.assertEqual(self.titles(body, {"Content-Type": f"text/html; charset={label}"}), [text])
                body = page(text, head=f"<meta charset={label}>").encode(codec)
                self.assertEqual(self.titles(body), [text])

    def test_what_misled_is_passed_over_in_every_model(self):
        heads = ["<script charset=\"utf-8\" src=a.js></script><meta charset=\"gbk\">",
                 "<!-- charset=iso-8859-1 --><meta charset=\"gbk\">", "<meta charset = \"gbk\">",
                 "<script>'<meta charset=utf-8>'</script><meta http-equiv=content-type content='text/html;charset=gbk'>"]
        for model in MODELS:
            for head in heads:
                with self.subTest(head, model=model):
                    self.assertEqual(self.titles(page("标题", head=head).encode("gbk"), model=model), ["标题"])
            for header in ["charset='gbk'", "charset=\"GBK\"", "x=\"charset=utf-8\"; charset=gb2312"]:
                with self.subTest(header, model=model):
                    said = {"Content-Type": f"text/html; {header}"}
                    self.assertEqual(self.titles(page("标题").encode("gbk"), said, model=model), ["标题"])

    def test_a_mark_counts_first(self):
        for codec, mark in [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)]:
            body = mark + page("标题 é", head="<meta charset=gbk>").encode(codec)
            self.assertEqual(self.titles(body, {"Content-Type": "text/html; charset=gbk"}), ["标题 é"])

    def test_a_broken_character_is_replaced_and_costs_no_second_request(self):
        body = page("标题", "b?d", "标题").encode().replace(b"?", b"\xff")
        for said in [{}, {"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "text/html; charset=gbk"}]:
            self.assertEqual(self.titles(page("b?d").encode().replace(b"?", b"\xff"), said), ["b\ufffdd"])
        self.assertEqual(self.titles(body), ["标题", "b\ufffdd", "标题"])

    def test_a_page_that_is_wrong_all_through_is_an_error(self):
        body = page("标题一二三四五六七").encode("gbk")
        for said in [{}, {"Content-Type": "text/html; charset=utf-8"}]:
            self.assertIn("wrong in the charset it declares", self.titles(body, said))


class Addresses(Web):
    def pictures(self, answers, model="sequential"):
        rows, errors, files = self.work({**answers, "/right/a.png": ({}, PNG)}, "images", model)
        self.assertEqual(errors, "")
        self.assertEqual(len(files), 1)
        return [row["path"] for row in rows]

    def test_pictures_are_found_from_where_the_page_came_from_and_its_base_in_every_model(self):
        gallery = b"<div id=pictures><figure><img src=a.png></figure></div>"
        wrong = ({}, PNG + PNG)
        for model in MODELS:
            with self.subTest(model):
                moved = {"/1": (302, {"Location": "/right/2"}, b""), "/right/2": ({}, gallery), "/a.png": wrong}
                self.assertEqual(self.pictures(moved, model), ["/right/a.png"])
                based = {"/1": ({}, b"<base href=/right/x>" + gallery), "/a.png": wrong}
                self.assertEqual(self.pictures(based, model), ["/right/a.png"])
                both = {"/1": (301, {"Location": "/other/2"}, b""), "/other/2": ({}, b"<base href=../right/>" + gallery)}
                self.assertEqual(self.pictures(both, model), ["/right/a.png"])


class Films(Web):
    def test_what_nobody_asks_for_costs_nothing_in_any_model(self):
        body = b"""\xef\xbb\xbf[{"title":"A","id":10014255632117358197},{"id":1,"id":2,"title":"B","x":"\\ud800\xff"},
                   {"title":"C","x":[1e999,NaN,"\\u0000"]}]"""
        self.assertEqual([film["title"] for film in json.loads(body[3:].decode(errors="replace"))], ["A", "B", "C"])
        for model in MODELS:
            with self.subTest(model):
                self.assertEqual(self.titles(body, workload="movies", model=model), ["A", "B", "C"])


if __name__ == "__main__":
    unittest.main()
