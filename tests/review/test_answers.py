"""Answering by the pages: a reviewer drafts, a publisher releases; doubts are decided by one button."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient
from office import PASSWORD, Office, now
from playwright.sync_api import Page, expect

from config.settings import General
from notifications.links import signature
from review.app import create_app
from storage import answers, outbox, submissions, threads, worklog
from storage.records import Outgoing, OutgoingState, ProposalState, ReasonKind

SignedIn = Callable[..., Page]
TEXT = "Iekļauts {gads}. gada budžetā."


def token(client: FlaskClient, address: str) -> str:
    return client.get(address).text.partition('name="csrf_token"')[2].split('value="')[1].split('"')[0]


def clients(office: Office, *people: str) -> list[FlaskClient]:
    application = create_app(office.settings, office.store, office.originals, now)
    signed_in = [application.test_client() for _ in people]
    for client, one in zip(signed_in, people, strict=True):
        form = {"email": f"{one}@example.lv", "password": PASSWORD, "csrf_token": token(client, "/login")}
        assert client.post("/login", data=form).status_code == 302
    return signed_in


def send(client: FlaskClient, address: str, **form: object) -> int:
    return client.post(address, data={"csrf_token": token(client, "/answers"), **form}).status_code


def release(client: FlaskClient) -> int:
    """Send what the page of answers shows."""
    return send(client, "/answers/release", proposal=1, seen=seen_by(client))


def seen_by(client: FlaskClient) -> list[str]:
    return re.findall(r'name="seen" value="([^"]+)"', client.get("/answers").text)


def test_only_words_that_the_releaser_saw_leave(office: Office) -> None:
    anna, publisher = clients(office, "anna", "publicetajs")
    assert send(anna, "/answers/new", proposal=1, kind="answer", text="Salabosim pavasarī.") == 302
    seen = seen_by(publisher)
    assert send(anna, "/answers/new", proposal=1, kind="answer", text="Nesalabosim.") == 302
    told = publisher.post(
        "/answers/release",
        data={"csrf_token": token(publisher, "/answers"), "proposal": 1, "seen": seen},
        follow_redirects=True,
    ).text
    assert "Kāds vēstuli pa to laiku mainīja." in told
    assert seen_by(publisher) != seen
    with office.store.ask() as connection:
        assert answers.letters_of(connection, submissions.proposal(connection, 1).submission_id) == []
    assert release(publisher) == 302
    with office.store.ask() as connection:
        assert submissions.proposal(connection, 1).state is ProposalState.ANSWERED


def test_a_reviewer_drafts_and_sees_the_letter_and_an_administrator_releases_it(
    office: Office, signed_in: SignedIn
) -> None:
    page = signed_in()
    page.goto("/proposals/1")
    page.get_by_role("link", name="Rakstīt atbildi").click()
    expect(page.get_by_text("10 darbdienas").first).to_be_attached()
    page.get_by_role("link", name="Iekļauts budžetā").click()
    expect(page.get_by_label("Lēmums")).to_have_value("included")
    expect(page.get_by_label("Skaidrojums")).to_have_value(re.compile(r"\{gads\}\. gada budžetā"))
    page.get_by_label("Skaidrojums").fill("Iekļauts {gadiņš}.")
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    expect(page.get_by_role("alert")).to_contain_text("Nav lauka {gadiņš}")
    page.get_by_label("Skaidrojums").fill("Nevaram atbalstīt, jo …")
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    expect(page.get_by_role("alert")).to_contain_text("Skaidrojums nav pabeigts")
    page.get_by_label("Budžeta gads").fill("2027")
    page.get_by_label("Skaidrojums").fill(TEXT)
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    page.locator("details.letter-out summary").click()
    letter = page.frame_locator("iframe.mail").locator("body")
    expect(letter).to_contain_text("Lēmums: iekļauts 2027. gada budžetā.")
    expect(page.get_by_role("button", name="Izsūtīt visas")).to_have_count(0)
    with office.store.ask() as connection:
        before = len(outbox.all_mails(connection))
    chief = signed_in("admin@example.lv")
    chief.goto("/answers")
    chief.get_by_role("button", name="Izsūtīt visas").click()
    expect(chief.get_by_role("status")).to_contain_text("Izsūtāmās vēstules: 1")
    with office.store.ask() as connection:
        assert len(outbox.all_mails(connection)) == before + 1
        assert submissions.proposal(connection, 1).state is ProposalState.ANSWERED


def test_a_letter_on_paper_is_printed(office: Office) -> None:
    anna, admin = clients(office, "anna", "admin")
    with office.store.ask() as connection:
        held = submissions.get(connection, submissions.proposal(connection, 1).submission_id)
    with office.store.change() as connection:
        threads.set_author(connection, held.id, "Velta", "", "")
    assert send(anna, "/answers/new", proposal=1, kind="answer", text="Jā.") == 302
    assert "Nav ne e-pasta, ne pasta adreses." in anna.get("/answers").text
    assert send(anna, f"/letters/{held.id}/addresses", postal_address="Pļavu iela 3\nĶekava") == 302
    assert release(admin) == 302
    with office.store.ask() as connection:
        (letter,) = answers.to_print(connection)
    sheet = anna.get(f"/answers/letters/{letter.id}.pdf")
    assert sheet.data.startswith(b"%PDF")
    assert send(anna, "/answers/printed", letter=letter.id) == 302
    with office.store.ask() as connection:
        assert answers.to_print(connection) == []


def test_a_doubt_is_accepted_by_one_button(office: Office) -> None:
    (anna,) = clients(office, "anna")
    with office.store.change() as connection:
        one, other = submissions.newest(connection, 2)
        before = [(one.id, one.position, one.piece) for one in submissions.proposals_of(connection, other.id)]
        threads.add_hint(connection, other.id, one.id, ReasonKind.CODE_NAMED(code=one.code))
        (hint,) = threads.open_hints(connection)
    assert f"vēstulē minēts kods {one.code}" in anna.get("/answers").text
    assert send(anna, f"/hints/{hint.id}", do="accept") == 302
    with office.store.ask() as connection:
        assert submissions.get(connection, other.id).joined_to == one.id
        assert submissions.proposals_of(connection, other.id) == []
    assert send(anna, f"/hints/{hint.id}/part") == 302
    with office.store.ask() as connection:
        assert submissions.get(connection, other.id) == other, "all is as it was before the letter was joined"
        parted = submissions.proposals_of(connection, other.id)
        assert [(one.id, one.position, one.piece) for one in parted] == before
        assert [hint.id for hint in threads.open_hints(connection)] == [hint.id]
        assert threads.of(connection, one.id) == []
    assert send(anna, f"/hints/{hint.id}", do="accept") == 302
    assert anna.get(f"/proposals/{submissions_first(office, one.id)}").status_code == 200


def test_a_link_of_the_digest_asks_for_sign_in_and_changes_nothing(office: Office) -> None:
    application = create_app(office.settings, office.store, office.originals, now)
    with office.store.change() as connection:
        key = worklog.installation_key(connection, "messages")
        before = submissions.proposal(connection, 1)
    address = f"/suggestions/1/{signature(key, 1)}"
    assert "/login" in application.test_client().get(address).headers["Location"]
    (anna,) = clients(office, "anna")
    assert anna.get(address).headers["Location"].startswith("/proposals/1")
    assert anna.get(f"/suggestions/1/{signature(b'other', 1)}").status_code == 404
    with office.store.ask() as connection:
        assert submissions.proposal(connection, 1) == before


def submissions_first(office: Office, submission: int) -> int:
    with office.store.ask() as connection:
        return submissions.proposals_of(connection, submission)[-1].id


def test_an_answer_that_the_mode_holds_is_not_called_sent_and_leaves_when_a_person_says_so(
    office: Office,
) -> None:
    anna, admin = clients(office, "anna", "admin")
    assert send(anna, "/answers/new", proposal=1, kind="answer", text="Jā.") == 302
    assert "iedzīvotājus nesasniedz" in admin.get("/answers").text
    assert release(admin) == 302
    told = anna.get("/proposals/1").text
    assert "Atbilde iedzīvotāju nav sasniegusi." in told
    assert "režīms ir novērošana" in told
    with office.store.ask() as connection:
        mail = outbox.all_mails(connection)[0]
    assert send(admin, "/mails/decide", mail=mail.id, do="send") == 302
    assert held(office, mail.id), "nothing leaves while the mode is observe"
    live = replace(office, settings=office.settings.model_copy(update={"general": General(mode="live")}))
    anna, admin = clients(live, "anna", "admin")
    assert "tapusi, kad iedzīvotājiem vēl nekas netika sūtīts" in anna.get(f"/mails/{mail.id}").text
    assert send(anna, "/mails/decide", mail=mail.id, do="send") == 403
    assert send(admin, "/mails/decide", mail=[mail.id], do="send") == 302
    assert not held(office, mail.id)
    assert "nav sasniegusi" not in anna.get("/proposals/1").text
    others = [one.id for one in held_mails(office)]
    assert send(admin, "/mails/decide", mail=others, do="drop") == 302
    assert held_mails(office) == []


def held_mails(office: Office) -> list[Outgoing]:
    with office.store.ask() as connection:
        return outbox.all_mails(connection, state=OutgoingState.HELD)


def held(office: Office, mail: int) -> bool:
    return mail in {one.id for one in held_mails(office)}
