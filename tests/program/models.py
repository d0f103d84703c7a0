# SPDX-License-Identifier: MIT
"""The models there are, as manyhands itself lists them: who adds one adds it to all these tests."""

import functools
import json
import os
import subprocess

BIN = os.path.abspath(os.environ["MANYHANDS_BIN"])


@functools.cache
def listed():
    """What `manyhands list --format json` says."""
    return json.loads(subprocess.run([os.path.join(BIN, "manyhands"), "list", "--format", "json"], check=True,
                                     stdout=subprocess.PIPE, timeout=60).stdout)


def choices(workers, team):
    """Every model as --model has it: with so many workers, or of a hybrid with `team`, (workers, each); and how many
    tasks that has under way at once."""
    found = {}
    for model in listed()["models"]:
        if model["most"]["workers"] == 1:
            found[model["name"]] = 1
        elif model["hybrid"]:
            found["{}:{}x{}".format(model["name"], *team)] = team[0] * team[1]
        else:
            found[f"{model['name']}:{workers}"] = workers
    return found


def unlimited(workers):
    """Those that have all tasks under way at once when no number says otherwise; of a hybrid, with so many workers."""
    return [f"{model['name']}:{workers}" if model["hybrid"] else model["name"] for model in listed()["models"]
            if model["default"]["each" if model["hybrid"] else "workers"] is None]


def of(choice):
    """The model of a choice."""
    return next(model for model in listed()["models"] if model["name"] == choice.split(":")[0])


def is_hybrid(choice):
    return of(choice)["hybrid"]


def forks(choice):
    """Whether its workers are processes of their own."""
    return of(choice)["worker"]["own_memory"] and of(choice)["most"]["workers"] != 1
