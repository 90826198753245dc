"""The staff's pages served by waitress in threads of this process."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.originals import Originals
    from storage.store import Store

THREADS = 6


class PagesError(Exception):
    """The pages cannot be served; the message says what to do."""


@contextmanager
def serving(settings: Settings, store: Store, originals: Originals, clock: Callable[[], datetime]) -> Iterator[str]:
    """Serve the pages until the context ends; gives their address. Raises PagesError when the port cannot be had."""
    from waitress.server import create_server

    from cli.building import model_folder
    from review.app import create_app
    from review.desk import EXTENSION
    from review.similar import warm

    application = create_app(settings, store, originals, clock, lambda: model_folder(settings, store))
    told = settings.review
    try:
        server = create_server(application, host=told.host, port=told.port, threads=THREADS, ident=None)
    except OSError as error:
        raise PagesError(
            f"review.port {told.port} on {told.host} cannot be had: {error.strerror}; end what holds it or set another"
        ) from error

    def answer() -> None:
        with contextlib.suppress(OSError):  # the socket is closed under the loop at the end
            server.run()

    closing = threading.Event()
    shelf = application.extensions[EXTENSION].shelf
    threads = [
        threading.Thread(target=answer, name="pages", daemon=True),
        threading.Thread(target=warm, args=(store, shelf, closing.is_set), name="likeness", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield f"http://{told.host}:{server.effective_port}"
    finally:
        closing.set()
        server.close()
        for thread in threads:
            thread.join(5)
