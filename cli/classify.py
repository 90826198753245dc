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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classifiers.pipeline import Classifier
    from classifiers.verdicts import Verdict

Row = dict[str, Any]
TEXTS_AT_ONCE = 16
"""What a process takes at a time."""


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
        for found in pool.imap(classify, _rows(), TEXTS_AT_ONCE) if pool else map(classify, _rows()):
            if isinstance(found, str):
                print(found, file=sys.stderr)
                return 2
            print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


@cache
def _classifier(path: Path) -> Classifier:
    from classifiers.pipeline import load

    return load(path)


def _classified(path: Path, row: Row | str) -> Row | str:
    from classifiers.pipeline import Text
    from classifiers.verdicts import Ground

    if isinstance(row, str):
        return row
    text = Text(row.get("subject") or "", row["text"], Ground(row.get("ground") or ""))
    return _row(row.get("id"), next(_classifier(path).classify_all([text])))


def _rows() -> Iterator[Row | str]:
    """The objects of standard input, up to a line that is none with a text: for that a sentence."""
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
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
