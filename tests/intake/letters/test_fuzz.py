"""Sample letters spoilt at random: a reader may understand less, but it answers, and what it answers can be stored."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from intake.letters import read_letter

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.eml"))
Spoil = Callable[[random.Random, bytearray], bytearray]


def flip(chance: random.Random, raw: bytearray) -> bytearray:
    for _ in range(chance.randrange(1, 60)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return raw


def cut(chance: random.Random, raw: bytearray) -> bytearray:
    start = chance.randrange(len(raw))
    del raw[start : start + chance.randrange(1, 2_000)]
    return raw or bytearray(b"x")


def repeat(chance: random.Random, raw: bytearray) -> bytearray:
    start = chance.randrange(len(raw))
    piece = raw[start : start + chance.randrange(1, 200)]
    return raw[:start] + piece * chance.randrange(2, 200) + raw[start:]


def shuffle(chance: random.Random, raw: bytearray) -> bytearray:
    lines = raw.split(b"\n")
    first, second = sorted(chance.randrange(len(lines)) for _ in range(2))
    middle = lines[first:second]
    chance.shuffle(middle)
    return bytearray(b"\n".join([*lines[:first], *middle, *lines[second:]]))


def splice(chance: random.Random, raw: bytearray) -> bytearray:
    other = chance.choice(SAMPLES).read_bytes()
    at, start = chance.randrange(len(raw)), chance.randrange(len(other))
    return raw[:at] + other[start:]


WAYS: tuple[Spoil, ...] = (flip, cut, repeat, shuffle, splice)


def spoilt(seed: int) -> bytes:
    chance = random.Random(seed)
    raw = bytearray(chance.choice(SAMPLES).read_bytes())
    for _ in range(chance.randrange(1, 4)):
        raw = chance.choice(WAYS)(chance, raw)
    return bytes(raw)


def survives(seed: int) -> None:
    letter = read_letter(spoilt(seed))
    told = {name: value for name, value in asdict(letter).items() if name != "attachments"}
    json.dumps(told, default=str, ensure_ascii=False).encode("utf-8")
    assert "\ufffd" not in letter.from_address


@pytest.mark.timeout(120)
@pytest.mark.parametrize("first", [0, 100])
def test_spoilt_letters_are_read(first: int) -> None:
    for seed in range(first, first + 100):
        survives(seed)


@pytest.mark.soak
def test_twenty_thousand_spoilt_letters_are_read() -> None:
    for seed in range(1_000, 21_000):
        survives(seed)
