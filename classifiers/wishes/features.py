"""What the span step sees of each unit: its words and form, cues, marks, place in the letter, change of topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from classifiers.stemming import key
from classifiers.wishes.cues import CUES, mark
from classifiers.wishes.sequence import Features
from classifiers.wishes.stretches import Seen, Stretches
from classifiers.wishes.units import Unit

WORD = re.compile(r"[^\W\d_]+|\d+")


STEPS = (0.2, 0.4, 0.6, 0.8)
LENGTHS = (1, 3, 6, 12, 24)
SIZES = (30, 60, 100, 150, 220)
SURE = 0.5
SEVERAL = re.compile(
    r"priekšlikumi|priekslikumi|ierosinājumi|ierosinajumi|idejas\b|lūgumi\b|предложения|просьбы|пожелания|proposals|suggestions|ideas"
    r"|(?:div[iaāe]\w*|tr[īi]s|četr\w+|piec\w*|seš\w*|vair[āa]k\w+|da[žz]\w+|pāris|\d)\s+(?:\w+\s+)?"
    r"(?:liet\w+|priekšlik\w+|ide\w+|l[ūu]gum\w+|punkt\w+|piez[īi]m\w+|jaut[āa]jum\w+|vēlm\w+)"
    r"|(?:дв[аеу]\w*|три|четыре|пять|несколько|\d)\s+(?:\w+\s+)?(?:вещ\w+|просьб\w*|предложен\w+|вопрос\w*|момент\w*)"
    r"|(?:two|three|four|five|several|few|couple of|\d)\s+(?:\w+\s+)?"
    r"(?:things|requests|proposals|ideas|suggestions|points|issues)",
    re.IGNORECASE,
)
LINES = ("line", "paragraph")
STRENGTH = {"clause": 0, "sentence": 1, "marker": 2, "line": 2, "paragraph": 3}


def letter_features(subject: str, text: str, stretches: Stretches, topical: bool) -> list[Features]:
    """The features of all units of a letter or document; `topical` tells whether the subject speaks of a topic."""
    units = stretches.units
    letter = _letter(subject, text, stretches, topical)
    marks = _marks(text, units)
    own = [_own(text, units[n]) | _place(units, marks, n) for n in range(len(units))]
    change = [_change(stretches, number) for number in range(len(units))]
    found = []
    for number, features in enumerate(own):
        joined = dict(features)
        for step in (-2, -1, 1):
            if 0 <= number + step < len(own):
                beside = own[number + step]
                joined |= {f"{step}:{name}": value for name, value in beside.items() if name[0] in "*f"}
        joined |= change[number] | {f"{name} {_border(units[number])}": value for name, value in letter.items()}
        found.append(joined)
    return found


def _letter(subject: str, text: str, stretches: Stretches, topical: bool) -> Features:
    """What the letter as a whole tells of how many matters it holds."""
    units = stretches.units
    whole = stretches.of(0, len(units))
    lines = [stretches.of(n, _end(units, n)) for n in range(len(units)) if units[n].edge in LINES]
    sure = {int(one.topics.argmax()) for one in lines if one.topics.max() >= SURE}
    found: Features = {f"letter sure {step(whole.topics.max())}": 1.0, f"letter topics {min(len(sure), 4)}": 1.0}
    found[f"letter asks {min(sum(one.asks > 0 for one in lines), 4)}"] = 1.0
    found[f"letter words {bisect_left(SIZES, len(text.split()))}"] = 1.0
    for name, where in (("subject", subject), ("text", text)):
        if SEVERAL.search(where):
            found[f"letter several {name}"] = 1.0
    if subject:
        found[f"letter subject topical {topical}"] = 1.0
    return found


def _border(unit: Unit) -> str:
    return unit.edge if unit.edge in LINES else "inner"


def _own(text: str, unit: Unit) -> Features:
    body = text[unit.start : unit.end]
    words = [key(word) for word in WORD.findall(body)]
    found: Features = {"bias": 1.0, f"*edge {unit.edge}": 1.0}
    found |= {f"w {word}": 1.0 for word in words}
    if words:
        found[f"f {words[0]}"] = 1.0
        found[f"f2 {' '.join(words[:2])}"] = 1.0
        found[f"e {unit.edge} {words[0]}"] = 1.0
        found[f"l {words[-1]}"] = 1.0
    return found | _form(body, words) | _cues(body, unit.edge)


def _form(body: str, words: Sequence[str]) -> Features:
    last = body[-1] if body[-1] in ".!?:;,…)" else "word"
    kind, number = mark(body)
    length = bisect_left(LENGTHS, len(words))
    found: Features = {f"*last {last}": 1.0, f"*length {length}": 1.0}
    if kind:
        found |= {f"*mark {kind}": 1.0, "*marked": 1.0, f"*mark number {min(number, 3)}": 1.0}
    if body[0].isupper():
        found["*capital"] = 1.0
    if any(c.isdigit() for c in body) and len(words) <= 6:
        found["digits in a short unit"] = 1.0
    if "@" in body or "+371" in body:
        found["contact"] = 1.0
    if body[-1] == ":":
        found["*announces"] = 1.0
    return found


def _cues(body: str, edge: str) -> Features:
    found: Features = {}
    for name, pattern in CUES.items():
        hit = pattern.search(body)
        if hit:
            found[f"*{name}"] = 1.0
            found[f"{name} {edge}"] = 1.0
            if len(body[: hit.start()].split()) <= 1:
                found[f"*{name} first"] = 1.0
                found[f"{name} first {edge}"] = 1.0
    return found


def _marks(text: str, units: Sequence[Unit]) -> list[tuple[str, int]]:
    """The mark of an item and its number that each unit begins with, "" and 0 without one."""
    return [mark(text[one.start : one.end]) if one.edge in LINES or one.edge == "marker" else ("", 0) for one in units]


def _place(units: Sequence[Unit], marks: Sequence[tuple[str, int]], number: int) -> Features:
    """Where in the letter and in its lists a unit stands."""
    unit, after = units[number], len(units) - 1 - number
    found: Features = {
        f"at {min(number, 3)}": 1.0,
        f"left {min(after, 4)}": 1.0,
        "share": number / max(len(units) - 1, 1),
    }
    kind, count = marks[number]
    same = sum(other == kind for other, _ in marks)
    earlier = [value for other, value in marks[:number] if other == kind]
    if kind:
        found |= {f"*listed {min(same, 4)} {unit.edge}": 1.0, f"listed {kind} {min(same, 4)}": 1.0}
        found |= {"*list goes on": 1.0} if earlier and count in (0, earlier[-1] + 1) else {"*list begins": 1.0}
        found |= {"numbers elsewhere": 1.0} if kind != "number" and any(other == "number" for other, _ in marks) else {}
    elif any(other for other, _ in marks[:number]):
        found[f"marks before {unit.edge}"] = 1.0
    elif any(other for other, _ in marks):
        found[f"marks to come {unit.edge}"] = 1.0
    if number + 1 < len(units):
        found[f"then {units[number + 1].edge}"] = 1.0
    lines = sum(one.edge in LINES for one in units)
    found[f"lines {bisect_left(LENGTHS, lines)} {unit.edge}"] = 1.0
    return found


def _change(stretches: Stretches, number: int) -> Features:
    """How what is spoken of moves at a unit: its stretch against the one before it and all before it."""
    units, unit = stretches.units, stretches.units[number]
    ahead = stretches.of(number, _end(units, number))
    found: Features = {
        f"sure {step(ahead.topics.max())} {unit.edge}": 1.0,
        f"ahead asks {ahead.asks > 0} {unit.edge}": 1.0,
        f"inquiry {step(ahead.inquiry)}": 1.0,
        "inquiry": ahead.inquiry,
    }
    if ahead.concepts:
        found[f"speaks {unit.edge}"] = 1.0
    if not number:
        return found
    for name, start in (("stretch", _start(units, number)), ("all", 0)):
        found |= _moved(name, stretches.of(start, number), ahead, unit.edge)
    return found | _moved("whole", stretches.of(0, len(units)), ahead, unit.edge)


def _moved(name: str, before: Seen, ahead: Seen, edge: str) -> Features:
    alike = float(before.topics @ ahead.topics / (np.linalg.norm(before.topics) * np.linalg.norm(ahead.topics) + 1e-9))
    other = "other" if before.topics.argmax() != ahead.topics.argmax() else "same"
    sure = step(min(before.topics.max(), ahead.topics.max()))
    shared = "shared" if before.concepts & ahead.concepts else "new" if before.concepts and ahead.concepts else "none"
    place = "new" if ahead.places - before.places else "old" if ahead.places else "none"
    return {
        f"alike {name} {step(alike)}": 1.0,
        f"alike {name} {edge}": alike,
        f"{other} {name} {edge}": 1.0,
        f"{other} {name} sure {sure}": 1.0,
        f"{other} {name} asks {before.asks > 0} {ahead.asks > 0}": 1.0,
        f"{other} {name} concepts {shared}": 1.0,
        f"concepts {name} {shared} {edge}": 1.0,
        f"place {name} {place} {edge}": 1.0,
        f"words {name}": float(before.words @ ahead.words),
        f"words {name} {edge}": float(before.words @ ahead.words),
    }


def step(value: float) -> int:
    """Which of five steps a share from 0 to 1 is on."""
    return bisect_left(STEPS, value)


def _end(units: Sequence[Unit], number: int) -> int:
    """Where the stretch that begins at a unit ends: before the next unit whose edge is as strong."""
    end = number + 1
    while end < len(units) and STRENGTH[units[end].edge] < STRENGTH[units[number].edge]:
        end += 1
    return end


def _start(units: Sequence[Unit], number: int) -> int:
    """Where the stretch before a unit begins: at a unit whose edge is as strong."""
    start = number - 1
    while start > 0 and STRENGTH[units[start].edge] < STRENGTH[units[number].edge]:
        start -= 1
    return start
