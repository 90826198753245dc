"""A Dovecot of its own for the tests: unprivileged, on random loopback ports, in its own folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imapclient import IMAPClient

PASSWORD = "korrekt-zirgs"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 50
auth_mechanisms = plain xoauth2
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server: any user name signs in with PASSWORD."""

    folder: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        """The server's own certificate, for `ca_file`."""
        return self.folder / "cert.pem"

    def client(self, user: str) -> IMAPClient:
        """A colleague's mail program."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False)
        client.login(user, PASSWORD)
        return client

    def deliver(self, user: str, messages: list[bytes], folder: str = "INBOX") -> None:
        """Put messages into a user's folder."""
        client = self.client(user)
        if not client.folder_exists(folder):
            client.create_folder(folder)
        base = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
        for number, message in enumerate(messages):
            client.append(folder, message, msg_time=base + timedelta(minutes=number))
        client.logout()

    def maildir(self, user: str) -> Path:
        """Where the user's mail lies on disk."""
        return self.folder / "mail" / user


def start(port: int, tls_port: int) -> tuple[Dovecot, subprocess.Popen[bytes]]:
    """Start a server; the caller waits for it and stops it."""
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    group = "nogroup" if os.geteuid() == 0 else str(os.getegid())
    folder = Path(tempfile.mkdtemp(prefix="novads-dovecot-"))
    _certificate(folder)
    filled = CONFIG.format(folder=folder, user=user, group=group, password=PASSWORD, port=port, tls_port=tls_port)
    (folder / "dovecot.conf").write_text(filled)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, group)
    as_user = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*as_user, "/usr/sbin/dovecot", "-F", "-c", str(folder / "dovecot.conf")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    return Dovecot(folder, port, tls_port), process


def answers(server: Dovecot) -> bool:
    """Whether the server lets a user in."""
    try:
        with closing(_Closing(server.client("probe"))):
            return True
    except OSError:
        return False


class _Closing:
    def __init__(self, client: IMAPClient) -> None:
        self.close = client.logout


def _certificate(folder: Path) -> None:
    request = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {folder}/key.pem "
        f"-out {folder}/cert.pem -addext subjectAltName=DNS:localhost"
    )
    subprocess.run(request.split(), check=True, capture_output=True)
