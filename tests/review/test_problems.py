"""Every problem the readers can name is told in Latvian; no page of staff shows the reader's English first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from office import PASSWORD, Office, bring_in, now
from sqlalchemy import update

from intake.documents import kinds, legacy
from review.app import create_app
from review.problems import problems
from review.words import IGNORED, NO_RECEIPT, STAGES, no_receipt
from storage import submissions
from storage.tables import messages

ROOT = Path(__file__).parents[2] / "intake"
ENGLISH = re.compile(r"\b(the|a|an|is|was|not|more|than|read|file|damaged|locked|of|and)\b")


def named() -> Iterator[tuple[str, str]]:
    """(Where, a sentence with its blanks filled) of every problem in the sources of the readers."""
    for path in sorted([*ROOT.glob("documents/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("letters/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in told_by(node):
                for sentence in sentences(value):
                    if not re.fullmatch(r"[\W\d]*|\w+Error.*", sentence):
                        yield f"{path.name}:{value.lineno}", sentence


def told_by(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions by which a node names a problem: an error, a note, a value called `problem`."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        owner = ast.unparse(node.func)
        if name in ("DocumentError", "SourceError", "_note") or owner.endswith("problems.append"):
            yield from node.args[:1]
        yield from (one.value for one in node.keywords if one.arg == "problem")
    if isinstance(node, ast.Assign) and any(ast.unparse(one).endswith("problem") for one in node.targets):
        yield node.value
    if isinstance(node, ast.FunctionDef) and node.name in ("_sheet_problem", "spend"):
        yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value)


def sentences(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "7" for one in value.values)
        yield "".join(map(str, parts))
    elif isinstance(value, ast.IfExp):
        yield from (*sentences(value.body), *sentences(value.orelse))
    elif isinstance(value, ast.BoolOp):
        yield from (one for part in value.values for one in sentences(part))
    elif isinstance(value, ast.BinOp):
        yield from (left + right for left in sentences(value.left) for right in (*sentences(value.right),))


@pytest.fixture(scope="module")
def application() -> Flask:
    made = Flask(__name__)
    Babel(made, default_locale="lv")
    return made


def test_every_problem_the_readers_name_is_told_in_latvian(application: Flask) -> None:
    found = dict(named())
    assert len(found) > 60, "the sources are no longer read by this test"
    unread = [f"{name}: not read" for name in (*dict(kinds._UNREAD).values(), *legacy._NAMED.values())]
    with application.test_request_context(), force_locale("lv"):
        for where, sentence in [*found.items(), *(("a kind of file", one) for one in unread)]:
            for wrapped in (sentence, f"page 3: {sentence}", f"vēstule.docx: {sentence}"):
                for one in problems(wrapped):
                    assert one.known, f"{where}: no Latvian for {wrapped!r}"
                    assert not ENGLISH.search(one.text), f"{where}: {one.text!r}"
                    assert one.raw


def test_what_nobody_knows_is_told_with_its_words_behind(application: Flask) -> None:
    with application.test_request_context(), force_locale("lv"):
        (told,) = problems("ValueError: something was wrong")
        assert (told.text, told.raw) == (
            "Neizdevās nolasīt pilnībā. Apskatiet oriģinālu.",
            "ValueError: something was wrong",
        )
        assert [one.text for one in problems("page 2: not read within 60 s; locked by a password")] == [
            "2. lapa: Failu neizdevās nolasīt: tas ir pārāk sarežģīts vai bojāts. Atveriet to un apskatiet paši.",
            "Fails ir aizslēgts ar paroli.",
        ]


def test_stages_rules_and_receipts_have_their_latvian(application: Flask) -> None:
    with application.test_request_context(), force_locale("lv"):
        for words in (*STAGES.values(), *IGNORED.values(), *NO_RECEIPT.values(), no_receipt("list")):
            assert not ENGLISH.search(str(words)), words


def test_a_latvian_page_shows_no_english_problem(office: Office) -> None:
    raw = (
        b"From: Zane Zole <zane@example.org>\r\nMessage-ID: <bad@example.org>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        + "Lūdzu salabot ielu.\r\n".encode()
        + b'--b\r\nContent-Type: application/pdf; name="plans.pdf"\r\n\r\nnot a pdf at all\r\n'
        b'--b\r\nContent-Type: application/zip; name="bildes.zip"\r\n\r\nPK\x03\x04broken\r\n'
    )
    number = bring_in(office, raw)
    client = create_app(office.settings, office.store, office.originals, now).test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[0]
    client.post("/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token})
    with office.store.change() as connection:
        parked = update(messages).where(messages.c.submission_id != number)
        connection.execute(
            parked.values(state="parked", stage="crash", error="the program ended 3 times while it read this message")
        )
    for address in (f"/proposals/{proposal_of(office, number)}", "/messages/parked"):
        page = client.get(address).text
        assert 'class="problems"' in page
        shown = re.sub(r'<[^>]+lang="en">.*?</p>', "", page, flags=re.S)
        for listed in re.findall(r'<ul class="problems">(.*?)</ul>', shown, re.S):
            assert not ENGLISH.search(re.sub(r"<[^>]+>", "", listed)), listed
        assert 'lang="en"' in page, "the reader's own words stay behind"


def proposal_of(office: Office, submission: int) -> int:
    with office.store.ask() as connection:
        return submissions.proposals_of(connection, submission)[0].id
