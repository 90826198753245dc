"""The staff's pages served by waitress in threads of this process."""

from __future__ import annotations

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


@contextmanager
def serving(settings: Settings, store: Store, originals: Originals, clock: Callable[[], datetime]) -> Iterator[str]:
    """Serve the pages until the context ends; gives their address. Raises OSError when the port is taken."""
    from waitress.server import create_server

    from review.app import create_app

    application = create_app(settings, store, originals, clock)
    told = settings.review
    server = create_server(application, host=told.host, port=told.port, threads=THREADS, ident=None)
    thread = threading.Thread(target=server.run, name="pages", daemon=True)
    thread.start()
    try:
        yield f"http://{told.host}:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)
