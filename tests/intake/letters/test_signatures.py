"""What is added below a letter goes; what its writer adds below the name stays."""

from __future__ import annotations

import pytest

from intake.letters import read_letter
from intake.letters.lines import Line
from intake.letters.own_words import own_words

BLOCKS = ["Ar cieņu\nAnna Ozola\nTālr. 20000000", "-- \nAnna Ozola\nTālr. 20000000", "--\nAnna Ozola\n+371 20000000"]
ADDED = [
    "P.S. Pie skolas arī soliņu.",
    "PS: un soliņu parkā",
    "Vēl lūdzu soliņu pie skolas.",
    "P.S. И ещё скамейку у школы.",
    "P.S. And a bench.",
]
PROGRAMS = [
    "Yahoo Mail: Search, Organize, Conquer",
    "Vīrusu nav. www.example.com",
    "Отправлено со смартфона Samsung Galaxy.",
    "Šis e-pasts ir konfidenciāls.",
    "Saudzējiet vidi, nedrukājiet šo vēstuli!",
    "Best regards,\n\nJohn Smith\nManager\nM: +371 20000000\nE: j@example.lv",
]
WORDS = [
    "Nosūtīts no visiem kaimiņiem: lūdzam lampas",
    "Sent from my heart: please mend the road",
    "Отправлено от имени жильцов: просим лавочку.",
    "Šī vēstule ir par to, ka adresāts mūsu ielā netiek atrasts; lūdzu uzstādiet zīmes ar ielas nosaukumu pie mājām.",
    "Lūdzu padomājiet par vidi un dabu mūsu ciemā.",
    "Priekšlikumi:\n--\n1. Soliņi\n2. Lampas",
    "______________________________________________\nSoliņi parkā. Atrakstos, ja nesalabosiet.",
]


def own(text: str, subject: str = "iela") -> str:
    return own_words([Line(line) for line in text.split("\n")], subject).own


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("block", BLOCKS)
def test_a_postscript_or_wish_below_the_name_stays(block: str, added: str) -> None:
    found = own(f"Salabojiet ielu.\n\n{block}\n\n{added}")
    assert found.startswith("Salabojiet ielu.")
    assert found.endswith(added)
    assert "2000" not in found


@pytest.mark.parametrize("added", PROGRAMS)
def test_what_a_program_adds_goes(added: str) -> None:
    assert own(f"Salabojiet ielu.\n\n{added}").splitlines()[0] == "Salabojiet ielu."
    assert added.splitlines()[-1] not in own(f"Salabojiet ielu.\n\n{added}")


@pytest.mark.parametrize("words", WORDS)
def test_words_that_only_look_added_stay(words: str) -> None:
    assert own(f"Labdien!\n\n{words}") == f"Labdien!\n\n{words}"


def test_a_disclaimer_alone_behind_a_quote_goes() -> None:
    quoted = "On 7.2.2022 01:49, X wrote:\n> vecs\n\n"
    assert own(f"Jā.\n\n{quoted}Šis e-pasts ir konfidenciāls un paredzēts tikai adresātam.", "Re: iela") == "Jā."


def test_a_letter_that_is_all_marked_as_quoted_keeps_its_words() -> None:
    assert own("> salabojiet ielu\n> un lampas") == "> salabojiet ielu\n> un lampas"
    assert own("> vecs", "Re: iela") == ""


@pytest.mark.parametrize(
    ("history", "left"),
    [
        ('----------------\nКому: Y (y@example.lv);\nТема: iela;\n07.02.2022, 01:49, "X" <x@example.lv>:\n> vecs', ""),
        ('Citējot "X" <x@example.lv>:\n\nvecs', ""),
        ("Quoting X:\n> vecs", ""),
        ("On Mon, Feb 7, 2022 at 1:49, X<x@example.lv> wrote:   vecs\nteksts", ""),
    ],
)
def test_attributions_of_more_programs(history: str, left: str) -> None:
    assert own(f"Jā.\n\n{history}", "Re: iela") == f"Jā.{left}"


def letter(subject: str, html: str) -> str:
    head = f"From: a@example.lv\nSubject: {subject}\nContent-Type: text/html; charset=utf-8\n\n"
    return " ".join(read_letter((head + html).encode()).own_text.split())


def test_answers_inside_the_block_that_gmail_quotes_in_stay() -> None:
    attribution = '<div class="gmail_attr">On Mon X &lt;x@example.lv&gt; wrote:</div>'
    quote = '<blockquote class="gmail_quote">vecs</blockquote>'
    answers = f'<div class="gmail_quote">{attribution}{quote}<div>Pirmā.</div>{quote}<div>Otrā.</div></div>'
    assert letter("Re: iela", answers) == "Pirmā. Otrā."


def test_a_forward_in_a_quote_is_kept_whole_whatever_its_title() -> None:
    block = "<div>From: X</div><div>Subject: y</div><div>Date: 7.2.2022</div><div>To: z</div>"
    html = f'<div>Skat.</div><blockquote type="cite"><div>Virsraksts:</div>{block}<div>Lampas!</div></blockquote>'
    assert letter("Fwd: iela", html).endswith("Lampas!")
