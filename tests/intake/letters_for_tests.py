"""Letters for tests of the road: fictional, each different in form."""

from __future__ import annotations

from email.message import EmailMessage

WISHES = (
    ("Lūdzu salabot bedres {n}. mājas priekšā Gaismas ielā Ķekavā.", "roads"),
    ("Lūdzu Baložos pie {n}. nama uzbūvēt rotaļu laukumu ar šūpolēm bērniem.", "playgrounds"),
    ("Просим установить фонари на улице в Катлакалнсе, дом {n}, вечером темно.", "lighting"),
    ("Please plant flowers and trees in the park in Baldone, at spot {n}.", "greenery"),
)


def letter(number: int) -> bytes:
    """A resident's letter with its own Message-ID: one wish, or three as a list."""
    mail = EmailMessage()
    mail["From"] = f"Iedzīvotājs {number} <resident{number}@example.org>"
    mail["To"] = "novads@example.lv"
    mail["Subject"] = f"Priekšlikums budžetam {number}"
    mail["Message-ID"] = f"<letter-{number}@example.org>"
    chosen = [WISHES[(number + step) % 4][0].format(n=number) for step in range(3 if number % 5 == 0 else 1)]
    body = "\n".join(f"{place}. {wish}" for place, wish in enumerate(chosen, 1)) if len(chosen) > 1 else chosen[0]
    mail.set_content(f"Labdien!\n\n{body}\n\nAr cieņu\nIedzīvotājs\n")
    if number % 3 == 0:
        mail.add_alternative(f"<p>Labdien!</p><p>{body}</p>", subtype="html")
    return mail.as_bytes()


def out_of_office(number: int) -> bytes:
    """A machine's letter."""
    mail = EmailMessage()
    mail["From"] = f"robot{number}@example.org"
    mail["To"] = "novads@example.lv"
    mail["Subject"] = "Automātiska atbilde: budžets"
    mail["Message-ID"] = f"<auto-{number}@example.org>"
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content("Esmu atvaļinājumā līdz pirmdienai.")
    return mail.as_bytes()
