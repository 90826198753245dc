"""`novads suggest FILE...`: all that would happen to a letter, as JSON; needs no database and changes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cli import building, files

if TYPE_CHECKING:
    from classifiers.pipeline import Classifier
    from classifiers.verdicts import Verdict, Wish
    from config.settings import Settings
    from intake.decide import Facts, Filing
    from intake.documents import DocumentReader
    from intake.stations import Letter
    from intake.understanding import Understanding

_NOTHING: dict[str, Any] = {
    "kind": "",
    "language": "",
    "track": "",
    "acknowledge": False,
    "acknowledge_reason": "",
    "proposals": [],
    "refers_to": "",
    "text": "",
    "attachments_text": "",
    "personal_data": [],
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads suggest`."""
    files.arguments(parser)
    building.settings_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print what would happen to each file; 1 when one could not be opened or understood, 2 without any file."""
    settings = building.settings_of(options)
    status = 0
    with building.readers_of(settings) as (documents, classifier):
        for name in files.names(options):
            found = _answer(name, settings, documents, classifier)
            status = max(status, int(bool(found["error"])))
            files.print_object(found, options)
    return status


def _answer(name: str, settings: Settings, documents: DocumentReader, classifier: Classifier) -> dict[str, Any]:
    from intake.understanding import StageError, stage

    try:
        raw = files.content(name)
        with stage("read"):
            letter = files.letter_of(name, raw, documents)
        channel = "paper" if files.is_document(name, raw) else "mail"
        found = suggestion(letter, channel, settings, documents, classifier)
    except OSError as error:
        return {"file": name, **_NOTHING, "error": f"cannot be opened: {error.strerror or error}"}
    except StageError as error:
        return {"file": name, **_NOTHING, "error": f"{error.stage}: {error}"}
    return {"file": name, **found, "error": ""}


def suggestion(
    letter: Letter, channel: str, settings: Settings, documents: DocumentReader, classifier: Classifier
) -> dict[str, Any]:
    """The keys of docs/suggest, from `kind` to `personal_data`. Raises StageError."""
    from classifiers.language import language_of
    from intake.decide import decide
    from intake.understanding import stage, understand

    found = understand(letter, documents, classifier)
    with stage("decide"):
        filing = decide(_facts(found, channel, settings))
    attached = "\n\n".join(piece.text for piece in found.reading.pieces()[1:])
    return {
        "kind": filing.kind,
        "language": language_of(letter.own_text or attached or letter.subject),
        "track": filing.track,
        "acknowledge": filing.acknowledge.allowed,
        "acknowledge_reason": filing.acknowledge.reason,
        "proposals": _proposals(found, filing),
        "refers_to": _refers_to(letter),
        "text": letter.own_text,
        "attachments_text": attached,
        "personal_data": _personal_data([letter.own_text, attached, letter.subject, *_names(found)]),
    }


def _facts(found: Understanding, channel: str, settings: Settings) -> Facts:
    from intake.decide import Facts

    return Facts(
        reading=found.reading,
        wishes=found.wishes,
        verdicts=found.verdicts,
        received_at=building.clock(),
        channel=channel,
        own_ids=(),
        reported_ids=(),
        sent_today=0,
        settings=settings,
    )


def _proposals(found: Understanding, filing: Filing) -> list[dict[str, Any]]:
    if filing.kind != "proposal":
        return []
    pairs = zip(found.wishes, found.verdicts, strict=True)
    return [_proposal(found, wish, verdict) for wish, verdict in pairs if verdict.kind == "proposal"]


def _proposal(found: Understanding, wish: Wish, verdict: Verdict) -> dict[str, Any]:
    return {
        "text": wish.text or found.reading.letter.subject,
        "topics": [score.id for score in verdict.topics],
        "places": list(verdict.places),
        "confidence": round(verdict.confidence, 3),
        "unsure": verdict.unsure,
    }


def _refers_to(letter: Letter) -> str:
    from storage.codes import find_codes

    codes = find_codes(f"{letter.subject}\n{letter.text}")
    return codes[0] if codes else letter.in_reply_to or next(reversed(letter.references), "")


def _names(found: Understanding) -> list[str]:
    return [deep.filename for document in found.reading.documents for deep in document.walk()]


def _personal_data(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Findings in all the texts; `start` and `end` count in them joined by line ends, so in `text` first."""
    from classifiers.people import personal_data

    found, offset = [], 0
    for text in texts:
        for one in personal_data(text):
            found.append({"kind": one.kind, "value": one.value, "start": offset + one.start, "end": offset + one.end})
        offset += len(text) + 1
    return found
