"""The settings file of an installation beside a real Dovecot and a real SMTP server."""

from __future__ import annotations

from pathlib import Path

from dovecot import PASSWORD, Dovecot
from sink import Sink


def settings_file(dovecot: Dovecot, sink: Sink, folder: Path, user: str, more: str = "") -> Path:
    """A file in `folder` for the mailbox of `user`, in mode live, pages not read; `more` is TOML at its end."""
    file = folder / "novads.toml"
    file.write_text(
        f"""
[general]
mode = "live"
data_folder = "{folder}/data"
[[mailbox]]
name = "town"
address = "novads@example.lv"
host = "127.0.0.1"
port = {dovecot.port}
security = "plain"
username = "{user}"
password = "{PASSWORD}"
[smtp]
host = "127.0.0.1"
port = {sink.port}
security = "plain"
[ocr]
enabled = false
{more}
"""
    )
    return file
