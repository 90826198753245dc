"""Header lines of a passed-on message are nobody's words: a wish begins behind them, and nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.pipeline import load
from intake.documents import DocumentReader
from intake.letters import read_letter
from intake.letters.forwarded import without_headers
from intake.understanding import understand

SAMPLES = Path(__file__).parents[3] / "samples"
OUTLOOK = """Labdien, pārsūtu.

From: Zane Kļava <zane@example.org>
Sent: Thursday, November 19, 2026 9:12 PM
To: Līga Bite <liga@example.lv>
Subject: Apgaismojums Rāmavā

Lūdzu ierīkot apgaismojumu pie pieturas Rāmavā.
"""
LATVIAN = """No: Zane Kļava [mailto:zane@example.org]
Nosūtīts: ceturtdiena, 2026. gada 19. novembris 21:12
Kam: Līga Bite
Tēma: Ceļš

Noasfaltējiet Pļavu ielu!
"""
GMAIL = """---------- Forwarded message ---------
No: Zane Kļava <zane@example.org>
Date: ceturtd., 2026. g. 19. nov., plkst. 21:12
Subject: Priekšlikums
To: <liga@example.lv>

Vajag soliņus!
"""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (OUTLOOK, ["Labdien, pārsūtu.", "Lūdzu ierīkot apgaismojumu pie pieturas Rāmavā."]),
        (LATVIAN, ["Noasfaltējiet Pļavu ielu!"]),
        (GMAIL, ["Vajag soliņus!"]),
    ],
)
def test_header_lines_are_blanked_in_place(text: str, left: list[str]) -> None:
    blanked = without_headers(text)
    assert [line for line in blanked.splitlines() if line.strip()] == left
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


@pytest.mark.parametrize("text", ["", "No: rīta līdz vakaram autobusa nav.\n", "Tēma: ceļi\nKam: domei\nLabojiet!\r\n"])
def test_a_line_that_only_looks_like_one_stays(text: str) -> None:
    assert without_headers(text) == text


def test_the_wish_of_a_forwarded_letter_holds_no_header() -> None:
    letter = read_letter((SAMPLES / "13-parsutita.eml").read_bytes())
    assert "@" in letter.own_text
    with DocumentReader(None) as documents:
        (wish,) = understand(letter, documents, load()).wishes
    assert "grozs nolūzis" in wish.text
    assert "@" not in wish.text
    assert "\n\n\n" not in wish.text
    assert letter.own_text[wish.start : wish.end].endswith(wish.text[-60:])
