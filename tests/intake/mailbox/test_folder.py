"""Folders of .eml files and Maildirs: the same shape as a mailbox, for import, replay and scans."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.mail_settings import FileFolder
from intake.mailbox.folder import FileMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Limits, MailboxError
from storage.originals import Originals
from storage.store import Store

RAW = b"From: anna@example.lv\nSubject: x\n\nLabdien\n"


def box(path: Path, form: str = "eml") -> FileMailbox:
    return FileMailbox(FileFolder.model_validate({"name": "in", "path": path, "format": form}))


def put(path: Path, data: bytes = RAW, age: float = 60) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_settled_eml_files_come_in_whole(tmp_path: Path) -> None:
    put(tmp_path / "a.eml")
    put(tmp_path / "b.txt")
    put(tmp_path / "half.eml", b"From: ", age=0)
    with box(tmp_path).open("") as folder:
        arrived = list(folder.fetch(folder.uids(), Limits()))
    assert [b"".join(arrival.pieces) for arrival in arrived] == [RAW]


def test_a_file_that_was_replaced_is_a_new_message(tmp_path: Path) -> None:
    with box(put(tmp_path / "a.eml").parent).open("") as folder:
        before = folder.uids()
    put(tmp_path / "a.eml", RAW + b"more", age=30)
    with box(tmp_path).open("") as folder:
        assert folder.uids() != before


def test_flags_in_a_maildir_do_not_make_a_new_message(tmp_path: Path) -> None:
    new = put(tmp_path / "new" / "1.host")
    with box(tmp_path, "maildir").open("") as folder:
        before = folder.uids()
    (tmp_path / "cur").mkdir()
    new.rename(tmp_path / "cur" / "1.host:2,S")
    with box(tmp_path, "maildir").open("") as folder:
        assert folder.uids() == before
        assert [b"".join(arrival.pieces) for arrival in folder.fetch(before, Limits())] == [RAW]


def test_a_file_over_the_limit_gives_its_headers(tmp_path: Path) -> None:
    put(tmp_path / "big.eml", RAW + b"x" * 5000)
    with box(tmp_path).open("") as folder:
        [arrival] = folder.fetch(folder.uids(), Limits(message_bytes=1000))
    assert b"".join(arrival.pieces) == b"From: anna@example.lv\nSubject: x\n\n"
    assert "over the limit" in str(arrival.problem)


def test_a_file_that_vanished_is_left_out(tmp_path: Path) -> None:
    put(tmp_path / "a.eml")
    with box(tmp_path).open("") as folder:
        uids = folder.uids()
        (tmp_path / "a.eml").unlink()
        assert list(folder.fetch(uids, Limits())) == []


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="no folder at"), box(tmp_path / "nowhere").open(""):
        pass


def test_a_file_from_the_future_is_not_waited_for_and_any_name_will_do(tmp_path: Path) -> None:
    put(tmp_path / "a.eml", age=-3 * 86400)
    put(tmp_path / os.fsdecode(b"b\xf0.eml"))
    (tmp_path / "dangling.eml").symlink_to(tmp_path / "gone")
    with box(tmp_path).open("") as folder:
        uids = folder.uids()
    assert [uid.split(":")[0] for uid in uids] == ["a.eml", "b\\xf0.eml"]


def test_a_file_that_cannot_be_read_stops_no_other(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in" / "a.eml")
    put(tmp_path / "in" / "z.eml", RAW + b"z")
    put(tmp_path / "in" / "bad.eml")
    whole = Path.open

    def open_file(path: Path, mode: str = "r") -> object:
        if path.name == "bad.eml":
            raise PermissionError(13, "Permission denied")
        return whole(path, mode)

    monkeypatch.setattr(Path, "open", open_file)
    poller = Poller(embedded, Originals(tmp_path / "originals"), Limits(), lambda: datetime.now(UTC))
    [result] = poller.poll(box(tmp_path / "in"))
    assert result.new == 2
    assert "cannot be fetched" in result.problem
