"""The pages of one run: every wear on letters of every language and layout, and pages without printed text."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from benchmarks.pages.sheets import Layout, typeset
from benchmarks.pages.textless import blank, handwrite, photograph_of_things
from benchmarks.pages.texts import Bank, Language, write_letter
from benchmarks.pages.wear import WEARS, Worn

LANGUAGES: tuple[Language, ...] = ("lv", "lv", "lv", "ru", "lv", "en")
LAYOUTS: tuple[Layout, ...] = ("letter", "letter", "form", "letter", "columns")
SEEDS: dict[Bank, int] = {"tuning": 11, "report": 2026}
Difficulty = Literal["easy", "hard", "textless"]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A page as a file, with what stands on it. `text` is "" where nothing is printed."""

    name: str
    level: str
    difficulty: Difficulty
    data: bytes
    format: Literal["pdf", "image"]
    text: str
    fields: tuple[str, ...] = ()


def specimens(bank: Bank, per_level: int) -> Iterator[Specimen]:
    """`per_level` pages of each wear and kind of textless page; always the same for a bank."""
    for level in WEARS:
        for number in range(per_level):
            yield _typed(bank, level, number)
    for number in range(per_level):
        yield _textless(bank, "handwritten", number)
        yield _textless(bank, "picture", number)
        if number % 2 == 0:
            yield _textless(bank, "blank", number)


def _typed(bank: Bank, level: str, number: int) -> Specimen:
    name = f"{level}-{number:02d}"
    dice, generator = _seeded(bank, name)
    offset = list(WEARS).index(level)
    language = LANGUAGES[(number + offset) % len(LANGUAGES)]
    layout = LAYOUTS[(number + 2 * offset) % len(LAYOUTS)]
    letter = write_letter(bank, language, dice, 26 if layout == "columns" else dice.randint(10, 24))
    sheet = typeset(letter, layout, bank, dice)
    difficulty, wear = WEARS[level]
    worn = wear(sheet.pixels, generator)
    form, data = _file(worn, number)
    return Specimen(name, level, difficulty, data, form, sheet.text, sheet.fields)


def _textless(bank: Bank, level: str, number: int) -> Specimen:
    name = f"{level}-{number:02d}"
    dice, generator = _seeded(bank, name)
    if level == "handwritten":
        worn = handwrite(write_letter(bank, "ru" if number % 5 == 4 else "lv", dice), bank, dice, generator)
    else:
        worn = photograph_of_things(generator) if level == "picture" else blank(generator)
    form, data = _file(worn, number)
    return Specimen(name, level, "textless", data, form, "")


def _seeded(bank: Bank, name: str) -> tuple[random.Random, np.random.Generator]:
    seed = zlib.crc32(f"{SEEDS[bank]}/{name}".encode())
    return random.Random(seed), np.random.default_rng(seed)


def _file(worn: Worn, number: int) -> tuple[Literal["pdf", "image"], bytes]:
    """Scans alternate between PDF and picture files, photographs are JPEG."""
    picture, buffer = Image.fromarray(worn.pixels), io.BytesIO()
    if np.ptp(worn.pixels, axis=2).max() == 0:
        picture = picture.convert("L")
    if worn.dots_per_inch is None:
        picture.save(buffer, "JPEG", quality=worn.quality)
        return "image", buffer.getvalue()
    resolution = (worn.dots_per_inch, worn.dots_per_inch)
    if worn.bilevel:
        picture.convert("1", dither=Image.Dither.NONE).save(buffer, "TIFF", compression="group4", dpi=resolution)
        return "image", buffer.getvalue()
    picture.save(buffer, "JPEG", quality=worn.quality, dpi=resolution)
    if number % 2:
        return "image", buffer.getvalue()
    scan = io.BytesIO()
    Image.open(buffer).save(scan, "PDF", resolution=worn.dots_per_inch, quality=worn.quality)
    return "pdf", scan.getvalue()
