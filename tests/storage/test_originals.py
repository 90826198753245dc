"""Original bytes: kept once, verified, damage found, a half-written file swept away."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.originals import Originals
from storage.store import StorageError


def test_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    kept = originals.put([b"From: a\r\n", b"\r\n", b"\x00\xff body"])
    assert originals.read(kept.sha256) == b"From: a\r\n\r\n\x00\xff body"
    assert kept.size == 18


def test_the_same_bytes_are_kept_once_and_never_rewritten(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    first = originals.put([b"abc"])
    before = originals.path(first.sha256).stat()
    assert originals.put([b"a", b"bc"]) == first
    assert originals.path(first.sha256).stat().st_mtime_ns == before.st_mtime_ns
    assert list(originals.digests()) == [first.sha256]


def test_damage_is_found(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    good, bad = originals.put([b"good"]), originals.put([b"bad"])
    originals.path(bad.sha256).write_bytes(b"changed")
    assert originals.damaged() == [bad.sha256]
    assert originals.read(good.sha256) == b"good"
    with pytest.raises(StorageError, match="changed on disk"):
        originals.read(bad.sha256)


def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        Originals(tmp_path).put([b"abc"])
    assert list(Originals(tmp_path).digests()) == []


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    left, written_now = tmp_path / "new-half", tmp_path / "new-just-now"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    written_now.write_bytes(b"another process is at it")
    originals = Originals(tmp_path)
    kept = originals.put([b"whole"])
    assert originals.sweep() == 1
    assert written_now.exists()
    assert list(originals.digests()) == [kept.sha256]


def test_a_fetch_that_breaks_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 5000
        raise ConnectionResetError("cut")

    with pytest.raises(StorageError):
        Originals(tmp_path).put(broken())
    assert list(tmp_path.iterdir()) == []
