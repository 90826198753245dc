"""`novads learn`: trains anew on what people confirmed; `--back` is one step back, `--list` shows every model."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from classifiers.examples import Example
    from classifiers.pipeline import Classifier
    from classifiers.relearning import Trial
    from config.settings import Settings
    from storage.records import Proposal, Submission
    from storage.store import Store

LOWEST_PRIORITY = 19
MARKED_A_MONTH = 20
LOOKED_THROUGH = 2000
LONGEST_SECONDS = 1800
PREFIXES = {"topics": "", "borders": "borders_"}
"""What the names of scores begin with."""
NO_WORSE, WORSE = "no worse on the frozen set and the latest", "worse than those at work"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads learn`."""
    from cli.building import settings_argument

    settings_argument(parser)
    parser.add_argument("--if-due", action="store_true", help="only when enough is new (the worker's schedule)")
    parser.add_argument(
        "--back",
        nargs="?",
        const="any",
        choices=("any", "texts", "likeness"),
        help="take back what was put to work last (of a part, if named): what was before it works",
    )
    parser.add_argument("--list", action="store_true", help="every model trained here, with its scores")


def run(options: argparse.Namespace) -> int:
    """Train, or step back, or list; 1 when there is no step back or nothing to learn from."""
    from cli import building, learn_likeness

    settings = building.settings_of(options)
    store = building.open_store(settings)
    try:
        if options.list:
            return _list(settings, store)
        if options.back:
            return _back(settings, store, building.clock(), options.back)
        os.nice(LOWEST_PRIORITY)
        _mark_for_review(settings, store, building.clock())
        alike = learn_likeness.learn(settings, store, building.clock(), options.if_due)
        status = _learn(settings, store, building.clock(), options.if_due)
        return 0 if alike else status
    finally:
        store.close()


def in_own_process(settings: Settings, store: Store, told: Path | None, working: Classifier) -> Classifier:
    """Train in a process of its own if it is due; returns the model that works from now on, perhaps `working`."""
    from classifiers.pipeline import load
    from cli import building
    from config.events import event

    words = [sys.executable, "-m", "cli.main", "learn", "--if-due", *(["--settings", str(told)] if told else [])]
    done = subprocess.run(  # noqa: S603 # our own command
        words, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    event("learned", status=done.returncode, what=(done.stdout or done.stderr)[-300:].strip())
    now_at_work = load(building.model_folder(settings, store))
    return working if now_at_work.model_id == working.model_id else now_at_work


def _learn(settings: Settings, store: Store, now: datetime, if_due: bool) -> int:
    from classifiers.pipeline import model_id
    from cli import building
    from storage import learning

    base = building.base_folder(settings)
    with store.ask() as connection:
        rows = learning.confirmed(connection)
        new = learning.new_since_training(connection)
        upgraded = learning.outlived(connection, model_id(base))
    if not rows or (if_due and not upgraded and new < settings.classifier.learn_after):
        print(f"{new} new confirmed proposals; training starts at {settings.classifier.learn_after}")
        return 0 if if_due else 1
    version = now.strftime("%Y%m%d%H%M%S")
    folder = settings.general.data_folder / "models" / version
    trials = _trials(store, rows, building.model_folder(settings, store), base, folder)
    name, works = model_id(folder), any(one.no_worse for one in trials.values())
    scores = {label: value for of, one in trials.items() for label, value in one.scores(PREFIXES[of]).items()}
    reason = ", ".join(f"{of} {NO_WORSE if one.no_worse else WORSE}" for of, one in trials.items())
    with store.change() as connection:
        model = learning.add_model(connection, name, str(folder), [one.id for _, one in rows], scores, now)
        learning.settle(connection, model, reason, now if works else None)
    print(f"{name}: {reason}; " + ", ".join(f"{label} {value}" for label, value in scores.items()))
    if not works:
        shutil.rmtree(folder)
    return 0


def _trials(
    store: Store, rows: Sequence[tuple[Submission, Proposal]], work: Path, base: Path, folder: Path
) -> dict[str, Trial]:
    """Train into `folder` and judge the topics, then on what is best of them the borders, where letters are enough."""
    from classifiers import relearning
    from classifiers.wishes import relearning as splitting
    from storage import borders

    topics = relearning.relearn([_example(*one) for one in rows], work, folder, folder.name)
    if not topics.no_worse:
        relearning.as_it_is(work, folder, folder.name)
    with store.ask() as connection:
        settled = borders.settled(connection, splitting.MOST)
    letters = [splitting.marked(one.submission_id, one.language, one.subject, one.text, one.wishes) for one in settled]
    split = splitting.relearn(letters, base, folder)
    return {"topics": topics} | ({"borders": split} if split else {})


def _mark_for_review(settings: Settings, store: Store, now: datetime) -> None:
    """Once a month, mark what the model would learn most from."""
    from classifiers import relearning
    from classifiers.pipeline import load
    from cli import building
    from storage import learning

    month = now.astimezone(ZoneInfo(settings.general.timezone)).strftime("%Y-%m")
    with store.ask() as connection:
        done = learning.marked(connection, month)
        waiting = [] if done else learning.unconfirmed(connection, LOOKED_THROUGH)
    if waiting:
        classifier = load(building.model_folder(settings, store))
        chosen = relearning.most_instructive(classifier, [_example(*one) for one in waiting], MARKED_A_MONTH)
        with store.change() as connection:
            learning.mark(connection, month, [int(one.id) for one in chosen], now)


def _example(letter: Submission, matter: Proposal) -> Example:
    from classifiers import relearning

    return relearning.row(matter.id, letter.language, matter.kind, (matter.topics, matter.places), matter.text)


def _back(settings: Settings, store: Store, now: datetime, part: str) -> int:
    from classifiers.pipeline import model_id
    from cli import building
    from storage import learning

    base = model_id(building.base_folder(settings))
    with store.change() as connection:
        taken = learning.step_back(connection, base, learning.ACTOR, now, (part,) if part != "any" else learning.PARTS)
        works = taken and learning.at_work(connection, base, (taken.part,))
    if taken is None:
        print("what is at work came with the program: there is no step back")
        return 1
    print(f"{taken.name} taken back; at work: {works.name if works else 'what came with the program'}")
    return 0


def _list(settings: Settings, store: Store) -> int:
    from classifiers.pipeline import model_id
    from cli import building
    from storage import learning

    base = model_id(building.base_folder(settings))
    with store.ask() as connection:
        trained = learning.all_models(connection)
        works = [one.id for part in learning.PARTS if (one := learning.at_work(connection, base, (part,)))]
    for model in trained:
        scores = " ".join(f"{name} {value}" for name, value in model.scores.items())
        state = "at work" if model.id in works else "taken back" if model.taken_back_at else "not at work"
        print(f"{model.name}  {Path(model.folder).name or model.part}  {state}: {model.reason}; {scores}")
    return 0
