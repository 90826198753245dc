"""`novads`: one subcommand per module of this folder; each module is imported only when its command runs."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

COMMANDS: dict[str, str] = {
    "classify": "say what texts ask for: kind, topics, places; JSON lines in and out, no database",
    "demo": "the whole road on embedded parts and sample letters, nothing to set up",
    "digest": "write the weekly mail to files, for any week and as any reader; nothing is sent",
    "doctor": "check everything outside us: what is wrong, what to do",
    "evaluate": "measure the classifiers on labelled texts that neither trained nor tuned them",
    "index": "write the queue's index and search keys anew, after an upgrade or a restore",
    "learn": "train anew on what people confirmed; --back is one step back, --list shows every model",
    "poll": "one round now: poll the mailboxes, file what is new, send what is due",
    "read": "print what the program makes of a message or document",
    "retry": "put parked messages back on the road",
    "run": "work by the schedule until stopped",
    "status": "how much is in which state, the last polls, what is parked and why",
    "suggest": "say what would happen to a letter: proposals, kind, receipt, personal data; JSON, no database",
    "train": "build the classifiers' model from the committed labelled texts",
    "user": "make a staff account, or let somebody set up a new second factor",
}
"""Subcommand -> the sentence of `novads --help`; `cli/<name>.py` offers `arguments(parser)`, `run(options)`."""


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns the exit status (0 done, 1 something is wrong, 2 unusable arguments)."""
    words = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="novads", description="Residents' proposals: read, classified, answered.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, sentence in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=sentence, description=sentence)
        if words[:1] == [name]:
            import_module(f"cli.{name}").arguments(subparser)
    options = parser.parse_args(words)
    try:
        status: int = import_module(f"cli.{options.command}").run(options)
    except Exception as error:
        if not _foreseen(error):
            raise
        file, reason = getattr(error, "filename", None), getattr(error, "strerror", None)
        print(f"novads {options.command}: {f'{file}: {reason}' if file else error}", file=sys.stderr)
        return 1
    return status


def _foreseen(error: Exception) -> bool:
    """Whether an error's message says all that an administrator needs; imported late, so that --help stays instant.

    An OSError with its file is one: a folder that cannot be written to, a list of files that is not there.
    """
    from classifiers.pipeline import ModelError
    from cli.pages import PagesError
    from storage.store import StorageError

    return isinstance(error, PagesError | StorageError | ModelError) or bool(getattr(error, "filename", None))


if __name__ == "__main__":
    sys.exit(main())
