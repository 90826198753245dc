"""How long the staff's pages take at 1,000, 10,000 and 100,000 proposals: `python -m benchmarks.queue [--url URL]`.

Rows are made up by a seeded generator and written in bulk; times are whole answers of the pages, session and templates
included, in milliseconds: fastest of nine by the wall clock after one to warm up, and median CPU time of the process.
`--url` names an empty PostgreSQL database; without it SQLite.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import Connection, func, insert, select

from classifiers.search import search_keys
from config.settings import General, Settings
from config.taxonomy import taxonomy
from review.access import Role
from review.app import create_app
from review.desk import EXTENSION
from review.passwords import hashed
from review.similar import warm
from review.staff import add_user
from storage import queue_index
from storage.originals import Originals
from storage.store import Store
from storage.tables import messages, proposal_places, proposal_topics, proposals, submissions
from storage.tables import search_keys as keys

SIZES = (1_000, 10_000, 100_000)
PASSWORD = "benchmark password"
WORDS = "lūdzu salabot ierīkot apgaismojumu ielu bedres soliņu parku skolu ceļu bērniem laukumu pieturu grāvi".split()
SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo zu".split()
RARER = 5_000
"""So many made-up words besides WORDS, the n-th about 1/n as frequent as the first: letters have a vocabulary."""
ASKED = {
    "first page": "/queue",
    "all, one topic and place": "/queue?view=all&topic=lighting&place=kekava",
    "all, three filters": "/queue?view=all&topic=roads&place=baldone&language=ru",
    "late, by due date": "/queue?view=late",
    "search, common word": "/queue?view=all&q=apgaismojums",
    "search, two words": "/queue?view=all&q=apgaismojums kekava",
    "search, rare word": "/queue?view=all&q=retums777",
    "page 2": "",
    "one proposal": "/proposals/500",
}


def main() -> None:
    """Grow one database through the sizes and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = Store(options.url or f"sqlite:///{name}/queue.sqlite")
        store.migrate()
        settings = Settings(general=General(data_folder=Path(name)))
        with store.change() as connection:
            add_user(connection, "a@example.lv", "A", hashed(PASSWORD), [Role.ADMINISTRATOR], _now())
        columns = [_measure(store, settings, Path(name), size) for size in options.sizes]
        print(f"{store.engine.dialect.name:28}" + "".join(f"{size:>16}" for size in options.sizes))
        for what in ASKED:
            cells = (f"{wall:.0f} / {cpu:.0f}" for wall, cpu in (column[what] for column in columns))
            print(f"{what:28}" + "".join(f"{cell:>16}" for cell in cells))
        store.close()


def _measure(store: Store, settings: Settings, folder: Path, size: int) -> dict[str, tuple[float, float]]:
    with store.change() as connection:
        there = connection.scalars(select(func.count()).select_from(proposals)).one()
        _fill(connection, there, size)
        queue_index.rebuild(connection)
    if not store.is_sqlite:
        with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    application = create_app(settings, store, Originals(folder / "originals"), _now)
    warm(store, application.extensions[EXTENSION].shelf)
    client = _signed_in(application.test_client())
    second = re.findall(r'rel="next" href="([^"]+)"', client.get("/queue?view=all").text)[0].replace("&amp;", "&")
    return {what: _time(client, address or f"/queue{second}") for what, address in ASKED.items()}


def _time(client: FlaskClient, address: str) -> tuple[float, float]:
    wall, cpu = [], []
    for _ in range(10):
        start, worked = time.perf_counter(), time.process_time()
        assert client.get(address).status_code == 200, address
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    return min(wall[1:]), statistics.median(cpu[1:])


def _signed_in(client: FlaskClient) -> FlaskClient:
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[0]
    form = {"email": "a@example.lv", "password": PASSWORD, "csrf_token": token}
    assert client.post("/login", data=form).status_code == 302
    return client


def _fill(connection: Connection, there: int, size: int) -> None:
    """Rows `there`+1 to `size`: one proposal per submission, Zipf-like topics and places."""
    chance = random.Random(there)
    names, start = taxonomy(), _now() - timedelta(days=30)
    topics, places = list(names.topics), list(names.places)
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("messages", "letters", "wishes", "topics", "places", "keys")
    }
    for n in range(there + 1, size + 1):
        topic, place = (_skewed(chance, topics), _skewed(chance, places))
        text = (
            " ".join(chance.choices(WORDS, k=20) + [_rarer(chance) for _ in range(20)])
            + f" {names.places[place].lv} {n}"
            + (" retums777" if n % 500 == 0 else "")
        )
        at = start + timedelta(seconds=n * 20)
        rows["messages"].append(
            {
                "id": n,
                "sha256": f"{n:064d}",
                "body_sha256": "",
                "size": 1,
                "mailbox": "b",
                "received_at": at,
                "state": "filed",
                "attempts": 1,
                "first_seen_at": at,
                "submission_id": n,
            }
        )
        language = chance.choices(["lv", "ru", "en"], [90, 8, 2])[0]
        rows["letters"].append(
            {
                "id": n,
                "code": f"B-{n}",
                "message_id": n,
                "channel": "mail",
                "language": language,
                "from_name": f"Iedzīvotājs {n}",
                "from_address": f"r{n}@example.org",
                "subject": "Priekšlikums",
                "own_text": text,
                "received_at": at,
            }
        )
        state = chance.choices(["to review", "in assessment", "answered"], [2, 3, 5])[0]
        confidence = round(chance.random(), 2)
        rows["wishes"].append(
            {
                "id": n,
                "submission_id": n,
                "position": 1,
                "kind": "proposal",
                "piece": "body",
                "start": 0,
                "end": len(text),
                "text": text,
                "state": state,
                "confidence": confidence,
                "unsure": confidence < 0.3,
                "due_at": at + timedelta(days=14),
            }
        )
        rows["topics"].append({"proposal_id": n, "rank": 0, "topic": topic})
        rows["places"].append({"proposal_id": n, "place": place})
        rows["keys"].append({"proposal_id": n, "keys": search_keys(text)})
    tables = (messages, submissions, proposals, proposal_topics, proposal_places, keys)
    for table, new in zip(tables, rows.values(), strict=True):
        for begin in range(0, len(new), 5000):
            connection.execute(insert(table), new[begin : begin + 5000])


def _rarer(chance: random.Random) -> str:
    """A made-up word by its rank, written in syllables."""
    rank, word = int(RARER ** chance.random()), ""
    while rank:
        rank, at = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[at]
    return word


def _skewed(chance: random.Random, values: list[str]) -> str:
    return values[min(int(chance.paretovariate(0.8)) - 1, len(values) - 1)]


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
