"""From a reading and a `Filing` to the rows that are stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from classifiers.people import mask
from classifiers.search import search_keys
from classifiers.verdicts import Verdict, Wish
from config.deadlines import Deadline, Received, deadlines
from config.settings import Settings
from config.taxonomy import taxonomy
from intake.belonging import Belonging
from intake.decide import Filing, is_small_talk
from intake.pages.jobs import fields_of
from intake.stations import Document, Page, Reading
from notifications.acknowledgement import Understood, excerpt
from notifications.courtesy import lawful_ways
from storage.records import NewDocument, NewMatter, NewSubmission, Submission, Suggested

UNSURE_WORD = 60
"""Recognised words below this confidence (0 to 100) are marked for staff."""


def due(received_at: datetime, settings: Settings) -> Deadline:
    """When a letter must be answered of which nothing is known but when it came: the rule of a proposal by mail."""
    return deadlines(Received(received_at), settings).answer


def due_again(held: Submission, kind: str, at: datetime, settings: Settings) -> Deadline:
    """When a matter of a filed submission that was received at `at` must be answered."""
    return deadlines(Received(at, kind, held.channel, held.track, held.call), settings).answer


def clock_of(
    reading: Reading, filing: Filing, channel: str, received_at: datetime, settings: Settings
) -> Callable[[str], Deadline]:
    """A function from the kind of a matter to the deadline of its answer, for one letter."""
    signed = any(deep.signed_by for document in reading.documents for deep in document.walk())
    facts = Received(received_at, "", channel, filing.track, filing.call, signed)
    return lambda kind: deadlines(replace(facts, kind=kind), settings).answer


def first_due(clock: Callable[[str], Deadline], matters: Sequence[NewMatter], kind: str) -> Deadline:
    """The earliest deadline of a letter's matters; that of its kind where there are none."""
    dues = [Deadline(one.due_at, one.due_reason) for one in matters if one.due_at]
    return min(dues, key=lambda one: one.at, default=clock(kind))


def new_submission(
    reading: Reading, filing: Filing, channel: str, language: str, received_at: datetime, first: Deadline
) -> NewSubmission:
    """The submission's row; `first` is when the first of its matters is due."""
    letter = reading.letter
    return NewSubmission(
        channel=channel,
        call=filing.call,
        track=filing.track,
        language=language,
        from_name=letter.from_name,
        from_address=letter.from_address,
        reply_to=filing.answer_to,
        subject=letter.subject,
        own_text=letter.own_text,
        quoted_text=letter.quoted_text,
        received_at=received_at,
        due_at=first.at,
        due_reason=first.reason,
        suppressed_by=filing.acknowledge.rule,
        suppressed_reason="" if filing.acknowledge.allowed else filing.acknowledge.reason,
        problems=(*letter.problems, *lawful_ways(language)),
        author_name=filing.belonging.author.name if filing.belonging.author else "",
        author_address=filing.belonging.author.address if filing.belonging.author else "",
        forwarded_by=letter.from_address if filing.belonging.author else "",
    )


def _page_row(page: Page) -> dict[str, Any]:
    """A page without its words' boxes; `unsure` are the words to be looked at beside the picture."""
    told = {name: value for name, value in fields_of(page).items() if name != "words"}
    return told | {"unsure": [word.text for word in page.words if word.confidence < UNSURE_WORD]}


def new_documents(documents: tuple[Document, ...]) -> Iterator[NewDocument]:
    """The documents' rows, numbered as in `Reading.pieces()`."""
    flat = [deep for document in documents for deep in document.walk()]
    for number, one in enumerate(flat):
        pages = [_page_row(page) for page in one.pages]
        signed = [
            {**asdict(mark), "signed_at": mark.signed_at and mark.signed_at.isoformat()} for mark in one.signed_by
        ]
        yield NewDocument(
            number=number,
            filename=one.filename,
            content_type=one.content_type,
            size=one.size,
            sha256=one.sha256,
            text=one.text,
            problems=one.problems,
            pages=json.dumps(pages, ensure_ascii=False),
            signed_by=json.dumps(signed, ensure_ascii=False),
        )


def new_matters(
    reading: Reading,
    wishes: tuple[Wish, ...],
    verdicts: tuple[Verdict, ...],
    kind: str,
    clock: Callable[[str], Deadline],
) -> Iterator[NewMatter]:
    """The rows of the wishes; in machine mail everything is of kind "auto", whatever it says."""
    pieces = reading.pieces()
    for wish, verdict in zip(wishes, verdicts, strict=True):
        due_by, read = clock(verdict.kind), suggested(verdict)
        yield NewMatter(
            piece=pieces[wish.piece].source,
            start=wish.start,
            end=wish.end,
            text=wish.text,
            suggested=replace(read, kind="auto") if kind == "auto" else read,
            due_at=due_by.at,
            due_reason=due_by.reason,
            keys=search_keys(wish.text, reading.letter.subject, reading.letter.from_name, reading.letter.from_address),
        )


def suggested(verdict: Verdict) -> Suggested:
    """A verdict as it is kept."""
    return Suggested(
        kind=verdict.kind,
        topics=tuple(score.id for score in verdict.topics),
        places=verdict.places,
        confidence=verdict.confidence,
        unsure=verdict.unsure,
        model_id=verdict.model_id,
        suggestion=json.dumps(asdict(verdict), ensure_ascii=False),
    )


def in_reply(matter: NewMatter, belonging: Belonging) -> NewMatter:
    """A reply's thanks and repetitions are suggested as noise, which one key brings back; they propose nothing new."""
    talk = matter.suggested.kind == "proposal" and is_small_talk(matter.text, belonging)
    return replace(matter, suggested=replace(matter.suggested, kind="noise")) if talk else matter


def understood(
    wishes: tuple[Wish, ...], verdicts: tuple[Verdict, ...], filing: Filing, settings: Settings
) -> tuple[Understood, ...]:
    """What the acknowledgement tells back: proposals only, topic and place only when sure, no personal data."""
    if not filing.tell_understood or filing.kind != "proposal":
        return ()
    names = taxonomy()
    told = []
    for wish, verdict in zip(wishes, verdicts, strict=True):
        if verdict.kind != "proposal":
            continue
        sure = not verdict.unsure and verdict.confidence >= settings.classifier.sure_confidence
        topic = names.topics[verdict.topics[0].id].lv if sure and verdict.topics else ""
        places = ", ".join(names.places[place].lv for place in verdict.places) if sure else ""
        told.append(Understood(excerpt(mask(wish.text)), topic, places))
    return tuple(told)
