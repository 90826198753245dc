"""OAuth 2.0: tokens are asked for as the providers want, kept until they near their end, and used by XOAUTH2."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from dovecot import Dovecot
from pydantic import SecretStr

from config.settings import Mailbox, OAuth
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.oauth import AccessTokens
from intake.mailbox.source import MailboxError


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
