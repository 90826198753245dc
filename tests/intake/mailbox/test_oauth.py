"""OAuth 2.0: tokens are asked for as the providers want, kept until they near their end, and used by XOAUTH2."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import sink as smtp_sink
from conftest import free_port
from dovecot import Dovecot
from pydantic import SecretStr

from cli.building import connect_to_smtp
from config.mail_settings import Mailbox, OAuth, Smtp
from config.settings import General, Settings
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.oauth import AccessTokens
from intake.mailbox.source import MailboxError
from notifications.delivery import Postman
from storage import outbox
from storage.records import NewOutgoing
from storage.store import Store


class TokenServer(HTTPServer):
    asked: list[dict[str, list[str]]]
    answer: tuple[int, object]


class Answer(BaseHTTPRequestHandler):
    server: TokenServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(parse_qs(self.rfile.read(length).decode()))
        status, body = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    server = TokenServer(("127.0.0.1", 0), Answer)
    server.asked, server.answer = [], (200, {"access_token": "abc", "expires_in": 3600})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def oauth(server: TokenServer, **changed: Any) -> OAuth:
    told = {
        "token_url": f"http://127.0.0.1:{server.server_port}/token",
        "client_id": "app",
        "client_secret": SecretStr("hush"),
    }
    return OAuth.model_validate(told | changed)


def test_microsoft_gets_client_credentials_and_the_token_is_kept(tokens: TokenServer) -> None:
    account = AccessTokens(oauth(tokens), "town")
    assert [account.token(), account.token()] == ["abc", "abc"]
    [form] = tokens.asked
    assert form["grant_type"] == ["client_credentials"]
    assert form["scope"] == ["https://outlook.office365.com/.default"]
    assert form["client_secret"] == ["hush"]


def test_google_gets_the_refresh_token(tokens: TokenServer) -> None:
    assert AccessTokens(oauth(tokens, provider="google", refresh_token="r1"), "town").token() == "abc"
    assert tokens.asked[0]["refresh_token"] == ["r1"]
    assert tokens.asked[0]["grant_type"] == ["refresh_token"]


def test_a_token_near_its_end_is_asked_for_anew(tokens: TokenServer) -> None:
    tokens.answer = (200, {"access_token": "short", "expires_in": 60})
    account = AccessTokens(oauth(tokens), "town")
    account.token()
    account.token()
    assert len(tokens.asked) == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((401, {"error": "invalid_client", "error_description": "secret expired"}), "secret expired"),
        ((500, b"<html>"), "HTTP 500"),
        ((200, b"not json"), "no access token"),
        ((200, {"token": "x"}), "no access token in the answer"),
    ],
)
def test_a_refusal_is_told_in_the_providers_words(tokens: TokenServer, answer: Any, words: str) -> None:
    tokens.answer = answer
    with pytest.raises(MailboxError, match=words) as told:
        AccessTokens(oauth(tokens), "town").token()
    assert "hush" not in str(told.value)


def test_the_mailbox_signs_in_by_xoauth2(tokens: TokenServer, dovecot: Dovecot) -> None:
    box = Mailbox(
        name="town",
        address="novads@example.lv",
        host="127.0.0.1",
        port=dovecot.port,
        security="plain",
        username="novads",
        oauth=oauth(tokens),
        timeout_seconds=3,
    )
    with pytest.raises(MailboxError, match="may not sign in"), ImapMailbox(box).open("INBOX"):
        pass  # this server knows no tokens: it must have been offered one and refused
    assert len(tokens.asked) == 1


def test_a_token_that_ended_early_between_two_polls_costs_no_poll(tokens: TokenServer) -> None:
    offered: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for _ in range(2):
                client = listener.accept()[0]
                with client, client.makefile("rb") as lines:
                    client.sendall(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready\r\n")
                    for line in lines:
                        tag, command = line.split()[:2]
                        if command == b"AUTHENTICATE":
                            client.sendall(b"+ \r\n")
                            offered.append(base64.b64decode(next(lines)).decode().split("Bearer ")[1].strip("\1"))
                            good = offered[-1] == valid[0]
                            client.sendall(tag + (b" OK in\r\n" if good else b" NO expired\r\n"))
                        else:
                            client.sendall(b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n" + tag + b" OK done\r\n")

        valid = ["abc"]
        threading.Thread(target=serve, daemon=True).start()
        told = {"name": "town", "address": "n@example.lv", "host": "127.0.0.1", "port": listener.getsockname()[1]}
        box = Mailbox.model_validate(told | {"security": "plain", "username": "n", "oauth": oauth(tokens)})
        mailbox = ImapMailbox(box)
        for token in ("abc", "new"):
            valid[0] = token
            tokens.answer = (200, {"access_token": token, "expires_in": 3600})
            with mailbox.open("INBOX"):
                pass
    assert offered == ["abc", "abc", "new"]


def test_a_refused_token_is_not_used_again(tokens: TokenServer, dovecot: Dovecot) -> None:
    """A token can be revoked long before it expires."""
    told = {"name": "town", "address": "novads@example.lv", "host": "127.0.0.1", "port": dovecot.port}
    box = Mailbox.model_validate(told | {"security": "plain", "username": "novads", "oauth": oauth(tokens)})
    mailbox = ImapMailbox(box)
    for _ in range(2):
        with pytest.raises(MailboxError, match="may not sign in"), mailbox.open("INBOX"):
            pass
    assert len(tokens.asked) == 2


def test_a_secret_file_that_went_is_told(tokens: TokenServer, tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="secret cannot be read"):
        AccessTokens(oauth(tokens, client_secret_file=tmp_path / "gone"), "town").token()


def test_no_token_for_sending_puts_the_mails_off_and_is_told(tokens: TokenServer, tmp_path: Path) -> None:
    """Mails that wait without a word would raise no alert."""
    tokens.answer = (401, {"error": "invalid_client", "error_description": "secret expired"})
    store = Store(f"sqlite:///{tmp_path}/novads.sqlite")
    store.migrate()
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    row = NewOutgoing("k", "acknowledgement", None, "a@example.org", "", "<k@example.lv>", "t", b"", "live")
    with store.change() as connection:
        outbox.add(connection, row, now)
    with smtp_sink.running(free_port()) as sink:
        smtp = Smtp(host="127.0.0.1", port=sink.port, security="plain", username="novads", oauth=oauth(tokens))
        told = Settings(general=General(mode="live"), smtp=smtp)
        sent, problem = Postman(store, told, connect_to_smtp(told), lambda: now).deliver()
    with store.ask() as connection:
        waiting = outbox.oldest_waiting(connection)
    store.close()
    assert (sent, "secret expired" in problem) == (0, True)
    assert waiting is not None
    assert "secret expired" in waiting[1]
