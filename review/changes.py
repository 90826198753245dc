"""The smaller changes on a proposal's page: assign, note, state, take back, cut, join, say what is similar."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from review.access import EDITORS, STAFF, page
from review.acting import back_to, doing, find_anew, proposal_of, remember, told, version
from review.assigning import addresses, notify, target_of_form
from review.desk import Desk, desk
from storage import decisions, pairs, submissions, wishes, worklog
from storage import desk as colleagues
from storage.decisions import judgement_of
from storage.records import Proposal, ProposalState
from storage.tables import users

pages = Blueprint("changes", __name__, url_prefix="/proposals/<int:number>")


@page(pages, "/assign", EDITORS, post=True)
def assign(number: int) -> Response:
    """Give a matter to a person or department, who hears of it by mail."""
    here = desk()
    with here.store.change() as connection:
        stood = proposal_of(connection, number)
        target = target_of_form(connection, here)
        wanted = replace(judgement_of(stood), assignee_id=target.assignee_id, department=target.department)
        done = decisions.decide(connection, number, version(), wanted, doing("assigned"))
        if done and target.assignee_id != current_user.id:
            for address in addresses(connection, here.settings, target):
                subject = gettext("Jums nodots priekšlikums")
                words = gettext("%(name)s Jums nodeva izskatīšanai:", name=current_user.name)
                key = f"assigned:{number}:{stood.version}:{address}"
                notify(connection, here, key, address, stood, subject, words)
        remember(connection, [number])
    told(done, gettext("Nodots: %(name)s.", name=target.name))
    return back_to(number)


@page(pages, "/note", STAFF, post=True)
def note(number: int) -> Response:
    """Keep a note; who is named in it with @ hears of it by mail."""
    here, text = desk(), request.form.get("text", "").strip()[:4000]
    if text:
        with here.store.change() as connection:
            stood = proposal_of(connection, number)
            colleagues.add_note(connection, number, current_user.id, text, here.clock())
            worklog.note(connection, here.clock(), current_user.email, "noted", decisions.OBJECT, number)
            _tell_mentioned(connection, here, stood, text)
        flash(gettext("Piezīme pierakstīta."))
    return back_to(number)


@page(pages, "/state", EDITORS, post=True)
def state(number: int) -> Response:
    """Set what has become of it."""
    try:
        chosen = ProposalState(request.form.get("state", ""))
    except ValueError:
        abort(400)
    with desk().store.change() as connection:
        wanted = replace(judgement_of(proposal_of(connection, number)), state=chosen)
        done = decisions.decide(connection, number, version(), wanted, doing("state set"))
        remember(connection, [number])
    told(done, gettext("Stāvoklis mainīts."))
    return back_to(number)


@page(pages, "/undo", EDITORS, post=True)
def undo(number: int) -> Response:
    """Take the last change back."""
    suggest = desk().again.ready()
    with desk().store.change() as connection:
        stood, staying = proposal_of(connection, number), wishes.worked_on(connection, number)
        done = wishes.undo(connection, number, version(), doing(decisions.UNDONE), suggest)
        find_anew(connection, [one.id for one in submissions.proposals_of(connection, stood.submission_id)])
    if staying:
        flash(
            gettext(
                "Ar pievienoto priekšlikumu kāds jau strādājis: vispirms tā lapā atsauciet darbības un "
                "dzēsiet atbildes melnrakstu."
            ),
            "error",
        )
    else:
        told(done, gettext("Pēdējā darbība atsaukta."))
    return back_to(number)


@page(pages, "/cut", EDITORS, post=True)
def cut(number: int) -> Response:
    """Cut a wish in two; both parts are suggested anew."""
    suggest = desk().again.ready()
    with desk().store.change() as connection:
        proposal_of(connection, number)
        try:
            at = request.form.get("at", -1, int)
            added = wishes.cut(connection, number, version(), at, doing("split"), suggest)
        except ValueError:
            abort(400)
        if added:
            find_anew(connection, [number, added])
    told(added is not None, gettext("Sadalīts divos. Pārbaudiet arī otru daļu."))
    return back_to(number)


@page(pages, "/join", EDITORS, post=True)
def join(number: int) -> Response:
    """Join other wishes of the letter into this one."""
    chosen = request.form.getlist("other", int)
    if not chosen:
        return back_to(number)
    suggest = desk().again.ready()
    with desk().store.change() as connection:
        proposal_of(connection, number)
        try:
            done = wishes.join(connection, number, version(), chosen, doing("merged"), suggest)
        except (ValueError, LookupError):
            abort(400)
        find_anew(connection, [number])
    told(done, gettext("Apvienots vienā."))
    return back_to(number)


@page(pages, "/relate", EDITORS, post=True)
def relate(number: int) -> Response:
    """Say whether another proposal asks for the same, something related, or something else; the same are grouped."""
    here, other = desk(), request.form.get("other", 0, int)
    relation = request.form.get("relation", "")
    if relation not in pairs.RELATIONS or other == number:
        abort(400)
    with here.store.change() as connection:
        mine, theirs = proposal_of(connection, number), proposal_of(connection, other)
        done = mine.version == version()
        if done:
            pairs.relate(connection, number, other, relation, current_user.email, here.clock())
            _keep_groups(connection, mine, theirs, relation)
    told(done, gettext("Pierakstīts."))
    return back_to(number)


@page(pages, "/unrelate", EDITORS, post=True)
def unrelate(number: int) -> Response:
    """Take back that another proposal was called different: it may be suggested again."""
    other = request.form.get("other", 0, int)
    with desk().store.change() as connection:
        mine = proposal_of(connection, number)
        done = mine.version == version()
        if done:
            pairs.unrelate(connection, number, other)
            _note_compared(connection, mine, other)
    told(done, gettext("Atsaukts."))
    return back_to(number)


@page(pages, "/ungroup", EDITORS, post=True)
def ungroup(number: int) -> Response:
    """Take a proposal out of its group."""
    with desk().store.change() as connection:
        wanted = replace(judgement_of(proposal_of(connection, number)), group_id=None)
        done = decisions.decide(connection, number, version(), wanted, doing("ungrouped"))
    told(done, gettext("Izņemts no grupas."))
    whole = request.form.get("group", 0, int)
    return redirect(url_for("groups.group", number=whole)) if whole else back_to(number)


def _keep_groups(connection: Connection, mine: Proposal, theirs: Proposal, relation: str) -> None:
    """The same come into one group; who calls two of one group different takes the first out of it."""
    if relation == pairs.SAME:
        _group(connection, mine, theirs)
    elif relation == pairs.DIFFERENT and mine.group_id and mine.group_id == theirs.group_id:
        wanted = replace(judgement_of(mine), group_id=None)
        decisions.decide(connection, mine.id, mine.version, wanted, doing("ungrouped"))
    else:
        _note_compared(connection, mine, theirs.id)


def _note_compared(connection: Connection, mine: Proposal, other: int) -> None:
    told = {"about": {"with": other}}
    worklog.note(connection, desk().clock(), current_user.email, "compared", decisions.OBJECT, mine.id, told)


def _group(connection: Connection, mine: Proposal, theirs: Proposal) -> None:
    """Both come into one group, with all that were grouped with either; every author keeps code and answer."""
    group = min(one.group_id or one.id for one in (mine, theirs))
    old = [one.group_id for one in (mine, theirs) if one.group_id]
    members = {mine.id, theirs.id, *(number for one in old for number in colleagues.in_group(connection, one))}
    for one in submissions.proposals_by_id(connection, members):
        wanted = replace(judgement_of(one), group_id=group)
        decisions.decide(connection, one.id, one.version, wanted, doing("grouped"))


def _tell_mentioned(connection: Connection, here: Desk, proposal: Proposal, text: str) -> None:
    lowered = text.lower()
    for row in connection.execute(users.select().where(users.c.active)):
        if f"@{row.name.lower()}" in lowered or f"@{row.email}" in lowered:
            subject = gettext("Jūs pieminēja piezīmē")
            words = f"{current_user.name}: {text}"
            key = f"mentioned:{proposal.id}:{row.id}:{here.clock().timestamp()}"
            notify(connection, here, key, row.email, proposal, subject, words)
