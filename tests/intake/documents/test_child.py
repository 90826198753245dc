"""The process that reads foreign files may hang, crash or lie: the file is named, and the next one is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.documents import child as children
from intake.documents.child import Child
from intake.documents.limits import Limits
from intake.stations import Attachment
from storage.records import sentences


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(children, "START_SECONDS", 20.0)
    opened = Child(Limits(seconds=1.0), module="hanging_worker")
    assert opened.read(Attachment("a.txt", "text/plain", b"first")).text == "first"
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "problem"), [("hang", "not read within 1 s"), ("crash", "SIGSEGV"), ("nonsense", "no answer")]
)
def test_a_failing_process_is_named_and_replaced(child: Child, name: str, problem: str) -> None:
    assert problem in sentences(child.read(Attachment(name, "", b"x")).problems)
    assert child.read(Attachment("b.txt", "text/plain", b"second")).text == "second"


def test_a_file_larger_than_the_pipe_does_not_block(child: Child) -> None:
    content = child.read(Attachment("hang", "", bytes(5_000_000)))
    assert sentences(content.problems) == "not read within 1 s"


def test_the_process_lives_on_between_files_and_ends_when_told(child: Child) -> None:
    running = child._running
    assert running is not None
    child.read(Attachment("b.txt", "text/plain", b"second"))
    assert child._running is running
    child.close()
    assert running.process.poll() is not None
