"""A wish that the program left out of a letter: a person picks its sentences, and it is one as any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from classifiers.wishes.split import unmarked
from classifiers.wishes.units import sentences
from config.deadlines import Deadline
from intake.filing import due_again
from review import lists
from review.access import EDITORS, page
from review.acting import back_to, doing, find_anew, proposal_of, told, version
from review.desk import desk
from review.letter import Piece, laid_out
from storage import submissions, threads, wishes
from storage.records import NewMatter, Proposal, Submission, Suggested

pages = Blueprint("left_out", __name__, url_prefix="/proposals/<int:number>/left-out")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a piece of a letter."""

    piece: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a piece as it can be picked: the wish it belongs to, or a sentence outside all of them with its span."""

    text: str
    wish: Proposal | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter's piece with what stands in it, wish by wish and sentence by sentence."""

    piece: Piece
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A letter, its pieces and its wishes by id."""

    letter: Submission
    pieces: Sequence[Piece]
    wishes: Mapping[int, Proposal]


@page(pages, "", EDITORS)
def form(number: int) -> str:
    """The letter with its wishes marked; every sentence outside them can be ticked."""
    address = lists.from_query(request.args.get("list", ""))
    with desk().store.ask() as connection:
        found = proposal_of(connection, number)
        read = _read(connection, found.submission_id)
    papers = [Paper(piece, tuple(_parts(piece, read.wishes))) for piece in read.pieces]
    return render_template("left_out.html", proposal=found, letter=read.letter, papers=papers, address=address)


@page(pages, "", EDITORS, post=True)
def add(number: int) -> Response:
    """Make a proposal of the ticked sentences, or join them to the one they were picked beside."""
    ticked = [_span(value) for value in request.form.getlist("sentence")]
    if not ticked:
        flash(gettext("Atzīmējiet vismaz vienu teikumu."), "error")
        address = lists.from_query(request.form.get("list", ""))
        return redirect(url_for("left_out.form", number=number, list=address.query()))
    here, joining = desk(), request.form.get("do") == "join"
    suggest = here.again.ready()
    with here.store.ask() as connection:
        read = _read(connection, proposal_of(connection, number).submission_id)
    new = _matters(read, ticked)
    with here.store.change() as connection:
        made = wishes.add(connection, number, version(), new, doing("added"))
        if made and joining:
            wishes.join(connection, number, version() + 1, [made], doing("merged"), suggest)
        if made:
            find_anew(connection, [number, made])
    alone = gettext("Pievienots jauns priekšlikums. Pārbaudiet arī to.")
    told(made is not None, gettext("Pievienots šim priekšlikumam.") if joining else alone)
    return back_to(number)


def has_any(laid: Sequence[Piece]) -> bool:
    """Whether there are words outside all wishes."""
    return any(run.wish is None and any(map(str.isalpha, run.text)) for piece in laid for run in piece.stretches)


def _read(connection: Connection, submission: int) -> Read:
    letter, documents = submissions.get(connection, submission), submissions.documents_of(connection, submission)
    found = submissions.proposals_of(connection, submission)
    laid = laid_out(letter, documents, threads.of(connection, submission), found)
    return Read(letter, laid, {one.id: one for one in found})


def _parts(piece: Piece, among: Mapping[int, Proposal]) -> Iterator[Part]:
    at = 0
    for run in piece.stretches:
        if run.wish:
            yield Part(run.text, among[run.wish])
        else:
            for one in sentences(run.text):
                yield Part(run.text[one.start : one.end], None, Span(piece.source, at + one.start, at + one.end))
        at += len(run.text)


def _span(value: str) -> Span:
    """A span as the form writes it: "body 12 40"."""
    try:
        piece, start, end = value.split(" ")
        return Span(piece, int(start), int(end))
    except ValueError:
        abort(400)


def _matters(read: Read, ticked: Sequence[Span]) -> list[NewMatter]:
    """A matter for each stretch of ticked sentences, all with what the model suggests for them together."""
    pieces = {piece.source: piece for piece in read.pieces}
    if any(one.piece not in pieces or not 0 <= one.start < one.end <= len(pieces[one.piece].text) for one in ticked):
        abort(400)
    spans = [span for piece in read.pieces for span in _stretches(piece, ticked)]
    words = [pieces[span.piece].text[span.start : span.end] for span in spans]
    found, due = _suggested(read.letter, pieces[spans[0].piece], spans[0].start, "\n".join(words))
    looked_at = replace(found, unsure=True)
    return [
        NewMatter(span.piece, span.start, span.end, text, looked_at, due.at, due.reason)
        for span, text in zip(spans, words, strict=True)
    ]


def _stretches(piece: Piece, ticked: Sequence[Span]) -> list[Span]:
    """The ticked sentences of a piece, without items' marks; those with no word between them are one stretch."""
    found, text = list[Span](), piece.text
    for one in sorted((span for span in ticked if span.piece == piece.source), key=lambda span: span.start):
        if found and not any(map(str.isalpha, text[found[-1].end : one.start])):
            found[-1] = replace(found[-1], end=max(found[-1].end, one.end))
        else:
            found.append(one)
    return [Span(piece.source, *unmarked(text, one.start, one.end)) for one in found]


def _suggested(letter: Submission, piece: Piece, start: int, words: str) -> tuple[Suggested, Deadline]:
    """What the model and the law say of `words`, the first of which stand at `start` of a piece."""
    here, told = desk(), piece.follow_up or letter
    found = here.again.left_out(told.subject, piece.text, start, words)
    return found, due_again(letter, found.kind, told.received_at, here.settings)
