"""`novads index`: the queue's index and search keys, written anew from what is stored."""

from __future__ import annotations

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads index`."""
    from cli.building import settings_argument

    settings_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write both anew in one transaction."""
    from classifiers.search import search_keys
    from cli.building import open_store, settings_of
    from storage import queue, queue_index, submissions

    store = open_store(settings_of(options))
    with store.change() as connection:
        written = queue_index.rebuild(connection)
        for number in queue.all_ids(connection, queue.Wanted(), written):
            one = submissions.proposal(connection, number)
            letter = submissions.get(connection, one.submission_id)
            queue_index.set_keys(
                connection, number, search_keys(one.text, letter.subject, letter.from_name, letter.from_address)
            )
    print(f"{written} proposals indexed")
    return 0
