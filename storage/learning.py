"""What the classifiers learn from on site, the models trained of it, and what a person should look at first.

Training rows are no copies: they are read from the proposals each time, so what is erased there is learned no more.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from storage import submissions as filed
from storage.records import Proposal, ProposalState, Submission
from storage.tables import model_rows, models, proposals, review_marks
from storage.worklog import note

ACTOR = "novads learn"
TEXTS, LIKENESS = "texts", "likeness"
PARTS = (TEXTS, LIKENESS)
"""What learns on site, each on its own: topics, kinds and places of texts; what makes two proposals alike."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A model trained here; `scores` are what it and the model before it reached, `reason` why it works or not.

    What a model of texts learned lies in `folder`; the likeness's few numbers are `parameters`, as JSON.
    """

    id: int
    name: str
    folder: str
    trained_at: datetime
    put_to_work_at: datetime | None
    taken_back_at: datetime | None
    scores: dict[str, float]
    reason: str
    part: str
    parameters: str


def confirmed(connection: Connection) -> list[tuple[Submission, Proposal]]:
    """All that a person confirmed and whose text is still there, oldest confirmation first."""
    asked = select(proposals.c.id, proposals.c.confirmed_at).where(
        proposals.c.confirmed_by != "",
        proposals.c.confirmed_at.is_not(None),
        proposals.c.text != "",
        proposals.c.merged_into.is_(None),
    )
    order = {row.id: (row.confirmed_at, row.id) for row in connection.execute(asked)}
    matters = sorted(filed.proposals_by_id(connection, list(order)), key=lambda one: order[one.id])
    letters = {one.id: one for one in filed.by_ids(connection, {one.submission_id for one in matters})}
    return [(letters[one.submission_id], one) for one in matters]


def new_since_training(connection: Connection) -> int:
    """How many rows the last training, successful or not, had not seen, and how many it saw that are gone since."""
    last = connection.scalars(select(func.max(models.c.id)).where(models.c.part == TEXTS)).one()
    seen = set(connection.scalars(select(model_rows.c.proposal_id).where(model_rows.c.model_id == last)))
    return len(seen ^ {one.id for _, one in confirmed(connection)})


def add_model(
    connection: Connection, name: str, folder: str, rows: Iterable[int], scores: dict[str, float], at: datetime
) -> int:
    """Keep a trained model with its scores; it does not work yet. Returns its id."""
    number = _add(connection, name, scores, at, folder=folder)
    learned = [{"model_id": number, "proposal_id": row} for row in rows]
    if learned:
        connection.execute(insert(model_rows), learned)
    return number


def add_likeness(connection: Connection, name: str, parameters: str, scores: dict[str, float], at: datetime) -> int:
    """Keep what the likeness learned, with its scores; it does not work yet. Returns its id."""
    return _add(connection, name, scores, at, part=LIKENESS, parameters=parameters)


def _add(connection: Connection, name: str, scores: dict[str, float], at: datetime, **own: str) -> int:
    told = {"name": name, "trained_at": at, "scores": json.dumps(scores), "reason": "", **own}
    number: int = connection.execute(insert(models).values(**told).returning(models.c.id)).scalar_one()
    return number


def settle(connection: Connection, model: int, reason: str, at: datetime | None) -> None:
    """Say why a model goes to work at `at`, or with None why it does not."""
    connection.execute(update(models).where(models.c.id == model).values(reason=reason, put_to_work_at=at))
    if at is not None:
        note(connection, at, ACTOR, "put to work", "model", model)


def at_work(connection: Connection, base: str, parts: Collection[str] = (TEXTS,)) -> TrainedModel | None:
    """The model at work, of `parts` the one put to work last; None while it is what came with the program.

    `base` is the id of the model that came with the program. What was made of another base was made by another
    release, whose parts may mean something else here.
    """
    asked = select(models).where(
        _made_of(base), models.c.part.in_(parts), models.c.put_to_work_at.is_not(None), models.c.taken_back_at.is_(None)
    )
    row = connection.execute(asked.order_by(models.c.put_to_work_at.desc(), models.c.id.desc()).limit(1)).one_or_none()
    return _model(row) if row else None


def outlived(connection: Connection, base: str, part: str = TEXTS) -> bool:
    """Whether models of a part were trained here but none of `base`: an upgrade brought another one."""
    of_base = list(connection.scalars(select(_made_of(base)).where(models.c.part == part)))
    return bool(of_base) and not any(of_base)


def step_back(
    connection: Connection, base: str, actor: str, at: datetime, parts: Collection[str] = PARTS
) -> TrainedModel | None:
    """Take back what was put to work last of `parts`, so that what was before it works again.

    Returns what was taken back, None when there is none.
    """
    model = at_work(connection, base, parts)
    if model is not None:
        connection.execute(update(models).where(models.c.id == model.id).values(taken_back_at=at))
        note(connection, at, actor, "taken back", "model", model.id)
    return model


def all_models(connection: Connection) -> list[TrainedModel]:
    """Every model trained here, oldest first."""
    return [_model(row) for row in connection.execute(select(models).order_by(models.c.id))]


def unconfirmed(connection: Connection, limit: int) -> list[tuple[Submission, Proposal]]:
    """The newest proposals that wait for review, at most `limit`."""
    asked = select(proposals.c.id).where(
        proposals.c.state == ProposalState.TO_REVIEW, proposals.c.kind == "proposal", proposals.c.text != ""
    )
    chosen = list(connection.scalars(asked.order_by(proposals.c.id.desc()).limit(limit)))
    matters = sorted(filed.proposals_by_id(connection, chosen), key=lambda one: one.id)
    letters = {one.id: one for one in filed.by_ids(connection, {one.submission_id for one in matters})}
    return [(letters[one.submission_id], one) for one in matters]


def mark(connection: Connection, month: str, chosen: Sequence[int], at: datetime) -> None:
    """Mark proposals for review in a month ("2026-11"), most instructive first; a month is marked once."""
    if not marked(connection, month) and chosen:
        rows = [
            {"month": month, "proposal_id": one, "rank": rank, "marked_at": at} for rank, one in enumerate(chosen, 1)
        ]
        connection.execute(insert(review_marks), rows)


def marked(connection: Connection, month: str) -> list[int]:
    """The proposals marked in a month, most instructive first."""
    asked = select(review_marks.c.proposal_id).where(review_marks.c.month == month).order_by(review_marks.c.rank)
    return list(connection.scalars(asked))


def _made_of(base: str) -> ColumnElement[bool]:
    """A learned model's name is its base's id, "+", and the time of training."""
    return models.c.name.startswith(f"{base}+", autoescape=True)


def _model(row: Row[Any]) -> TrainedModel:
    told = dict(row._mapping)
    return TrainedModel(**{**told, "scores": json.loads(told["scores"] or "{}")})
