"""What people decide about proposals: never over somebody else's change, each with a row in the trail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from storage import submissions, worklog
from storage.records import Proposal, ProposalState
from storage.tables import proposals, trail

OBJECT = "proposal"
UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a person may set on a proposal; topics are primary first, `sector` is "" for the topic's own."""

    kind: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    sector: str
    state: ProposalState
    assignee_id: int | None
    department: str
    group_id: int | None
    merged_into: int | None
    start: int
    end: int
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the trail, newest known first; `before` and `after` hold the fields that changed."""

    id: int
    at: datetime
    actor: str
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    about: Mapping[str, Any]

    @property
    def can_be_undone(self) -> bool:
        """Whether it changed something on the proposal, cut it in two, joined another to it or added one beside it."""
        others = (self.about.get(name) for name in ("joined", "cut_off", "added"))
        return self.action != UNDONE and (bool(self.before) or any(others))


def judgement_of(proposal: Proposal) -> Judgement:
    """What stands now."""
    return Judgement(**{name: getattr(proposal, name) for name in Judgement.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what and when; `about` names other rows that the step concerns, by id."""

    action: str
    actor: str
    at: datetime
    about: Mapping[str, Any] = field(default_factory=dict)


def decide(connection: Connection, proposal: int, version: int, wanted: Judgement, doing: Doing) -> bool:
    """Put a judgement in place of what stood; False when the proposal is no longer at `version`, and nothing changes.

    A judgement that changes nothing is done without a new version. Raises LookupError for an unknown proposal.
    """
    stood = submissions.proposal(connection, proposal)
    if stood.version != version:
        return False
    before, after = _difference(judgement_of(stood), wanted)
    if not after and not doing.about:
        return True
    plain = {name: getattr(wanted, name) for name in after if name not in ("topics", "places")}
    if "confirmed_by" in plain:
        plain["confirmed_at"] = doing.at if wanted.confirmed_by else None
    there = (proposals.c.id == proposal) & (proposals.c.version == version)
    if connection.execute(update(proposals).where(there).values(version=version + 1, **plain)).rowcount != 1:
        return False
    submissions.set_labels(connection, proposal, wanted.topics, wanted.places)
    told = {"before": before, "after": after, "about": dict(doing.about)}
    worklog.note(connection, doing.at, doing.actor, doing.action, OBJECT, proposal, told)
    return True


def confirmed(judgement: Judgement, actor: str) -> Judgement:
    """The judgement with a person behind it: proposals and inquiries go on to be assessed, noise is put away."""
    state = judgement.state
    if state is ProposalState.TO_REVIEW:
        noise = judgement.kind in ("noise", "auto")
        state = ProposalState.DECIDED if noise else ProposalState.IN_ASSESSMENT
    return replace(judgement, state=state, confirmed_by=actor)


def last_step(connection: Connection, proposal: int) -> Step | None:
    """The last change that can be undone: an undo itself is none."""
    taken_back = 0
    for step in reversed(steps(connection, proposal)):
        if step.action == UNDONE:
            taken_back += 1
        elif taken_back and step.can_be_undone:
            taken_back -= 1
        elif step.can_be_undone:
            return step
    return None


def steps(connection: Connection, number: int, kind: str = OBJECT) -> list[Step]:
    """All that happened to a proposal, or to a "submission", oldest first."""
    asked = select(trail).where(trail.c.object_type == kind, trail.c.object_id == number).order_by(trail.c.id)
    found = []
    for row in connection.execute(asked):
        told = json.loads(row.fields or "{}")
        found.append(
            Step(
                row.id,
                row.at,
                row.actor,
                row.action,
                told.get("before", {}),
                told.get("after", {}),
                told.get("about", {}),
            )
        )
    return found


def _difference(old: Judgement, new: Judgement) -> tuple[dict[str, Any], dict[str, Any]]:
    was, shall = asdict(old), asdict(new)
    changed = [name for name in was if was[name] != shall[name]]
    return {name: was[name] for name in changed}, {name: shall[name] for name in changed}


def with_fields(judgement: Judgement, told: Mapping[str, Any]) -> Judgement:
    """A judgement with fields as the trail keeps them (JSON) laid over it."""
    lists = {name: tuple(told[name]) for name in ("topics", "places") if name in told}
    state = {"state": ProposalState(told["state"])} if "state" in told else {}
    return replace(judgement, **{**told, **lists, **state})
