"""Real servers for every test that asks: each with its own data folder, on a random loopback port, unprivileged."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import dovecot as dovecot_server
import psycopg
import pytest
from sqlalchemy import URL

from storage.store import Store

SOAK_SECONDS = 3600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A soak test may take an hour, however it is started; pyproject.toml's limit is for all others."""
    for item in items:
        if item.get_closest_marker("soak") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SOAK_SECONDS))


def free_port() -> int:
    """A loopback port nobody listens on right now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 150) -> None:
    """Wait for a server to come up; fails the test with `what` when it does not."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} did not come up in {seconds} s"
        time.sleep(0.05)


def _as_user(name: str) -> list[str]:
    return ["setpriv", f"--reuid={name}", f"--regid={name}", "--clear-groups"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL of its own; the address of its administrator's database."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="novads-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    user = _as_user("postgres")
    initdb = f"{programs}/initdb -D {folder}/data -A trust -U novads -E UTF8 --locale=C.UTF-8 -N"
    subprocess.run([*user, *initdb.split()], check=True, capture_output=True, cwd=folder)
    serve = f"{programs}/postgres -D {folder}/data -p {port} -k {folder} -h 127.0.0.1 -F"
    server = subprocess.Popen([*user, *serve.split()], stderr=subprocess.DEVNULL, cwd=folder)
    url = URL.create("postgresql+psycopg", "novads", host="127.0.0.1", port=port, database="postgres")

    def answers() -> bool:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="novads", dbname="postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    wait_until(answers, "PostgreSQL")
    yield url
    server.send_signal(signal.SIGINT)  # fast shutdown: SIGTERM waits until the last connection is closed
    server.wait(30)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[dovecot_server.Dovecot]:
    """A Dovecot of its own; tests use user names of their own in it."""
    server, process = dovecot_server.start(free_port(), free_port())
    wait_until(lambda: dovecot_server.answers(server), "Dovecot")
    yield server
    process.terminate()
    process.wait(30)
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_template(postgresql: URL) -> URL:
    """A database with all migrations applied, copied for each test."""
    with psycopg.connect(
        host="127.0.0.1", port=postgresql.port, user="novads", dbname="postgres", autocommit=True
    ) as admin:
        admin.execute("CREATE DATABASE template")
    made = Store(postgresql.set(database="template"))
    made.migrate()
    made.close()
    return postgresql.set(database="template")


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Store]:
    """An empty migrated database on SQLite, for what does not depend on the database."""
    made = Store(f"sqlite:///{tmp_path}/novads.sqlite")
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def served(migrated_template: URL) -> Iterator[Store]:
    """An empty migrated database on PostgreSQL, for what only it does."""
    made = Store(_copy_of(migrated_template))
    yield made
    made.close()


@pytest.fixture(params=["embedded", "served"], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty migrated database, once SQLite and once PostgreSQL."""
    made: Store = request.getfixturevalue(request.param)
    return made


def _copy_of(template: URL) -> URL:
    name = f"test_{time.monotonic_ns()}"
    with psycopg.connect(
        host="127.0.0.1", port=template.port, user="novads", dbname="postgres", autocommit=True
    ) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template")
    return template.set(database=name)
