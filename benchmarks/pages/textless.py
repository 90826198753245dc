"""Pages that carry no printed text: handwriting, photographs of things, blank sheets."""

from __future__ import annotations

import unicodedata
from random import Random as Dice

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.pages.sheets import FOLDER, HEIGHT, WIDTH, Colour
from benchmarks.pages.texts import Bank, Letter
from benchmarks.pages.wear import Random, Worn, lit, noised, rotated, scaled

HANDS: dict[Bank, tuple[str, ...]] = {
    "tuning": (
        "opentype/dancingscript/DancingScript-Regular.otf",
        "truetype/breip/Breip.ttf",
        "truetype/rufscript/Rufscript010.ttf",
        "opentype/bwht/BecauseWeLearn-Regular.otf",
    ),
    "report": (
        "truetype/kristi/Kristi.ttf",
        "truetype/ecolier-court/Ecolier-court.ttf",
        "truetype/femkeklaver/femkeklaver.ttf",
        "truetype/fifthhorseman/dkg.ttf",
        "opentype/kaushanscript/KaushanScript-Regular.otf",
    ),
}
MARKS = {"̄": ("above", 0), "̌": ("above", 1), "̧": ("below", 0), "̦": ("below", 0)}


def handwrite(letter: Letter, bank: Bank, dice: Dice, random: Random) -> Worn:
    """The letter written by an unsteady hand: each word drawn, turned, stretched, then the sheet bent."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    font = ImageFont.truetype(f"{FOLDER}/{dice.choice(HANDS[bank])}", dice.randint(70, 100))
    left, top, margin = dice.randint(200, 320), 260.0, 0.0
    x = float(left)
    for word in " ".join(letter.paragraphs).split():
        drawn = _word(word, font, dice)
        if x + drawn.width > WIDTH - 180:
            margin += dice.uniform(-12, 14)
            x, top = left + margin, top + font.size * dice.uniform(1.45, 1.7)
        if top > HEIGHT - 500:
            break
        place = (int(x), int(top + dice.gauss(0, 6)))
        sheet.paste(0, place, drawn)
        x += drawn.width + font.size * dice.uniform(0.1, 0.35)
    cover = _bent(255 - np.asarray(sheet), random)[:, :, None] / 255.0
    ink = np.array(dice.choice(((25, 35, 120), (30, 30, 35), (60, 60, 140))))
    pixels = (255 * (1 - cover) + ink * cover).astype(np.uint8)
    return Worn(noised(scaled(rotated(pixels, dice.uniform(-1.5, 1.5)), 200), random, 4), 200, 75)


def photograph_of_things(random: Random) -> Worn:
    """A street scene of blurred shapes: sky, ground, houses, fences, foliage."""
    height, width = 1800, 2400
    rows = np.linspace(random.integers(130, 230), random.integers(50, 120), height)
    scene = np.repeat(np.repeat(rows[:, None, None], width, axis=1), 3, axis=2).astype(np.float32)
    for _ in range(int(random.integers(8, 20))):
        colour = tuple(float(n) for n in random.integers(30, 220, 3))
        x, y, w, h = (int(n) for n in random.integers((0, 500, 80, 60), (width, height, 900, 700)))
        cv2.rectangle(scene, (x, y), (x + w, y + h), colour, -1)
        for step in range(0, w, int(random.integers(25, 120))):
            cv2.line(
                scene, (x + step, y), (x + step, y + h), tuple(c * 0.7 for c in colour), int(random.integers(2, 9))
            )
    foliage = cv2.resize(random.normal(0, 35, (height // 6, width // 6)).astype(np.float32), (width, height))
    mask = cv2.resize(random.uniform(-0.3, 1, (6, 8)).astype(np.float32), (width, height)).clip(0, 1)
    scene += (foliage * mask)[:, :, None]
    blurred = cv2.GaussianBlur(scene.clip(0, 255), (0, 0), random.uniform(1, 2.5)).astype(np.uint8)
    light = np.asarray(cv2.resize(random.uniform(0.6, 1, (4, 5)).astype(np.float32), (width, height)), np.float32)
    return Worn(noised(lit(blurred, light), random, 6), None, 80)


def blank(random: Random) -> Worn:
    """An empty sheet with the scanner's shade and a few specks."""
    sheet = np.full((2339, 1654, 3), 246, np.uint8)
    for _ in range(int(random.integers(0, 15))):
        centre = (int(random.integers(1654)), int(random.integers(2339)))
        cv2.circle(sheet, centre, int(random.integers(1, 4)), (120, 120, 120), -1)
    return Worn(noised(sheet, random, 4), 200, 75)


def _word(word: str, font: ImageFont.FreeTypeFont, dice: Dice) -> Image.Image:
    """A mask of the word; letters that the font lacks are built from the plain letter and a stroke."""
    size = int(font.size)
    mask = Image.new("L", (int(font.getlength(word) * 1.1) + size, size * 2), 0)
    pen, x = ImageDraw.Draw(mask), size * 0.3
    for character in word:
        base, *marks = list(unicodedata.normalize("NFD", character))
        y = size * 0.4 + dice.gauss(0, size * 0.018)
        pen.text((x, y), base, font=font, fill=255)
        advance = font.getlength(base)
        for mark in marks:
            _mark(pen, mark, x, y, advance, size)
        x += advance * dice.uniform(0.94, 1.06)
    drawn = mask.rotate(dice.gauss(0, 1.5), resample=Image.Resampling.BILINEAR)
    box = drawn.getbbox() or (0, 0, 1, 1)
    tall = drawn.crop((box[0], 0, box[2], drawn.height))
    stretch = dice.uniform(0.9, 1.1)
    return tall.resize((max(1, int(tall.width * stretch)), tall.height))


def _mark(pen: ImageDraw.ImageDraw, mark: str, x: float, y: float, advance: float, size: int) -> None:
    where, hooked = MARKS.get(mark, ("above", 0))
    level = y + size * (0.22 if where == "above" else 1.12)
    middle, reach = x + advance / 2, advance * 0.28
    dip = size * 0.06 if hooked else 0.0
    pen.line(
        ((middle - reach, level - dip), (middle, level), (middle + reach, level - dip)), fill=255, width=size // 18
    )


def _bent(mask: Colour, random: Random) -> Colour:
    """Elastic: every letter differs from the last of its kind."""
    height, width = mask.shape
    grid = (height // 45, width // 45)
    fields = (cv2.resize(random.normal(0, 6.5, grid).astype(np.float32), (width, height)) for _ in range(2))
    dx, dy = fields
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(cv2.remap(mask, x + dx, y + dy, cv2.INTER_LINEAR, borderValue=0), np.uint8)
