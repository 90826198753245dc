"""Letters read per second beside mail-parser alone and the standard library's `policy.default`, same files, same run.

    python -m benchmarks.read [--letters 400] [--rounds 3] [--profile]

Documents are not read here. Prints messages per second of each, the ratio to mail-parser, and memory per message.
"""

from __future__ import annotations

import argparse
import cProfile
import email
import email.policy
import pstats
import random
import time
import tracemalloc
from collections.abc import Callable
from email.message import EmailMessage

import mailparser

from intake.letters import read_letter

_SENTENCES = {
    "lv": "Lūdzu salabojiet ietvi pie skolas Ķekavā, bērniem jāiet pa brauktuvi. Ceļa malā trūkst apgaismojuma.",
    "ru": "Прошу починить дорогу возле школы, дети ходят по проезжей части. Фонари не горят.",
    "en": "Please repair the pavement near the school, children walk on the carriageway. The lamps are dark.",
}
_CHARSETS = {
    "lv": ("utf-8", "windows-1257", "iso-8859-13"),
    "ru": ("utf-8", "windows-1251", "koi8-r"),
    "en": ("utf-8", "us-ascii"),
}
_ENCODINGS = ("quoted-printable", "base64", "8bit")
_QUOTE = """

2026. g. 3. janv., plkst. 10:20 — lietotājs Novads (<novads@example.lv>) rakstīja:

> Paldies par vēstuli.
> Atbildēsim.
"""


def letters(count: int, seed: int = 7) -> list[bytes]:
    """`count` generated letters as mail programs write them: plain, HTML, quotes, attachments, in many charsets."""
    chance = random.Random(seed)
    return [_letter(chance, number) for number in range(count)]


def _letter(chance: random.Random, number: int) -> bytes:
    language = chance.choice(["lv", "lv", "lv", "ru", "en"])
    charset = chance.choice(_CHARSETS[language])
    text = "\n".join(_SENTENCES[language] for _ in range(chance.randint(1, 25)))
    message = EmailMessage()
    message["Received"] = "from mx.example.com by mail.example.lv with ESMTPS; Mon, 5 Jan 2026 09:00:02 +0200"
    message["From"] = f"Jānis Bērziņš <sender{number}@example.com>"
    message["To"] = "Novads <novads@example.lv>, idejas@example.lv"
    message["Subject"] = _SENTENCES[language][: chance.randint(10, 60)]
    message["Date"] = "Mon, 05 Jan 2026 09:00:00 +0200"
    message["Message-ID"] = f"<{number}.benchmark@example.com>"
    message["MIME-Version"] = "1.0"
    quoted = _QUOTE if language == "lv" and charset == "utf-8" and chance.random() < 0.4 else ""
    message.set_content(text + quoted, charset=charset, cte=chance.choice(_ENCODINGS))
    if chance.random() < 0.5:
        paragraphs = "".join(f"<p style='margin:0'>{line}</p>" for line in text.split("\n"))
        message.add_alternative(
            f"<html><head><style>p{{color:red}}</style></head><body>{paragraphs}</body></html>", subtype="html"
        )
    if chance.random() < 0.3:
        data = chance.randbytes(chance.randint(2_000, 120_000))
        message.add_attachment(data, maintype="image", subtype="jpeg", filename=f"foto ielā {number}.jpg")
    return message.as_bytes()


def _stdlib(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    fields = [str(message[name]) for name in ("from", "to", "subject", "date", "message-id", "reply-to")]
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return fields, parts


READERS: dict[str, Callable[[bytes], object]] = {
    "novads": read_letter,
    "mail-parser": mailparser.parse_from_bytes,
    "policy.default": _stdlib,
}


def measure(files: list[bytes], rounds: int) -> dict[str, float]:
    """Seconds per message of each reader, the best of `rounds` interleaved rounds."""
    best = dict.fromkeys(READERS, float("inf"))
    for _ in range(rounds):
        for name, reader in READERS.items():
            start = time.perf_counter()
            for raw in files:
                reader(raw)
            best[name] = min(best[name], (time.perf_counter() - start) / len(files))
    return best


def _peak(files: list[bytes]) -> float:
    """The largest extra memory for one message, as a multiple of its size."""
    worst = 0.0
    tracemalloc.start()
    for raw in files[:100]:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        read_letter(raw)
        worst = max(worst, (tracemalloc.get_traced_memory()[1] - before) / len(raw))
    tracemalloc.stop()
    return worst


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    options = parser.parse_args()
    files = letters(options.letters)
    size = sum(map(len, files)) / len(files)
    found = measure(files, options.rounds)
    print(f"{len(files)} letters of {size / 1000:.1f} kB on average")
    for name, seconds in found.items():
        ratio = seconds / found["mail-parser"]
        print(f"{name:15} {1 / seconds:8.0f} messages/s   {seconds * 1000:7.3f} ms   {ratio:5.2f} x mail-parser")
    print(f"memory: at most {_peak(files):.1f} x the size of the message")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [read_letter(raw) for raw in files])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
