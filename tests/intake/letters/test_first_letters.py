"""Whole letters as they come from Latvian mail programs, read end to end."""

from intake.letters import read_letter


def test_a_windows_1257_letter_without_any_label_keeps_every_letter() -> None:
    raw = (
        "From: Jānis Bērziņš <janis@example.lv>\r\nTo: novads@example.lv\r\nSubject: Lūdzu salabot ietvi Ķekavā\r\n\r\n"
        "Labdien!\r\nLūdzu salabojiet ietvi pie skolas, bērniem jāiet pa ceļu.\r\n"
    ).encode("cp1257")
    letter = read_letter(raw)
    assert letter.subject == "Lūdzu salabot ietvi Ķekavā"
    assert letter.from_name == "Jānis Bērziņš"
    assert letter.text == "Labdien!\nLūdzu salabojiet ietvi pie skolas, bērniem jāiet pa ceļu."


def test_a_multipart_letter_gives_plain_text_html_and_attachment() -> None:
    raw = (
        b'From: =?utf-8?Q?Anna_Kalni=C5=86a?= <anna@example.lv>\r\nTo: a@example.lv, "B, C" <b@example.lv>\r\n'
        b"Subject: =?utf-8?B?SWVs?=\r\n =?utf-8?B?YXM=?= plans\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
        b'Content-Type: multipart/alternative; boundary="xy"\r\n\r\n'
        b"--xy\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"L\xc5\xabdzu apgaismot ielu visu nakti.\r\n--xy\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>L\xc5\xabdzu</p>"
        b"\r\n--xy--\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
        b" filename*0*=utf-8''pl%C4%81; filename*1=ns.pdf\r\nContent-Transfer-Encoding: base64 \r\n\r\n"
        b"JVBERi0=\r\n--x--\r\n"
    )
    letter = read_letter(raw)
    assert letter.from_name == "Anna Kalniņa"
    assert letter.to == ("a@example.lv", "b@example.lv")
    assert letter.subject == "Ielas plans"
    assert letter.own_text == "Lūdzu apgaismot ielu visu nakti."
    assert letter.html == "<p>Lūdzu</p>"
    assert [(a.filename, a.content_type, a.data) for a in letter.attachments] == [
        ("plāns.pdf", "application/pdf", b"%PDF-")
    ]
    assert letter.problems == ()


def test_no_bytes_raise() -> None:
    for raw in (
        b"",
        b"\0",
        b"\n\n",
        b"\xff\xfe",
        b"Content-Type: multipart/mixed\n\n--\n",
        b"To: unlisted-recipients:; (x)\n",
    ):
        assert read_letter(raw).subject == ""
