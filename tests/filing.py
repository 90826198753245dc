"""Letters filed straight into a store, for tests of what comes after the road."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage import messages, sightings, submissions
from storage.records import NewMatter, NewSubmission, ReasonKind, Sighting, Suggested
from storage.store import Store

RECEIVED = datetime(2026, 11, 18, 9, tzinfo=UTC)


def letters_of(
    store: Store,
    sender: str,
    *wishes: str,
    at: datetime = RECEIVED,
    call: str = "",
    language: str = "lv",
    name: str = "Anna Liepa",
    kind: str = "proposal",
    text: str = "",
) -> list[int]:
    """File one letter with some wishes, all about roads in Ķekava; returns the proposals' ids.

    `text` is the whole letter where it says more than its wishes.
    """
    text = text or "\n".join(wishes)
    due = at + timedelta(days=14)
    with store.change() as connection:
        number = len(submissions.newest(connection, 9999)) + 1
        message, _ = sightings.receive(
            connection,
            Sighting("town", "INBOX", 1, str(number)),
            sha256=f"{number:064}",
            body_sha256="b",
            size=1,
            message_id=f"<letter-{number}@example.org>",
            subject="Priekšlikums",
            from_address=sender,
            received_at=at,
            now=at,
        )
        new = NewSubmission(
            channel="mail" if sender else "scan",
            call=call,
            track="budget",
            language=language,
            from_name=name,
            from_address=sender,
            reply_to=sender,
            subject="Priekšlikums",
            own_text=text,
            quoted_text="",
            received_at=at,
            due_at=due,
            due_reason=(),
            suppressed_by="",
            suppressed_reason="",
            problems=(),
        )
        held = submissions.add(connection, message, new, "KEK", at.year)
        reason = (ReasonKind.INTERIM(),)
        found = [(one, text.index(one)) for one in wishes]
        read = Suggested(kind, ("roads",), ("kekava",), 0.9, False, "test", "{}")
        matters = [NewMatter("body", start, start + len(one), one, read, due, reason) for one, start in found]
        messages.file(connection, message, held.id)
        return submissions.add_matters(connection, held.id, matters)
