"""`novads classify --jsonl`: `{id, subject, text}` lines on standard input, a verdict line for each out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classifiers.pipeline import Classifier
    from classifiers.verdicts import Verdict

Row = dict[str, Any]
Batch = list[Row | str]
Waiting = Queue[Row | str | None]
TEXTS_AT_ONCE = 32
"""Texts that are read together, where so many wait: each is answered as soon as it came otherwise."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads classify`."""
    parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in, JSON lines out")
    parser.add_argument("--model", type=Path, help="the model's folder (default: the one that came with the program)")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="for a large file: classify on N cores")


def run(options: argparse.Namespace) -> int:
    """Classify standard input; a line that is no such object ends the run with status 2 and its number."""
    from classifiers.pipeline import MODEL

    path = options.model or MODEL
    _classifier(path)  # before the processes, which inherit it
    classify = partial(_classified, path)
    with Pool(options.processes) if options.processes > 1 else nullcontext() as pool:
        for batch in pool.imap(classify, _batches()) if pool else map(classify, _batches()):
            for found in batch:
                if isinstance(found, str):
                    print(found, file=sys.stderr)
                    return 2
                print(json.dumps(found, ensure_ascii=False))
            sys.stdout.flush()
    return 0


@cache
def _classifier(path: Path) -> Classifier:
    from classifiers.pipeline import load

    return load(path)


def _classified(path: Path, batch: Batch) -> Batch:
    from classifiers.pipeline import Text
    from classifiers.verdicts import Ground

    rows = [row for row in batch if not isinstance(row, str)]
    texts = [Text(row.get("subject") or "", row["text"], Ground(row.get("ground") or "")) for row in rows]
    verdicts = _classifier(path).classify_all(texts)
    found = [_row(row.get("id"), verdict) for row, verdict in zip(rows, verdicts, strict=True)]
    return [*found, *(problem for problem in batch if isinstance(problem, str))]


def _batches() -> Iterator[Batch]:
    """The rows as they come, as many at a time as wait already; a problem is the last of all."""
    waiting: Waiting = Queue(2 * TEXTS_AT_ONCE)
    Thread(target=_read_into, args=(waiting,), daemon=True).start()
    while (row := waiting.get()) is not None:
        batch = [row]
        while len(batch) < TEXTS_AT_ONCE and not waiting.empty():
            if (row := waiting.get()) is None:
                yield batch
                return
            batch.append(row)
        yield batch


def _read_into(waiting: Waiting) -> None:
    try:
        for row in _rows():
            waiting.put(row)
    finally:  # whoever waits must not wait for ever
        waiting.put(None)


def _rows() -> Iterator[Row | str]:
    """The objects of standard input, up to a line that is none with a text: for that a sentence."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode())
        except ValueError as error:  # not UTF-8 either
            yield f"line {number}: not JSON: {error}"
            return
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield f'line {number}: expected {{"id": …, "subject": …, "text": …}}'
            return
        yield row


def _row(id_: Any, verdict: Verdict) -> Row:
    return {
        "id": id_,
        "kind": verdict.kind,
        "language": verdict.language,
        "topics": [{"id": score.id, "confidence": round(score.confidence, 3)} for score in verdict.topics],
        "places": list(verdict.places),
        "streets": list(verdict.streets),
        "track": verdict.track,
        "unsure": verdict.unsure,
        "reasons": [{"topic": reason.topic, "words": list(reason.words)} for reason in verdict.reasons],
    }
