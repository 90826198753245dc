"""The queue: views with counts, filters, search, pages by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from sqlalchemy import Connection

from config.alphabet import alphabetical
from config.taxonomy import taxonomy
from review import lists, marked, staff, words
from review.access import STAFF, page
from review.assigning import targets
from review.desk import Desk, desk
from storage import desk as colleagues
from storage import messages, queue
from storage.records import MessageState

pages = Blueprint("queue", __name__)
PAGE = 25
VIEW_NAMES = {
    "review": lazy_gettext("Jāizskata"),
    "mine": lazy_gettext("Mani"),
    "inquiries": lazy_gettext("Jautājumi"),
    "soon": lazy_gettext("Drīz jāatbild"),
    "late": lazy_gettext("Nokavēti"),
    "unsure": lazy_gettext("Nedroši"),
    "noise": lazy_gettext("Nevēlami"),
    "all": lazy_gettext("Visi"),
}


@dataclass(frozen=True, slots=True)
class View:
    """A view in the menu: id, name, how many it holds."""

    id: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter in the form: its facet, its name, and what may be chosen as (value, name, number)."""

    facet: str
    name: str
    chosen: str
    values: tuple[tuple[str, str, int], ...]


@page(pages, "/queue", STAFF)
def listing() -> str:
    """One page of a list."""
    here, address = desk(), lists.read(request.args)
    with here.store.ask() as connection:
        wanted = address.wanted(current_user.id, here.today())
        found = queue.page(connection, wanted, address.place, address.backwards, PAGE)
        return render_template(
            "queue.html",
            address=address,
            title=VIEW_NAMES[address.view],
            views=views(connection, here),
            instructive=len(marked.waiting(connection, here)),
            page=found,
            choices=choices(connection, address),
            people=staff.names(connection),
            set_aside=set_aside(connection),
            saved=colleagues.views_for(connection, current_user.id),
            targets=targets(connection, here.settings),
            topics=list(taxonomy().topics),
        )


def views(connection: Connection, here: Desk) -> list[View]:
    """All views with their counts, for the one who asks."""
    mine = ("mine", str(current_user.id))
    kept = queue.counts(connection, [*(("view", name) for name in lists.VIEWS), mine])
    numbers = {name: number for (facet, name), number in kept.items() if facet == "view"}
    numbers["mine"] = kept[mine]
    numbers["soon"] = queue.due_count(connection, here.today(), here.today() + lists.SOON)
    numbers["late"] = queue.due_count(connection, None, here.today())
    return [View(name, str(VIEW_NAMES[name]), numbers[name]) for name in lists.VIEWS]


def set_aside(connection: Connection) -> dict[str, int]:
    """How many messages are parked or ignored."""
    return {state.value: messages.count_in(connection, state) for state in (MessageState.PARKED, MessageState.IGNORED)}


def choices(connection: Connection, address: lists.Address) -> list[Choice]:
    """The filters of the form, each with the values that occur."""
    people = {str(number): name for number, name in staff.names(connection).items()}
    people["none"] = gettext("Nevienam")
    names = taxonomy()
    told = {
        "topic": (gettext("Tēma"), {one: words.topic_name(one) for one in names.topics}),
        "sector": (gettext("Nozare"), dict(names.sectors)),
        "place": (gettext("Vieta"), {one: words.place_name(one) for one in names.places}),
        "region": (gettext("Teritorija"), {}),
        "state": (gettext("Stāvoklis"), words.STATES),
        "kind": (gettext("Veids"), words.KINDS),
        "assignee": (gettext("Atbildīgais"), people),
        "department": (gettext("Nodaļa"), {}),
        "channel": (gettext("Kanāls"), words.CHANNELS),
        "language": (gettext("Valoda"), words.LANGUAGE_NAMES),
        "track": (gettext("Virziens"), words.TRACKS),
        "call": (gettext("Vākšana"), {one.id: one.name for one in desk().settings.call}),
        "sure": (gettext("Drošība"), {"yes": gettext("Droši"), "no": gettext("Nedroši")}),
        "files": (gettext("Pielikumi"), {"yes": gettext("Ar pielikumiem"), "no": gettext("Bez pielikumiem")}),
    }
    occur = queue.values_of(connection, *told)
    return [_choice(address, facet, name, known, occur[facet]) for facet, (name, known) in told.items()]


def _choice(
    address: lists.Address, facet: str, name: str, known: Mapping[str, str], occur: Mapping[str, int]
) -> Choice:
    values = [(value, str(known.get(value, value)), number) for value, number in occur.items()]
    return Choice(
        facet, name, address.value(facet), tuple(sorted(values, key=lambda one: (-one[2], alphabetical(one[1]))))
    )
