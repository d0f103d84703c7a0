# SPDX-License-Identifier: MIT
"""The movies of a page of the top list, which is JSON."""
import json

COLUMNS = ["title", "actors", "types"]


def extract(body):
    movies = json.loads(body)
    if not isinstance(movies, list) or not all(isinstance(movie, dict) for movie in movies):
        raise ValueError("not a list of movies")
    return [row(movie) for movie in movies]


def row(movie):
    title = movie.get("title")
    return "" if title is None else str(title), joined(movie.get("actors")), joined(movie.get("types"))


def joined(names):
    return ",".join(map(str, names or []))
