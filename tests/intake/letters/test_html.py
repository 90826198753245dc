"""What a person sees of HTML letters, and whose words they are."""

import pytest

from intake.letters import read_letter
from intake.stations import Letter
from storage.records import ProblemKind


def letter(body: str, headers: str = "") -> Letter:
    raw = f"Subject: Re: iela\n{headers}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>"
    return read_letter(raw.encode())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Lab<b>dien</b>,&nbsp;dome</p><p>Otrā</p>", "Labdien, dome\n\nOtrā"),
        ("<style>p{}</style><script>x()</script><div style='display: none'>pre</div>a<!-- c -->b", "ab"),
        ("<span style='font-size:0'>slēpts</span><span style='font-size:0.9em'>redzams</span>", "redzams"),
        ("<ul><li>viens<li>divi</ul>", "- viens\n- divi"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a b\nc d"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<a href='https://example.lv/x'>karte</a>", "karte <https://example.lv/x>"),
        ("<a href='https://example.lv/'>https://example.lv</a>", "https://example.lv"),
        ("<a href='mailto:a@example.lv'>a@example.lv</a>", "a@example.lv"),
        ("x<img src='https://example.com/pixel.gif' alt='' width=1>", "x"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("vār\u200bds", "vārds"),
        (
            "<style>.pre, #p{display:none} @media print {.x{display:none}}</style><i class='a pre'>z</i><b class=x>a",
            "a",
        ),
    ],
)
def test_the_visible_text(body: str, text: str) -> None:
    assert letter(body).text == text


@pytest.mark.parametrize(
    "history",
    [
        "<div class='gmail_quote'><div class='gmail_attr'>X &lt;x@example.com&gt; rakstīja:</div>"
        "<blockquote class='gmail_quote'>vecs</blockquote></div>",
        "<div>On 5 Jan 2026, at 10:00, X &lt;x@example.com&gt; wrote:</div><blockquote type='cite'>vecs</blockquote>",
        "<div class='moz-cite-prefix'>05.01.2026 10:00, X rakstīja:</div><blockquote type='cite'>vecs</blockquote>",
        "<div style='border-top:solid #E1E1E1 1.0pt'><b>No:</b> X<br><b>Nosūtīts:</b> pirmdien<br><b>Kam:</b> Y<br>"
        "<b>Tēma:</b> Z</div><p>vecs</p>",
        "<hr><div id='divRplyFwdMsg'><b>From:</b> X<br><b>Sent:</b> Monday<br><b>To:</b> Y<br><b>Subject:</b> Z</div>"
        "<p>vecs</p>",
        "Понедельник, 5 января 2026, 10:00 +02:00 от X &lt;x@example.com&gt;:<br>"
        "<blockquote style='border-left:1px solid'>vecs</blockquote>",
    ],
)
def test_quoted_history_of_html_is_told_apart(history: str) -> None:
    found = letter(f"<div>Mana atbilde</div><br>{history}")
    assert found.own_text == "Mana atbilde"
    assert "vecs" in found.quoted_text
    assert "vecs" in found.text


def test_a_forward_in_html_is_kept_and_an_indented_paragraph_is_own() -> None:
    mark = "<div class='gmail_quote'>---------- Forwarded message ---------<br>From: X<br>Lūdzu ielu</div>"
    assert letter(f"Skatīt<br>{mark}").own_text.endswith("Lūdzu ielu")
    assert letter("Mans lūgums<blockquote>salabot ietvi</blockquote>").own_text.endswith("salabot ietvi")


def test_a_plain_stub_gives_way_to_the_html_and_a_real_plain_part_does_not() -> None:
    parts = "--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n--b\n"
    parts += "Content-Type: text/html\n\n<p>Garāka vēstule par ielu</p>\n--b--"
    head = "Content-Type: multipart/alternative; boundary=b\n\n"
    stub = read_letter((head + parts.format("Your browser does not show HTML")).encode())
    real = read_letter((head + parts.format("Lūdzu salabot ielu pie skolas.")).encode())
    assert stub.text == "Garāka vēstule par ielu"
    assert real.text == "Lūdzu salabot ielu pie skolas."


def test_a_letter_without_a_date_has_the_date_of_its_arrival() -> None:
    found = read_letter(b"Received: from a by b; Mon, 5 Jan 2026 09:00:02 +0200\nSubject: a\n\nx")
    assert found.date is not None
    assert found.date.isoformat() == "2026-01-05T07:00:02+00:00"


def test_html_labelled_as_plain_text_is_read_as_html() -> None:
    assert read_letter(b"Content-Type: text/plain\n\n<html><body><p>Hello</p></body></html>").text == "Hello"


def test_encrypted_mail_is_named_as_such() -> None:
    raw = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx"
    letter = read_letter(raw)
    assert letter.problems == (ProblemKind.ENCRYPTED_LETTER(),)
    assert [attachment.filename for attachment in letter.attachments] == ["smime.p7m"]


@pytest.mark.parametrize("levels", [300, 2_000, 6_000])
def test_deeply_nested_html_keeps_its_words(levels: int) -> None:
    found = letter("<div>" * levels + "Lūdzu ietvi" + "</div>" * levels)
    assert found.text == "Lūdzu ietvi"
    assert bool(found.problems) == (levels > 2_048)


def test_html_that_is_cut_is_a_problem() -> None:
    assert letter("<p>a</p>" * 80_000).problems == (ProblemKind.HTML_TOO_LARGE(),)
    assert letter("a" * 2_000_001).problems == (ProblemKind.HTML_CUT(limit=2_000_000),)
    assert letter("<p>a</p>").problems == ()
