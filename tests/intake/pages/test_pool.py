"""Every way a worker process fails, played by a small worker of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.pages import PageReader, PageSettings
from intake.pages.jobs import Job
from intake.pages.pool import WorkerPool
from intake.stations import Page
from storage.records import ProblemKind

PLAYER = """
import json, os, resource, signal, sys, time
from multiprocessing.connection import Connection

options = json.loads(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (options["memory_bytes"],) * 2)
pipe = Connection(int(sys.argv[1]))
while True:
    path = json.loads(pipe.recv_bytes())["path"]
    if path == "hang":
        time.sleep(600)
    if path == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if path == "leave":
        sys.exit(3)
    pipe.send_bytes(f"{path} by {os.getpid()}".encode())
"""

GARBLER = """
import sys
from multiprocessing.connection import Connection
from storage.records import ProblemKind

pipe = Connection(int(sys.argv[1]))
while True:
    counting = b"count" in pipe.recv_bytes()
    pipe.send_bytes(b'{{"pages": 1, "problem": null}}' if counting else {answer!r})
"""


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    (tmp_path / "player.py").write_text(PLAYER)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("intake.pages.pool.START_SECONDS", 2.0)
    players = WorkerPool(PageSettings(page_seconds=0.5), module="player")
    yield players
    players.close()


def test_a_file_of_too_many_pages_ends_in_time_with_a_problem_for_each_page_not_begun(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(PLAYER.replace("time.sleep(600)", "time.sleep(0.3)"))
    pool = WorkerPool(PageSettings(workers=1, file_seconds=1.0), module="sleeper")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        outcomes = pool.run([Job("read", "hang", "image")] * 3000)
    pool.close()
    read = [outcome for outcome in outcomes if outcome.answer]
    assert len(outcomes) == 3000
    assert 1 <= len(read) < 100
    assert outcomes[: len(read)] == read
    assert {outcome.problem for outcome in outcomes[len(read) :]} == {ProblemKind.NOT_BEGUN(seconds=1.0)}


def test_a_failing_job_ends_with_its_problem_and_spoils_no_other(pool: WorkerPool) -> None:
    paths = ["one", "crash", "two", "hang", "three", "leave", "four"]
    outcomes = pool.run([Job("read", path, "image") for path in paths])
    assert [outcome.answer.split(b" by ")[0].decode() for outcome in outcomes] == [
        "one", "", "two", "", "three", "", "four",
    ]  # fmt: skip
    assert [outcome.problem for outcome in outcomes if outcome.problem] == [
        ProblemKind.READER_ENDED(how="SIGSEGV"),
        ProblemKind.TIMED_OUT(seconds=0.5),
        ProblemKind.READER_ENDED(how="status 3"),
    ]


def test_processes_live_on_between_calls(pool: WorkerPool) -> None:
    first = pool.run([Job("read", "one", "image")])
    assert pool.run([Job("read", "one", "image")]) == first


def test_an_idle_worker_that_died_fails_one_job_only(pool: WorkerPool) -> None:
    pool.run([Job("read", "one", "image")])
    pool.idle[0].process.kill()
    pool.idle[0].process.wait()
    bad, good = pool.run([Job("read", "two", "image"), Job("read", "three", "image")])
    assert bad.problem == ProblemKind.READER_ENDED(how="SIGKILL")
    assert good.answer.startswith(b"three")


@pytest.mark.parametrize("answer", [b"", b"[1]", b"{}", b'{"number": 1}', b'{"words": [1]}', b"\xff"])
def test_garbage_from_a_worker_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    (tmp_path / "garbler.py").write_text(GARBLER.format(answer=answer))
    monkeypatch.syspath_prepend(str(tmp_path))
    with PageReader() as reader:
        reader.pool.module = "garbler"
        (page,) = reader.read_pdf(b"x")
    assert page == Page(1, "", "none", 0.0, False, kind="needs typing", problem=ProblemKind.NO_ANSWER())
