"""`novads read` on documents: texts, pages, signers and problems, in letters and alone."""

import json
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from compound_for_tests import compound, properties
from documents_for_tests import docx, paragraph, zipped
from PIL import Image, ImageDraw, ImageFont
from signing_for_tests import SIGNER, signer

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def novads(*words: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "cli.main", "read", "--jsonl", *words]
    done = subprocess.run(command, capture_output=True, timeout=100, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_document_alone_and_in_a_letter(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Pielikumā"
    letter.set_content("Skat. pielikumu.")
    file = docx(paragraph("Lūdzu ierīkot soliņus."))
    letter.add_attachment(file, maintype="application", subtype="octet-stream", filename="iesniegums.docx")
    letter.add_attachment(zipped({"a.txt": b"pirmais"}), maintype="application", subtype="zip", filename="a.zip")
    Path(tmp_path, "a.docx").write_bytes(file)
    Path(tmp_path, "a.eml").write_bytes(letter.as_bytes())
    alone, sent = novads(f"{tmp_path}/a.docx", f"{tmp_path}/a.eml")
    assert alone["text"] == alone["attachments"][0]["text"] == "Lūdzu ierīkot soliņus."
    assert (alone["language"], alone["problems"]) == ("lv", [])
    assert [found["text"] for found in sent["attachments"]] == ["Lūdzu ierīkot soliņus.", "pirmais"]
    assert sent["attachments"][1]["inside"][0]["filename"] == "a.txt"
    assert sent["text"] == "Skat. pielikumu."


def test_an_outlook_file_is_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "vēstule.msg"
    path.write_bytes(
        compound(properties({0x37: "Ietve", 0x1000: "Lūdzu salabot.", 0x0C1A: "Anna", 0x5D01: "a@example.lv"}))
    )
    (found,) = novads(str(path))
    assert (found["subject"], found["from_address"], found["own_text"]) == ("Ietve", "a@example.lv", "Lūdzu salabot.")


def test_signed_mail_is_the_letter_itself(tmp_path: Path) -> None:
    entity = "Content-Type: text/plain; charset=utf-8\r\n\r\nLūdzu soliņu.\r\n> vecs\r\n".encode()
    mail = EmailMessage()
    mail["Subject"] = "Re: Soliņš"
    mail.set_content(signer().signed(entity), maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    Path(tmp_path, "a.eml").write_bytes(mail.as_bytes())
    (found,) = novads(f"{tmp_path}/a.eml")
    assert (found["subject"], found["own_text"], found["quoted_text"]) == ("Re: Soliņš", "Lūdzu soliņu.", "> vecs")
    assert found["attachments"][0]["signed_by"][0]["signer"] == SIGNER


def test_pages_carry_words_and_boxes_on_request(tmp_path: Path) -> None:
    picture = Image.new("L", (1654, 1200), 255)
    text = "Lūdzam izvērtēt iespēju ierīkot celiņu\nno pieturas līdz skolai un bērnudārzam."
    ImageDraw.Draw(picture).multiline_text((160, 180), text, font=ImageFont.truetype(FONT, 30), fill=0, spacing=18)
    picture.save(tmp_path / "a.png", dpi=(200, 200))
    (plain,), (boxed,) = novads(f"{tmp_path}/a.png"), novads("--boxes", f"{tmp_path}/a.png")
    (page,) = plain["attachments"][0]["pages"]
    assert page["text"].split() == text.split()
    assert (page["source"], page["reliable"], page["language"]) == ("ocr", True, "lv")
    assert [word["text"] for word in page["words"]] == text.split()
    assert set(page["words"][0]) == {"text", "confidence"}
    assert boxed["attachments"][0]["pages"][0]["words"][0]["width"] > 0
