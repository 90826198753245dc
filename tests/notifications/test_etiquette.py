"""May we answer? Each rule by an example, and the people who look like machines but are none."""

from __future__ import annotations

import pytest

from notifications.etiquette import RULES, Incoming, may_answer

OWN = frozenset({"novads@example.lv"})


def incoming(
    *headers: tuple[str, str],
    sender: str = "anna@example.org",
    answer_to: str = "",
    subject: str = "Priekšlikums",
    auto_reason: str = "",
    sent_today: int = 0,
) -> Incoming:
    return Incoming(headers, sender, answer_to or sender, subject, OWN, auto_reason, sent_today, 3)


CASES: list[tuple[str, Incoming]] = [
    ("own marker", incoming(("x-novads-mail", "1"))),
    ("own address", incoming(sender="novads@example.lv", answer_to="anna@example.org")),
    ("answer to ourselves", incoming(answer_to="novads@example.lv")),
    ("no address", incoming(sender="undisclosed", answer_to="undisclosed")),
    ("no address", incoming(sender="a@example.org\r\nbcc:b@example.org")),
    ("auto-submitted", incoming(("AUTO-SUBMITTED", "auto-generated"))),
    ("auto-submitted", incoming(("Auto-Submitted", "auto-replied (vacation)"))),
    ("empty return path", incoming(("Return-Path", "<>"))),
    ("report", incoming(("Content-Type", 'multipart/report; report-type="delivery-status"'))),
    ("failed recipients", incoming(("X-Failed-Recipients", "b@example.org"))),
    ("precedence", incoming(("Precedence", "Bulk"))),
    ("precedence", incoming(("X-Precedence", "auto_reply"))),
    ("list", incoming(("List-Id", "<news.example.org>"))),
    ("list", incoming(("LIST-UNSUBSCRIBE", "<mailto:x@example.org>"))),
    ("response suppressed", incoming(("X-Auto-Response-Suppress", "DR, OOF, AutoReply"))),
    ("response suppressed", incoming(("X-Auto-Response-Suppress", "All"))),
    ("autoresponder", incoming(("X-Autoreply", "yes"))),
    ("autoresponder", incoming(("X-Mail-Autoreply", "1"))),
    ("autoresponder", incoming(("X-Autorespond", "1"))),
    ("loop", incoming(("X-Loop", "x"))),
    ("robot sender", incoming(sender="mailer-daemon@example.org")),
    ("robot sender", incoming(sender="no-reply@example.org")),
    ("robot sender", incoming(sender="donotreply+12@example.org")),
    ("robot sender", incoming(answer_to="bounce-123=a@example.org")),
    ("out of office", incoming(subject="Automātiska atbilde: Priekšlikums")),
    ("out of office", incoming(subject="Automatiska atbilde")),
    ("out of office", incoming(subject="Prombūtnē līdz 5. janvārim")),
    ("out of office", incoming(subject="Автоматический ответ: предложение")),
    ("out of office", incoming(subject="Re: Out of Office")),
    ("out of office", incoming(subject="Automatic reply: x")),
    ("machine", incoming(auto_reason="looks like a bounce")),
    ("daily limit", incoming(sent_today=3)),
]


@pytest.mark.parametrize(("rule", "mail"), CASES)
def test_a_machine_is_not_answered(rule: str, mail: Incoming) -> None:
    told = may_answer(mail)
    assert (told.allowed, told.rule) == (False, rule)
    assert told.reason.endswith(".")


def test_every_rule_has_an_example() -> None:
    assert {name for name, _, _ in RULES} == {rule for rule, _ in CASES}


@pytest.mark.parametrize(
    "mail",
    [
        incoming(),
        incoming(("Auto-Submitted", "no")),
        incoming(("X-Auto-Response-Suppress", "DR, NDR, RN, NRN")),
        incoming(("Precedence", "normal")),
        incoming(("Return-Path", "<anna@example.org>")),
        incoming(sender="norberts.replins@example.org"),
        incoming(sender="pasta.postnieks@example.org"),
        incoming(sender="listers@example.org"),
        incoming(subject="Re: Saņēmām Jūsu vēstuli"),
        incoming(subject="Par automātiskām durvīm bibliotēkā"),
        incoming(subject="Prasām automātisko laistīšanu Ceriņu parkā"),
        incoming(subject="Отпуск для воспитателей детского сада"),
        incoming(sent_today=2),
    ],
)
def test_a_person_is_answered(mail: Incoming) -> None:
    assert may_answer(mail).allowed, may_answer(mail)
