"""`novads digest`: the weekly mail, written to files as anyone gets it, for any week; nothing is sent."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads digest`."""
    from cli.building import settings_argument

    settings_argument(parser)
    parser.add_argument("--preview", action="store_true", required=True, help="write the mail to files, send nothing")
    parser.add_argument("--week", metavar="2026-W47", help="the week (default: the one that is due)")
    parser.add_argument("--as", dest="person", default="", metavar="ADDRESS", help="as this reader gets it")
    parser.add_argument("--out", type=Path, default=Path("."), metavar="FOLDER", help="where the files go")


def run(options: argparse.Namespace) -> int:
    """Write digest-WEEK.eml and digest-WEEK.html; 2 for a week that is none."""
    from functools import partial

    from classifiers.people import mask
    from cli.building import clock, open_store, settings_of
    from notifications.digest import Digests
    from notifications.week import due_week, week_named
    from review.similar import together
    from review.staff import readers

    settings = settings_of(options)
    try:
        week = week_named(options.week, settings) if options.week else due_week(clock(), settings)
    except ValueError as error:
        print(f"novads digest: {options.week}: {error}; a week is written 2026-W47")
        return 2
    person = options.person or next(iter(settings.digest.recipients), "preview@example.lv")
    alike = partial(together, base=settings.classifier.model)
    digests = Digests(open_store(settings), settings, clock, mask, alike, readers)
    mail, html = digests.preview(week, person)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in ((f"digest-{week.name}.eml", mail), (f"digest-{week.name}.html", html.encode())):
        (options.out / name).write_bytes(content)
        print(options.out / name)
    return 0
