"""The child process: reads one file after another within its limits and answers what it holds."""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from multiprocessing.connection import Connection

from intake.documents.content import Content, DocumentError
from intake.documents.formats import read_file
from intake.documents.limits import Limits
from intake.documents.wire import receive_attachment, send_content
from intake.stations import Attachment
from storage.records import ProblemKind

RECURSION = 20_000
"""Frames of Python for markup nested as deep as libxml2 allows (2,048 levels)."""


def answer(attachment: Attachment, limits: Limits) -> Content:
    """What the file holds; whatever goes wrong becomes a problem of the answer."""
    try:
        return read_file(attachment, limits)
    except DocumentError as error:
        problem = error.problem
    except MemoryError:
        problem = ProblemKind.OUT_OF_MEMORY(mib=limits.memory >> 20)
    except RecursionError:
        problem = ProblemKind.NESTED_TOO_DEEP()
    except Exception as error:  # one bad file must not spoil the next
        problem = ProblemKind.FAILED(error=f"{type(error).__name__}: {error}"[:300])
    return Content(problems=(problem,))


def main(descriptor: str, options: str) -> None:
    """Serve files from the pipe with this file descriptor until its other end is closed."""
    limits = Limits(**json.loads(options))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(RECURSION)
    pipe = Connection(int(descriptor))
    with contextlib.suppress(EOFError):
        while True:
            # Under no name: the last file must be gone from memory when the next one comes.
            send_content(pipe, answer(receive_attachment(pipe), limits))


if __name__ == "__main__":
    main(*sys.argv[1:])
