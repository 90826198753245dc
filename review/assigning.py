"""Who a matter belongs to: the default by topic and area manager, and the notice by mail."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for
from flask_babel import force_locale, gettext
from markupsafe import Markup
from sqlalchemy import Connection, select

from config.settings import Settings
from config.taxonomy import taxonomy
from notifications.acknowledgement import excerpt
from review.desk import Desk
from review.signin import queue_mail
from storage.records import Proposal
from storage.tables import users

REGISTRY = "registry"
"""The department that keeps the records; its members are all with the role registry."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a matter goes: a person, a department, or nobody; `value` is what a form says."""

    value: str
    name: str
    assignee_id: int | None = None
    department: str = ""


def targets(connection: Connection, settings: Settings) -> list[Target]:
    """Everybody a matter can be given to."""
    people = connection.execute(select(users).where(users.c.active).order_by(users.c.name))
    found = [Target("", gettext("Nevienam"))]
    found += [Target(f"d:{one.id}", one.name, department=one.id) for one in settings.department]
    found.append(Target(f"d:{REGISTRY}", gettext("Lietvedība"), department=REGISTRY))
    return found + [Target(f"p:{row.id}", row.name, row.id, row.department) for row in people]


def target_of_form(connection: Connection, here: Desk) -> Target:
    """Who the form of the request names, else 400."""
    known = {one.value: one for one in targets(connection, here.settings)}
    return known.get(request.form.get("target", "")) or abort(400)


def suggested(settings: Settings, proposal: Proposal) -> str:
    """The id of the department a proposal goes to by its first topic, else by its place's area manager; "" for none."""
    by_topic = [one.id for one in settings.department if proposal.topics and proposal.topics[0] in one.topics]
    managers = {taxonomy().places[place].manager for place in proposal.places if place in taxonomy().places}
    by_place = [one.id for one in settings.department if managers & set(one.managers)]
    return next(iter([*by_topic, *by_place]), "")


def addresses(connection: Connection, settings: Settings, target: Target) -> list[str]:
    """Who hears of an assignment."""
    if target.assignee_id:
        return list(connection.scalars(select(users.c.email).where(users.c.id == target.assignee_id)))
    return [one.address for one in settings.department if one.id == target.department and one.address]


def notify(
    connection: Connection, here: Desk, key: str, address: str, proposal: Proposal, subject: str, told: str
) -> None:
    """Tell a colleague by mail, with the wish and the address of its page; always in Latvian."""
    with force_locale("lv"):
        link = here.settings.review.public_url.rstrip("/") + url_for("proposals.proposal", number=proposal.id)
    text = f"{told}\n\n{excerpt(proposal.text)}\n\n{link}\n"
    html = Markup(
        '<!DOCTYPE html><html lang="lv"><body style="font:17px/1.5 Arial,Helvetica,sans-serif;color:#1c1c1c">'
        '<p>{}</p><blockquote>{}</blockquote><p><a href="{}">{}</a></p></body></html>'
    ).format(told, excerpt(proposal.text), link, link)
    queue_mail(connection, here, key, address, subject, text, str(html))
