"""What scanners, stamps and phones do to a sheet: each wear turns clean 300-dpi pixels into a worn picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.pages.sheets import Colour

Random = np.random.Generator
STAMP_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
STAMP_INKS = ((35, 60, 170), (90, 50, 150), (190, 40, 50), (40, 80, 200))


@dataclass(frozen=True, slots=True)
class Worn:
    """A worn page; `dots_per_inch` is None for photographs. `bilevel` pages are stored with one bit per pixel."""

    pixels: Colour
    dots_per_inch: int | None
    quality: int = 80
    bilevel: bool = False


Wear = Callable[[Colour, Random], Worn]
Level = Literal["easy", "hard"]


def scaled(pixels: Colour, dots: int) -> Colour:
    """From 300 dpi to `dots`."""
    return np.asarray(cv2.resize(pixels, None, fx=dots / 300, fy=dots / 300, interpolation=cv2.INTER_AREA), np.uint8)


def noised(pixels: Colour, random: Random, sigma: float) -> Colour:
    """With a sensor's noise, the same for the three colours."""
    noise = random.normal(0, sigma, pixels.shape[:2]).astype(np.float32)[:, :, None]
    return np.asarray(np.clip(pixels + noise, 0, 255), np.uint8)


def blurred(pixels: Colour, sigma: float) -> Colour:
    """Seen through a soft lens."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), np.uint8)


def rotated(pixels: Colour, degrees: float) -> Colour:
    """Turned about the middle, the corners filled with paper."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255)), np.uint8)


def lit(pixels: Colour, light: NDArray[np.floating]) -> Colour:
    """Multiplied by a field of light of 0 to 1."""
    return np.asarray(np.clip(pixels * light.astype(np.float32)[:, :, None], 0, 255), np.uint8)


def clean(pixels: Colour, random: Random) -> Worn:
    """A careful scan at 300 dpi."""
    return Worn(noised(blurred(pixels, 0.8), random, 2), 300, 90)


def office(pixels: Colour, random: Random) -> Worn:
    """An everyday scan at 200 dpi, hardly askew."""
    soft = blurred(rotated(pixels, random.uniform(-0.6, 0.6)), 1.0)
    return Worn(noised(scaled(soft, 200), random, 4), 200, 75)


def bilevel(pixels: Colour, random: Random) -> Worn:
    """Black and white at 300 dpi, as an office copier mails it."""
    return Worn(noised(blurred(pixels, 1.0), random, 8), 300, bilevel=True)


def tilted(pixels: Colour, random: Random) -> Worn:
    """Fed askew by two to six degrees."""
    degrees = float(random.choice((-1, 1)) * random.uniform(2, 6))
    return Worn(noised(scaled(rotated(pixels, degrees), 200), random, 5), 200, 70)


def turned(pixels: Colour, random: Random) -> Worn:
    """Fed sideways or head down."""
    worn = noised(scaled(rotated(pixels, random.uniform(-1, 1)), 200), random, 4)
    return Worn(np.ascontiguousarray(np.rot90(worn, int(random.integers(1, 4)))), 200, 75)


def coarse(pixels: Colour, random: Random) -> Worn:
    """150 dpi, saved small."""
    return Worn(noised(scaled(blurred(pixels, 1.2), 150), random, 4), 150, 45)


def faint(pixels: Colour, random: Random) -> Worn:
    """An empty toner cartridge: pale, uneven letters."""
    rows = cv2.resize(random.uniform(0.25, 0.5, (12, 8)).astype(np.float32), pixels.shape[1::-1])
    pale = 238 - (255 - pixels.astype(np.float32)) * rows[:, :, None]
    return Worn(noised(scaled(np.clip(pale, 0, 255).astype(np.uint8), 200), random, 6), 200, 70)


def noisy(pixels: Colour, random: Random) -> Worn:
    """Dust and a cheap sensor: salt, pepper and grain."""
    worn = noised(scaled(pixels, 200), random, random.uniform(15, 28))
    specks = random.random(worn.shape[:2])
    worn[specks < random.uniform(0.004, 0.012)] = 20
    worn[specks > 0.992] = 250
    return Worn(worn, 200, 80)


def stamped(pixels: Colour, random: Random) -> Worn:
    """One to three stamps and a pen stroke over the words; every third page is scanned without colour."""
    worn = pixels.astype(np.float32)
    for _ in range(int(random.integers(1, 4))):
        worn = _stamp(worn, random)
    worn = _signature(worn, random)
    stamped_sheet = noised(scaled(blurred(worn.astype(np.uint8), 0.9), 200), random, 4)
    if random.random() < 0.33:
        grey = cv2.cvtColor(stamped_sheet, cv2.COLOR_RGB2GRAY)
        stamped_sheet = np.repeat(grey[:, :, None], 3, axis=2)
    return Worn(stamped_sheet, 200, 80)


def bordered(pixels: Colour, random: Random) -> Worn:
    """The scanner's lid was open: black edges, punch holes, blots."""
    worn = scaled(rotated(pixels, random.uniform(-1.5, 1.5)), 200).copy()
    height, width = worn.shape[:2]
    worn[:, : int(random.integers(15, 60))] = 25
    worn[-int(random.integers(15, 70)) :] = 30
    for part in (0.3, 0.7):
        cv2.circle(worn, (int(random.integers(85, 110)), int(height * part)), 26, (25, 25, 25), -1)
    for _ in range(5):
        centre = (int(random.integers(0, width)), int(random.integers(height * 3 // 4, height)))
        cv2.ellipse(worn, centre, tuple(int(n) for n in random.integers(5, 30, 2)), 30, 0, 360, (70, 60, 50), -1)
    return Worn(noised(worn, random, 4), 200, 75)


def uneven(pixels: Colour, random: Random) -> Worn:
    """A book's shadow along one side, and the back of the sheet shining through."""
    back = cv2.GaussianBlur(np.ascontiguousarray(pixels[:, ::-1]), (0, 0), 3).astype(np.float32)
    worn = np.minimum(pixels.astype(np.float32), 255 - (255 - back) * random.uniform(0.06, 0.14))
    across = np.linspace(random.uniform(0.35, 0.55), 1.0, pixels.shape[1]) ** 0.7
    light = np.repeat(across[None, :], pixels.shape[0], axis=0)
    return Worn(noised(scaled(lit(worn.astype(np.uint8), light), 200), random, 5), 200, 70)


def photographed(pixels: Colour, random: Random) -> Worn:
    """Held over a table: perspective, a shadow, a soft lens."""
    return Worn(_photograph(pixels, random, 0.0), None, 80)


def curled(pixels: Colour, random: Random) -> Worn:
    """A photograph of a sheet that was folded or rolled, its lines bowed."""
    return Worn(_photograph(pixels, random, float(random.choice((-1, 1)) * random.uniform(15, 45))), None, 80)


WEARS: dict[str, tuple[Level, Wear]] = {
    "clean": ("easy", clean),
    "office": ("easy", office),
    "bilevel": ("easy", bilevel),
    "tilted": ("hard", tilted),
    "turned": ("hard", turned),
    "coarse": ("hard", coarse),
    "faint": ("hard", faint),
    "noisy": ("hard", noisy),
    "stamped": ("hard", stamped),
    "bordered": ("hard", bordered),
    "uneven": ("hard", uneven),
    "photographed": ("hard", photographed),
    "curled": ("hard", curled),
}


def _photograph(pixels: Colour, random: Random, bow: float) -> Colour:
    height, width = pixels.shape[:2]
    sheet = _bowed(pixels, bow) if bow else pixels
    frame = (2700, 3600)
    table = np.full((frame[1], frame[0], 3), random.integers(40, 130, 3), np.float32)
    table += cv2.resize(random.normal(0, 12, (90, 60)).astype(np.float32), frame)[:, :, None]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    room = np.array([[190, 170], [frame[0] - 190, 170], [frame[0] - 190, frame[1] - 170], [190, frame[1] - 170]])
    target = (room + random.uniform(-130, 130, (4, 2))).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    paper = cv2.warpPerspective(sheet, matrix, frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, frame)[:, :, None] / 255.0
    scene = cv2.GaussianBlur((paper * 0.93 * mask + table * (1 - mask)).astype(np.float32), (0, 0), 1.1)
    return noised(lit(scene.astype(np.uint8), _shadow(frame, random)), random, 5)


def _bowed(pixels: Colour, bow: float) -> Colour:
    height, width = pixels.shape[:2]
    across = np.arange(width, dtype=np.float32)
    lift = bow * (2 * across / width - 1) ** 2
    rows = np.arange(height, dtype=np.float32)[:, None] + lift[None, :]
    columns = np.repeat(across[None, :], height, axis=0)
    bowed = cv2.remap(pixels, columns, rows.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(bowed, np.uint8)


def _shadow(frame: tuple[int, int], random: Random) -> NDArray[np.floating]:
    """Light that falls off to one side, and the shadow of the hand with the phone."""
    width, height = frame
    x, y = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    angle = random.uniform(0, 2 * np.pi)
    light = 0.85 + 0.15 * np.sin(angle) * (2 * x - 1) + 0.15 * np.cos(angle) * (2 * y - 1)
    edge = (x - random.uniform(0.2, 0.8)) * np.cos(angle + 1) + (y - random.uniform(0.3, 0.8)) * np.sin(angle + 1)
    shade = 1 - random.uniform(0.3, 0.55) / (1 + np.exp(-edge * random.uniform(15, 60)))
    return np.asarray(np.clip(light * shade, 0.12, 1.0), np.float32)


def _stamp(worn: NDArray[np.floating], random: Random) -> NDArray[np.floating]:
    """Multiplies a round or framed stamp into the sheet, as ink does over print."""
    size = int(random.integers(420, 640))
    picture = Image.new("L", (size, size), 0)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(STAMP_FONT, size // 11)
    if random.random() < 0.5:
        pen.ellipse((8, 8, size - 8, size - 8), outline=255, width=9)
        pen.ellipse((70, 70, size - 70, size - 70), outline=255, width=5)
    else:
        pen.rectangle((8, size // 4, size - 8, size * 3 // 4), outline=255, width=9)
    words = f"SAŅEMTS\n{random.integers(1, 28):02d}.{random.integers(1, 12):02d}.2026\nNr. {random.integers(10, 9999)}"
    pen.multiline_text((size // 2, size // 2), words, font=font, fill=255, anchor="mm", align="center")
    cover = np.asarray(picture.rotate(float(random.uniform(-25, 25)))).astype(np.float32) / 255
    cover *= cv2.resize(random.uniform(0.55, 1.0, (9, 9)).astype(np.float32), (size, size))
    top, left = int(random.integers(200, 2600)), int(random.integers(300, 2480 - size - 100))
    ink = np.array(STAMP_INKS[int(random.integers(len(STAMP_INKS)))], np.float32) / 255
    patch = worn[top : top + size, left : left + size]
    patch *= 1 - cover[:, :, None] * (1 - ink)
    return worn


def _signature(worn: NDArray[np.floating], random: Random) -> NDArray[np.floating]:
    steps = np.linspace(0, 1, 90)
    left, top = random.uniform(1200, 1500), random.uniform(2700, 3100)
    x = left + 600 * steps + 60 * np.sin(steps * random.uniform(25, 45))
    y = top + 70 * np.sin(steps * random.uniform(20, 40)) * (1 - steps)
    points = np.stack([x, y], axis=1).astype(np.int32)
    cv2.polylines(worn, [points], False, (25.0, 35.0, 110.0), 7, cv2.LINE_AA)
    return worn
