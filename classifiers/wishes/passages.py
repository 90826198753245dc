"""What single wishes of a split are like, what stands between two of them, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from classifiers.wishes.cues import CUES, mark
from classifiers.wishes.features import LINES, step
from classifiers.wishes.sequence import Features
from classifiers.wishes.stretches import Seen, Stretches

TELLING = ("join", "count", "ask", "order", "lack", "refer", "thank", "fine", "attached", "wonder", "mine")
HELD = ("mine", "wonder", "lack", "thank", "fine", "attached")
SURE = 0.4
MARKED = re.compile(r"^[^\w]*(?:\w{1,3}[.)]\s*)?")

Span = tuple[int, int]
"""Units [first, end) of a letter."""


def of_wish(stretches: Stretches, span: Span, several: str) -> Iterator[str]:
    """What a wish is like; `several` tells whether it is one of several."""
    seen, body = stretches.of(*span), MARKED.sub("", stretches.words_of(*span))
    yield f"wish asks {min(seen.asks, 3)} {several}"
    yield f"wish sure {step(float(seen.topics.max()))} {several}"
    yield f"wish words {min(len(body.split()) // 8, 6)} {several}"
    yield f"wish speaks {bool(seen.concepts)} {several}"
    yield f"wish inquiry {step(seen.inquiry)} {several}"
    yield f"wish inquiry {step(seen.inquiry)} asks {seen.asks > 0} ends {body[-1:] == '?'}"
    yield from (f"wish {name} {several}" for name in TELLING if CUES[name].match(body))
    for name in HELD:
        if CUES[name].search(body):
            yield f"wish has {name} {several}"
            yield f"wish has {name} asks {seen.asks > 0} {several}"
    for border in range(span[0] + 1, span[1]):
        if stretches.units[border].edge in (*LINES, "sentence"):
            before, after = stretches.of(span[0], border), stretches.of(border, span[1])
            if _turned(before, after):
                yield f"inner turn {stretches.units[border].edge} asks {before.asks > 0} {after.asks > 0}"


def _turned(before: Seen, after: Seen) -> bool:
    return bool(
        min(before.topics.max(), after.topics.max()) >= SURE
        and before.topics.argmax() != after.topics.argmax()
        and not before.concepts & after.concepts
    )


def of_question(stretches: Stretches, span: Span) -> Iterator[str]:
    seen, body = stretches.of(*span), stretches.words_of(*span)
    yield "question"
    yield f"question inquiry {step(seen.inquiry)}"
    yield f"question asks {seen.asks > 0} speaks {bool(seen.concepts)}"
    yield from (f"question {name}" for name in ("mine", "wonder", "lack") if CUES[name].search(body))


def of_border(stretches: Stretches, ours: Span, theirs: Span) -> Iterator[str]:
    """What stands between a wish and the next."""
    before, after, edge = stretches.of(*ours), stretches.of(*theirs), stretches.units[theirs[0]].edge
    opening = stretches.words_of(theirs[0], theirs[0] + 1)
    body = MARKED.sub("", opening)
    yield f"border {edge}"
    yield f"border {edge} same {before.topics.argmax() == after.topics.argmax()} asks {after.asks > 0}"
    yield f"border {edge} marked {bool(mark(opening)[0]) and edge in (*LINES, 'marker')}"
    yield f"border {edge} after {stretches.words_of(theirs[0] - 1, theirs[0])[-1]}"
    yield from (f"border {name} {edge}" for name in TELLING if CUES[name].match(body))
    alike = _alikeness(before, after)
    sure = step(float(min(before.topics.max(), after.topics.max())))
    asks = f"{before.asks > 0} {after.asks > 0}"
    shared = "shared" if before.concepts & after.concepts else "new" if before.concepts and after.concepts else "none"
    same = "same" if before.topics.argmax() == after.topics.argmax() else "other"
    place = "new" if after.places - before.places else "old" if after.places else "none"
    yield from (f"border alike {step(alike)}", f"border alike {step(alike)} {edge}", f"border sure {sure}")
    yield from (f"border words {step(4 * float(before.words @ after.words))}", f"border asks {asks} {edge}")
    yield from (
        f"border concepts {shared}",
        f"border topic {same} concepts {shared}",
        f"border topic {same} asks {asks}",
    )
    yield f"border topic {same} place {place}"
    if same == "other" and shared != "shared" and before.asks and after.asks:
        yield "border clear"
    yield from _of_pleas(stretches, ours, theirs)


def _of_pleas(stretches: Stretches, ours: Span, theirs: Span) -> Iterator[str]:
    """Whether what a wish asks for in so many words is what the wish beside it speaks of."""
    for name, span, other in (("before", ours, theirs), ("after", theirs, ours)):
        pleas = [seen for seen in (stretches.of(place, place + 1) for place in range(*span)) if seen.asks]
        if pleas:
            beside = stretches.of(*other)
            topics = "same" if any(one.topics.argmax() == beside.topics.argmax() for one in pleas) else "other"
            ideas = "shared" if any(one.concepts & beside.concepts for one in pleas) else "apart"
            yield f"plea {name} {topics} {ideas}"
            yield f"plea {name} {topics} {ideas} asks {beside.asks > 0}"


def _alikeness(one: Seen, other: Seen) -> float:
    """The cosine of the topics of two stretches."""
    lengths = float((one.topics @ one.topics) * (other.topics @ other.topics)) ** 0.5
    return float(one.topics @ other.topics / (lengths + 1e-9))


def of_all(seen: Sequence[Seen]) -> Features:
    """Features of all wishes together: how alike those are that do not stand side by side, too."""
    found = {"weakest": float(min(one.topics.max() for one in seen))}
    pairs = list(combinations(seen, 2))
    if pairs:
        found["closest words"] = max(float(one.words @ other.words) for one, other in pairs)
        found["same topic"] = sum(one.topics.argmax() == other.topics.argmax() for one, other in pairs) / len(pairs)
        found["without asking"] = sum(not one.asks for one in seen) / len(seen)
    return found
