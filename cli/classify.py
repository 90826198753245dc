"""`novads classify --jsonl`: `{id, subject, text}` lines on standard input, a verdict line for each out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classifiers.verdicts import Verdict


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads classify`."""
    parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in, JSON lines out")
    parser.add_argument("--model", type=Path, help="the model's folder (default: the one that came with the program)")


def run(options: argparse.Namespace) -> int:
    """Classify standard input; a line that is no such object ends the run with status 2 and its number."""
    from classifiers.pipeline import MODEL, Text, load

    classifier = load(options.model or MODEL)
    ids: list[Any] = []

    def texts() -> Iterator[Text]:
        for row in _rows():
            ids.append(row.get("id"))
            yield Text(row.get("subject") or "", row["text"], row.get("ground") or "")

    try:
        for verdict in classifier.classify_all(texts()):
            print(json.dumps(_row(ids[-1], verdict), ensure_ascii=False), flush=True)
    except _UnusableLineError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


class _UnusableLineError(ValueError):
    """A line of the input is not an object with a text."""


def _rows() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _UnusableLineError(f"line {number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise _UnusableLineError(f'line {number}: expected {{"id": …, "subject": …, "text": …}}')
        yield row


def _row(id_: Any, verdict: Verdict) -> dict[str, Any]:
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
