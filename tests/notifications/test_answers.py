"""Answers: drafted, previewed, released once; one letter to each author, in the thread or on paper."""

from __future__ import annotations

import email
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import pytest
from filing import letters_of
from pypdf import PdfReader
from sqlalchemy import select

from config.mail_settings import Mailbox, Smtp
from config.settings import General, Settings
from config.settings import Letters as Wording
from config.town_settings import Call
from notifications.answer_texts import check, fill, standard_texts
from notifications.answers import Said, interim_for_call, preview, release, write
from notifications.faults import FaultKind, TextError
from notifications.print import pdf
from storage import answers, bounces, outbox, submissions, terms, threads
from storage.records import AnswerKind, Outgoing, ProposalState
from storage.store import Store
from storage.tables import trail

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SETTINGS = Settings(
    general=General(mode="live"),
    mailbox=(Mailbox(name="town", address="novads@example.lv", host="127.0.0.1", username="novads"),),
    smtp=Smtp(host="127.0.0.1"),
    call=(Call(id="b2027", name="2027", budget_year=2027, opens=date(2026, 11, 1), closes=date(2026, 12, 20)),),
)
INCLUDED = Said(
    AnswerKind.ANSWER,
    "Iekļauts {gads}. gada budžetā, rinda „{rinda}”; vieta: {vieta}.",
    decision="included",
    budget_year=2027,
    budget_line="Ielu remonts",
)
ANNA = "ilze@example.lv"


def mails(store: Store) -> list[Outgoing]:
    with store.ask() as connection:
        return outbox.all_mails(connection)[::-1]


def parsed(mail: Outgoing) -> tuple[EmailMessage, str]:
    told = email.message_from_bytes(mail.content, policy=default)
    assert isinstance(told, EmailMessage)
    body = told.get_body(("plain",))
    assert body is not None
    return told, body.get_content()


def test_an_answer_to_a_group_reaches_each_of_seven_authors_exactly_once(store: Store) -> None:
    """Seven authors; one of them wrote two letters, another spells his address in capitals the second time."""
    senders = [f"author{number}@example.org" for number in range(7)] + ["author0@example.org", "AUTHOR1@example.org"]
    chosen = [one for sender in senders for one in letters_of(store, sender, "Lūdzu salabot Gaismas ielu.")]
    with store.change() as connection:
        write(connection, SETTINGS, chosen, INCLUDED, ANNA, NOW)
        assert not outbox.all_mails(connection), "nothing leaves before it is released"
        seen = preview(connection, SETTINGS, chosen, NOW)
        released = release(connection, SETTINGS, chosen, ANNA, NOW)
    assert len(seen.letters) == len(released.letters) == 7
    assert sorted(mail.to_address.lower() for mail in mails(store)) == sorted({s.lower() for s in senders})
    with store.change() as connection:
        assert release(connection, SETTINGS, chosen, ANNA, NOW).letters == ()
        assert {submissions.proposal(connection, one).state for one in chosen} == {ProposalState.ANSWERED}
    assert len(mails(store)) == 7


def test_one_letter_lists_all_proposals_of_an_author_as_a_reply_in_the_thread(store: Store) -> None:
    first, second, third = letters_of(
        store, "anna@example.org", "Salabot Gaismas ielu.", "Apgaismot taku.", "Iestādīt kokus."
    )
    rejected = Said(AnswerKind.ANSWER, "To nevaram, jo zeme nav pašvaldības.", decision="rejected")
    with store.change() as connection:
        write(connection, SETTINGS, [first], INCLUDED, ANNA, NOW)
        write(connection, SETTINGS, [second], rejected, ANNA, NOW)
        (seen,) = preview(connection, SETTINGS, None, NOW).letters
        release(connection, SETTINGS, [first, second], ANNA, NOW)
        (theirs,) = threads.their_ids(connection, 1)
    (mail,) = mails(store)
    told, text = parsed(mail)
    assert told["Subject"] == "Re: Priekšlikums"
    assert told["In-Reply-To"] == theirs
    assert "Auto-Submitted" not in told
    assert " ".join(text.split()) == " ".join(seen.text.split()), "what was previewed is what leaves"
    assert text.index("Salabot Gaismas ielu.") < text.index("Apgaismot taku.") < text.index("atbildēsim atsevišķi")
    assert "Lēmums: iekļauts 2027. gada budžetā." in text
    assert "rinda „Ielu remonts”; vieta: Ķekava." in " ".join(text.split())
    assert "Lēmums: nav atbalstīts." in text
    assert "Par šo priekšlikumu atbildēsim atsevišķi:" in text
    assert "Iestādīt kokus." in text
    assert all(len(line) <= 72 for line in text.splitlines())
    assert third


def test_a_text_is_strict_about_its_fields() -> None:
    assert fill("Gads: {gads}", {"gads": "2027"}) == "Gads: 2027"
    with pytest.raises(TextError, match=r"no field \{gadiņš\}.*\{gads\}"):
        check("Gads: {gadiņš}")
    with pytest.raises(TextError, match="has no value"):
        fill("Rinda: {rinda}", {"rinda": ""})
    with pytest.raises(TextError, match="bracket"):
        check("Gads: {gads")
    for text in standard_texts():
        check(text.text)


def test_a_field_without_a_value_stops_the_whole_group(embedded: Store) -> None:
    chosen = letters_of(embedded, "anna@example.org", "Salabot ielu.")
    with pytest.raises(TextError), embedded.change() as connection:
        write(connection, SETTINGS, chosen, replace(INCLUDED, budget_line=""), ANNA, NOW)
    with embedded.ask() as connection:
        assert answers.drafts(connection) == []
        assert submissions.proposal(connection, chosen[0]).state is ProposalState.TO_REVIEW


def test_who_gave_only_a_postal_address_gets_a_letter_to_print(embedded: Store) -> None:
    (chosen,) = letters_of(embedded, "", "Uzlikt soliņus pie ezera.", name="Velta Kalniņa")
    with embedded.change() as connection:
        write(connection, SETTINGS, [chosen], INCLUDED, ANNA, NOW)
        (problem,) = preview(connection, SETTINGS, None, NOW).problems
        assert problem.fault == FaultKind.NO_ADDRESS()
        answers.set_postal_address(connection, 1, "Pļavu iela 3–12\nĶekava, Ķekavas novads\nLV-2123")
        assert len(release(connection, SETTINGS, None, ANNA, NOW).letters) == 1
        (letter,) = answers.to_print(connection)
        answers.printed(connection, [letter.id], NOW)
        assert answers.to_print(connection) == []
    assert not mails(embedded)
    page = PdfReader(io.BytesIO(pdf(letter))).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    text = " ".join(page.extract_text().split())
    for words in ("Ķekavas novada pašvaldība", "Velta Kalniņa Pļavu iela 3–12", "LV-2123", "Uzlikt soliņus pie ezera"):
        assert words in text
    assert "e-pastu" not in text


def test_an_interim_answer_for_a_whole_call_moves_the_date_and_keeps_both(embedded: Store) -> None:
    chosen = [
        one for n in range(3) for one in letters_of(embedded, f"a{n}@example.org", "Koki.", "Soli.", call="b2027")
    ]
    letters_of(embedded, "other@example.org", "Cits.", call="")
    words = next(text.text for text in standard_texts() if text.kind == "interim")
    with embedded.change() as connection:
        assert interim_for_call(connection, SETTINGS, "b2027", words, date(2027, 2, 15), ANNA, NOW) == chosen
        assert interim_for_call(connection, SETTINGS, "b2027", words, date(2027, 2, 15), ANNA, NOW) == []
        assert len(release(connection, SETTINGS, chosen, ANNA, NOW).letters) == 3
        dates = terms.of(connection, chosen[0])
        due = submissions.proposal(connection, chosen[0]).due_at
    assert [one.kind for one in dates] == ["law", "interim"]
    assert due == dates[1].due_at == datetime(2027, 2, 15, 21, 59, 59, tzinfo=UTC)
    _, text = parsed(mails(embedded)[0])
    assert "gatavojot 2027. gada budžetu" in " ".join(text.split())
    assert text.count("paziņosim līdz") == 1, "the same words stand once, above all proposals"
    with embedded.ask() as connection:
        assert submissions.proposal(connection, chosen[0]).state is ProposalState.TO_REVIEW


def test_a_date_is_extended_only_as_far_as_the_law_allows(embedded: Store) -> None:
    chosen = letters_of(embedded, "anna@example.org", "Koki.")
    more = Said(AnswerKind.EXTENSION, "Atbildi sniegsim līdz {termiņš}.", new_day=date(2026, 12, 18))
    with embedded.change() as connection:
        with pytest.raises(TextError, match=r"extended to 18\.12\.2026\."):
            write(connection, SETTINGS, chosen, replace(more, new_day=date(2026, 12, 19)), ANNA, NOW)
        write(connection, SETTINGS, chosen, more, ANNA, NOW)
        release(connection, SETTINGS, None, ANNA, NOW)
        assert [one.kind for one in terms.of(connection, chosen[0])] == ["law", "extension"]


def test_what_became_of_it_is_one_mail_per_author_later(embedded: Store) -> None:
    chosen = letters_of(embedded, "anna@example.org", "Koki.", "Soli.")
    with embedded.change() as connection:
        write(connection, SETTINGS, chosen, INCLUDED, ANNA, NOW)
        release(connection, SETTINGS, None, ANNA, NOW)
        later = NOW + timedelta(days=200)
        write(connection, SETTINGS, chosen, Said(AnswerKind.OUTCOME, "Darbs ir paveikts."), ANNA, later)
        release(connection, SETTINGS, None, ANNA, later)
    assert len(mails(embedded)) == 2
    assert "kas no tā ir iznācis" in parsed(mails(embedded)[1])[1]


def test_a_dead_address_is_a_problem_and_paper_the_way_out(embedded: Store) -> None:
    chosen = letters_of(embedded, "anna@example.org", "Koki.")
    with embedded.change() as connection:
        bounces.bury(connection, "Anna@example.org", "550", NOW)
        write(connection, SETTINGS, chosen, INCLUDED, ANNA, NOW)
        (problem,) = release(connection, SETTINGS, None, ANNA, NOW).problems
        assert problem.fault == FaultKind.DEAD_ADDRESS()
        answers.set_postal_address(connection, 1, "Pļavu iela 3")
        (letter,) = preview(connection, SETTINGS, None, NOW).letters
    assert not letter.by_mail


def test_the_courtesy_text_is_off_by_default_and_latvian_stays_above(embedded: Store) -> None:
    chosen = letters_of(embedded, "ivan@example.org", "Починить улицу.", language="ru")
    polite = SETTINGS.model_copy(update={"letters": Wording(courtesy=True)})
    with embedded.change() as connection:
        write(connection, SETTINGS, chosen, INCLUDED, ANNA, NOW)
        (plain,) = preview(connection, SETTINGS, None, NOW).letters
        (below,) = preview(connection, polite, None, NOW).letters
    assert "государственном" not in plain.text + plain.html
    assert below.text.index("Labdien") < below.text.index("государственном")
    assert "государственном" in below.html


def test_every_step_stands_in_the_trail_without_words_of_residents(embedded: Store) -> None:
    chosen = letters_of(embedded, "anna@example.org", "Koki pie Olektes.")
    with embedded.change() as connection:
        write(connection, SETTINGS, chosen, INCLUDED, ANNA, NOW)
        release(connection, SETTINGS, None, ANNA, NOW)
        rows = connection.execute(select(trail).where(trail.c.object_type == "proposal").order_by(trail.c.id)).all()
    assert [row.action for row in rows] == ["answer drafted", "decided", "answered", "answer released"]
    assert {row.actor for row in rows} == {ANNA}
    assert "Olekt" not in " ".join(row.fields for row in rows)
