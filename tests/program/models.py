# SPDX-License-Identifier: MIT
"""The models there are, as manyhands itself lists them: who adds one adds it to all these tests."""

import functools
import json
import os
import subprocess

from patience import PATIENCE_S

BIN = os.path.abspath(os.environ["MANYHANDS_BIN"])


@functools.cache
def listed():
    """What `manyhands list --format json` says."""
    return json.loads(subprocess.run([os.path.join(BIN, "manyhands"), "list", "--format", "json"], check=True,
                                     stdout=subprocess.PIPE, timeout=PATIENCE_S).stdout)


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
    """Those that have all tasks under way at once when no number says otherwise, which is None here; of a hybrid, with
    so many workers."""
    return {f"{model['name']}:{workers}" if model["hybrid"] else model["name"]: None for model in listed()["models"]
            if model["default"]["each" if model["hybrid"] else "workers"] is None}


def usual(workers, team):
    """As choices(), but without a number where the model needs none."""
    free = {of(choice)["name"]: choice for choice in unlimited(team[0])}
    return {free.get(of(choice)["name"], choice): None if of(choice)["name"] in free else most
            for choice, most in choices(workers, team).items()}


def one_of_each_kind(found):
    """The first of those choices that have such workers, each kind once; what takes no number aside."""
    kinds = {}
    for choice in found:
        model = of(choice)
        if model["most"]["workers"] != 1:
            kinds.setdefault((model["worker"]["name"], model["hybrid"]), choice)
    return list(kinds.values())


def with_workers(kind, workers):
    """Those that are no hybrids and whose workers, so many, are of that kind."""
    return [choice for choice in choices(workers, (1, 1)) if choice != of(choice)["name"] and not is_hybrid(choice)
            and of(choice)["worker"]["name"] == kind]


def of(choice):
    """The model of a choice."""
    return next(model for model in listed()["models"] if model["name"] == choice.split(":")[0])


def is_hybrid(choice):
    return of(choice)["hybrid"]


def forks(choice):
    """Whether its workers are processes of their own."""
    return of(choice)["worker"]["own_memory"] and of(choice)["most"]["workers"] != 1


def deaths(choice, kills):
    """How many deaths are said after so many kills: all, but of workers that were killed when they had done their task."""
    return range(kills + 1) if of(choice)["one_task"] else [kills]


def connections(choice, tasks, workers):
    """The most that so many tasks can need: a worker has one, and keeps it as long as it lives."""
    return tasks if of(choice)["one_task"] else workers
