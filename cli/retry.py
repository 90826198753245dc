"""`novads retry`: parked messages back on the road."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads retry`."""
    from cli.building import settings_argument

    settings_argument(parser)
    parser.add_argument("messages", nargs="*", type=int, metavar="ID", help="messages by number (default: all parked)")


def run(options: argparse.Namespace) -> int:
    """Put parked messages back and process them; 1 when one is parked again."""
    from cli.building import open_store, originals_of, poller_of, road_of, settings_of, sources_of
    from config.events import log_to_stderr
    from storage import messages, sightings
    from storage.records import MessageState

    log_to_stderr()
    settings = settings_of(options)
    store = open_store(settings)
    with store.change() as connection:
        if wrong := list(_not_parked(connection, options.messages)):
            print("\n".join(f"novads retry: {one}" for one in wrong), file=sys.stderr)
            return 1
        taken = messages.retry(connection, options.messages or None)
        headers_only = sightings.wait_to_be_whole(connection)
    originals = originals_of(settings)
    for source in sources_of(settings) if headers_only else ():
        poller_of(settings, store, originals).poll(source)
    with road_of(settings, store, originals) as road:
        ended = road.process_waiting()
    print(f"{taken} taken up again: {ended[MessageState.FILED]} filed, {ended[MessageState.PARKED]} parked again")
    return 1 if ended[MessageState.PARKED] else 0


def _not_parked(connection: Connection, numbers: Collection[int]) -> Iterator[str]:
    """Why messages named by number cannot be taken up again, a sentence each."""
    from storage import messages
    from storage.records import MessageState

    for number in numbers:
        try:
            state = messages.get(connection, number).state
        except LookupError:
            yield f"there is no message {number}; `novads status` lists the parked ones"
            continue
        if state is not MessageState.PARKED:
            yield f"message {number} is {state}, not parked; nothing was taken up again"
