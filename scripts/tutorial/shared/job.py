# SPDX-License-Identifier: MIT
"""What the four programs have in common: the command line of docs/own-model.md, and the file at its end."""
import argparse
import contextlib
import csv
import importlib
import os
import sys


def run(fetch_all):
    """fetch_all(urls, extract, workers) gives the rows of each page, in the order of the URLs; workers 0: the
    library's own number. Whatever failed is one line, its last on stderr."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--workload", required=True, choices=["articles", "movies"])
    parser.add_argument("--urls", required=True, metavar="FILE")
    parser.add_argument("--workers", required=True, type=int, metavar="N")
    parser.add_argument("--out", required=True, metavar="FILE")
    asked = parser.parse_args()
    workload = importlib.import_module(asked.workload)
    try:
        write(asked.out, workload.COLUMNS, fetch_all(read(asked.urls), workload.extract, asked.workers))
    except (OSError, ValueError) as error:
        sys.exit(f"{parser.prog}: {' '.join(str(error).split())}")


def read(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file]


def write(path, columns, pages):
    """Makes the CSV file, whole or not at all. Python's csv writes RFC 4180 unless told otherwise."""
    partial = f"{path}.{os.getpid()}"
    try:
        with open(partial, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for rows in pages:
                writer.writerows(rows)
        os.replace(partial, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(partial)
        raise
