"""`novads demo`: the whole road on embedded parts, a mailbox of sample letters at one end, the queue at the other."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings
    from intake.worker import Worker
    from notifications.week import Week
    from storage.records import Message

SAMPLES = Path(__file__).parent.parent / "samples"
MARK = "novads-demo"
POLL_SECONDS = 3
USER = "demo@example.lv"
PASSWORD = "paraugu novads"  # noqa: S105 # of the demo's own account, on loopback
SETTINGS = """# Written by `novads demo` at each start.
[general]
mode = "live"
data_folder = "{folder}/data"
[[mailbox]]
name = "demo"
address = "novads@example.lv"
host = "127.0.0.1"
port = {imap}
security = "plain"
username = "{user}"
password = "{password}"
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
[acknowledgement]
contact = "novads@example.lv"
[digest]
recipients = ["vaditaja@example.lv"]
[review]
port = {pages}
public_url = "http://127.0.0.1:{pages}"
[[call]]
id = "demo"
name = "Priekšlikumi nākamā gada budžetam"
budget_year = {year}
opens = {year_before}-01-01
closes = {year_before}-12-31
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads demo`."""
    parser.add_argument("--folder", type=Path, default=Path("demo-data"), help="where the demo keeps its data")
    parser.add_argument("--port", type=int, default=8800, help="port of the pages (another if it is taken)")
    parser.add_argument("--fresh", action="store_true", help="forget an earlier demo first")
    parser.add_argument("--no-serve", action="store_true", help="end when all is filed, without the pages")


def run(options: argparse.Namespace) -> int:
    """Run the demo; 1 when something keeps it from going on."""
    from cli.demo_servers import DemoError

    try:
        folder = _folder(options.folder.absolute(), options.fresh)
        return _demo(folder, options.port, serve=not options.no_serve)
    except DemoError as error:
        print(f"novads demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _folder(folder: Path, fresh: bool) -> Path:
    """The demo's folder; never somebody else's."""
    import shutil

    from cli.demo_servers import DemoError

    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise DemoError(f"{folder} holds something else; choose another with --folder")
        if fresh:
            shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("made by novads demo; can be deleted\n")
    return folder


def _demo(folder: Path, wanted_port: int, serve: bool) -> int:
    from cli.building import worker_of
    from cli.demo_servers import fill_mailbox, free_port, imap_server, smtp_sink

    letters = sorted(SAMPLES.glob("*.eml"))
    imap, smtp, pages = free_port(), free_port(), free_port(wanted_port)
    settings = _settings(folder, imap, smtp, pages)
    fill_mailbox(folder / "mailbox", letters, time.time())
    print(f"A mailbox of {len(letters)} sample letters is in {folder / 'mailbox'}.")
    with ExitStack() as stack:
        stack.enter_context(imap_server(folder, imap))
        stack.enter_context(smtp_sink(folder / "sent", smtp))
        worker = stack.enter_context(worker_of(settings))
        worker.owner = MARK  # a demo that was killed leaves no lease to wait for
        _walk(worker, len(letters))
        _show(worker, folder)
        if serve:
            _account(worker)
            _serve(worker, settings, folder, stack)
    return 0


def _settings(folder: Path, imap: int, smtp: int, pages: int) -> Settings:
    from cli import demo_servers
    from cli.building import clock
    from config.loading import load_settings

    file = folder / "novads.toml"
    year = clock().year
    told = {"imap": imap, "smtp": smtp, "pages": pages, "user": demo_servers.USER, "password": demo_servers.PASSWORD}
    told |= {"year": year + 1, "year_before": year}
    file.write_text(SETTINGS.format(folder=folder, **told), encoding="utf-8")
    return load_settings(file, {})


def _walk(worker: Worker, count: int) -> None:
    """Poll, read, file and answer, with progress."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Fetching over IMAP", total=None)
        found = sum(result.new for result in worker.poll())
        progress.update(task, description="Reading, classifying, filing", total=found, completed=0)

        def done(message: Message) -> None:
            progress.advance(task)

        worker.road.process_waiting(done)
        progress.update(task, description="Sending acknowledgements")
        worker.deliver()
        worker.reconcile()
        worker.digests.write(_last_days())
        worker.deliver()
        progress.update(task, description=f"Done: {found} new letters, {count} in the mailbox")


def _last_days() -> Week:
    from datetime import timedelta

    from cli.building import clock
    from notifications.week import Week

    now = clock()
    year, number, _ = now.isocalendar()
    return Week(f"{year}-W{number:02d}", now - timedelta(days=7), now)


def _show(worker: Worker, folder: Path) -> None:
    """All that was filed as a table, then the totals."""
    from rich.console import Console
    from rich.table import Table

    from cli.status import lines
    from config.taxonomy import taxonomy
    from storage import submissions

    table = Table("Code", "From", "Kind", "What", "Topic", "Place", "Sure", title="What was filed")
    names = taxonomy()
    with worker.store.ask() as connection:
        for submission in submissions.newest(connection, 500):
            for one in submissions.proposals_of(connection, submission.id):
                topic = names.topics[one.topics[0]].lv if one.topics and one.kind == "proposal" else ""
                places = ", ".join(names.places[place].lv for place in one.places)
                sure = "" if one.kind != "proposal" else "?" if one.unsure else f"{one.confidence:.0%}"
                what = " ".join(one.text.split())[:60]
                table.add_row(submission.code, submission.from_address, one.kind, what, topic, places, sure)
        Console(width=None if sys.stdout.isatty() else 160).print(table)
        for line in lines(connection):
            print(line)
    print(f"Every mail that left is a file in {folder / 'sent'}.")


def _account(worker: Worker) -> None:
    """One account of the demo's staff, unless an earlier demo made it."""
    from cli.building import clock
    from review.access import Role
    from review.passwords import hashed
    from review.staff import add_user, user_by_email

    with worker.store.change() as connection:
        if not user_by_email(connection, USER):
            roles = [Role.REVIEWER, Role.PUBLISHER, Role.REGISTRY, Role.ADMINISTRATOR]
            add_user(connection, USER, "Demo darbiniece", hashed(PASSWORD), roles, clock())


def _serve(worker: Worker, settings: Settings, folder: Path, stack: ExitStack) -> None:
    """Pages until Ctrl-C; letters dropped into the mailbox meanwhile go the same road."""
    from cli.building import clock
    from cli.pages import serving

    address = stack.enter_context(serving(settings, worker.store, worker.road.originals, clock))
    print(f"\nThe queue is at {address}: sign in as {USER} with the password {PASSWORD}")
    print(f"Drop an .eml file into {folder / 'mailbox' / 'new'} and it goes the same road within seconds.")
    print("Ctrl-C ends it.", flush=True)
    while True:
        time.sleep(POLL_SECONDS)
        worker.round()
