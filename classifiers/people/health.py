"""Details of health and benefits of a certain person: marked, so that somebody is asked before they are passed on.

Which words are details stands in health.txt: illnesses, allowances, and doubtful words that count only near what makes
them one (to break an arm, to lose one's sight, to care for a parent). Talk of many people or of things is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from classifiers.people.finding import Finding
from classifiers.people.wordlists import words

FILE = Path(__file__).with_name("health.txt")
SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?= ?[^\W\d_A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ])|\b(?:gr|ин|гр)\.|[.!?](?=\w))+")
WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
BETWEEN = re.compile(r"[ \u00a0]{1,2}|-|\. ?")
NEAR = 3
SHORT = 5
"""A sentence of so few words may go on about the person of those before it."""
DOUBTFUL = (("hurt", "body"), ("aid", "beside aid"))
ENDS = re.compile(
    r"(?:op[āa]tij|algij|pl[ēe]gij|pl[āa]zij|trofij|ektomij|stenoz|fobij|[ds]ermatoz)\w{0,3}$"
    r"|(?:патия|патии|патией|алги[яюи]|плеги[яюи]|плази[яюи]|трофи[яюи]|эктоми[яюи]|фоби[яюи]|стеноз\w{0,2})$"
    r"|(?:(?:arthr|bronch|tonsill|hepat|gastr|dermat|mening|append|pancreat|sinus|tendin|arter|encephal)itis"
    r"|(?:scler|fibr|thromb|psych|neur|cirrh|osteopor|endometri|sten|necr)osis|algia|pathy|plasia|plegia|ectomy|aemia)$",
    re.IGNORECASE,
)
"""How illnesses end that no list has, in Latin and Greek medicine's words."""
NO_ILLNESS = re.compile(r"(?:em|sym|tele|anti|сим|эм|теле|анти|ност)p?", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"[a-zāčēģīķļņšūž]{3,}(?:[aāeēuo]s|u|a|ā|o|[aā]m|ai|aj\w{1,3})|[а-яё]{2,}(?:[ыио]й|[ая]я|[ое]е|[ое]го|[оу]му|[ую]ю|[ыи]м)"
)
ENGLISH = frozenset("the has have is my with and from was his her a i".split())
MOST_ATTRIBUTES = 2
MOST_TOLD = 3
OWN = ("illness", "benefit", "hurt", "body", "aid", "part")


def health(text: str, people: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Details of health or benefits in sentences about a certain person; `people` are the names found in `text`."""
    spoken_of = False
    for sentence in SENTENCE.finditer(text):
        said = list(WORD.finditer(text, *sentence.span()))
        personal = _of_a_person(said)
        named = any(sentence.start() <= one.start < sentence.end() for one in people)
        ill = personal or named or spoken_of
        spoken_of = spoken_of or personal or named
        here = personal or named
        told = (("illness", ill), ("sat in", here), ("benefit", here or _asked(said)))
        kinds = [group for group, is_told in told if is_told]
        core = [at for at in range(len(said)) if _is_detail(said, at, kinds)]
        for first, last in _stretches(text, said, core):
            start, end = said[first].start(), said[last].end()
            yield Finding("health", text[start:end], start, end)


def _in(word: re.Match[str], group: str) -> bool:
    return word[0] in words(group, FILE)


def _of_a_person(said: list[re.Match[str]]) -> bool:
    return any(word[0] in words("certain person") for word in said)


def _asked(said: list[re.Match[str]]) -> bool:
    return any(_in(word, "granted") for word in said)


def _is_detail(said: list[re.Match[str]], at: int, kinds: list[str]) -> bool:
    """Whether a word is somebody's detail of one of `kinds`, or a doubtful one with what makes it an illness."""
    word = said[at]
    near = said[max(at - NEAR, 0) : at] + said[at + 1 : at + 1 + NEAR]
    doubtful = any(_in(word, group) and any(_in(one, beside) for one in near) for group, beside in DOUBTFUL)
    if doubtful and "illness" in kinds:
        return not _of_many(said, at)
    if _in(word, "sat in") and "sat in" not in kinds:
        return False
    known = any(_in(word, kind) for kind in kinds) or ("illness" in kinds and _ends_as_illness(word[0]))
    return known and not (_of_many(said, at) or _of_creature(said, at))


def _ends_as_illness(word: str) -> bool:
    return ENDS.search(word) is not None and NO_ILLNESS.match(word) is None


def _of_creature(said: list[re.Match[str]], at: int) -> bool:
    """Whether a tree or an animal stands beside an illness; an allergy is a person's."""
    near = said[max(at - NEAR, 0) : at + NEAR]
    return any(_in(one, "creature") for one in near) and not said[at][0].lower().startswith(("aler", "алле", "alle"))


def _of_many(said: list[re.Match[str]], at: int) -> bool:
    """Whether it is said of many people, or names a thing: people with a disability, a disabled parking place."""
    behind = said[at + 1 : at + 2]
    return any(_in(one, "many") for one in said[max(at - NEAR, 0) : at + 2]) or any(_in(one, "thing") for one in behind)


def _stretches(text: str, said: list[re.Match[str]], core: list[int]) -> Iterator[tuple[int, int]]:
    """First and last word of every detail with what belongs to it: the hip's operation, type 1 diabetes."""
    last = -1
    for at in core:
        if at > last:
            first, last = _reach(text, said, at, -1), _reach(text, said, at, 1)
            yield first, last


def _reach(text: str, said: list[re.Match[str]], at: int, step: int) -> int:
    """How far the words beside a detail belong to it, small words only between others."""
    reached, here = at, at + step
    while 0 <= here < len(said) and _joined(text, said, here, here - step):
        if said[here][0].isdigit() or any(_in(said[here], group) for group in OWN):
            reached = here
        elif not _in(said[here], "link"):
            break
        here += step
    return _attributes(text, said, reached) if step < 0 else _told(text, said, reached)


def _attributes(text: str, said: list[re.Match[str]], at: int) -> int:
    """The first of the words in front that say of what kind an illness is: a progressive multiple sclerosis."""
    english = any(word[0].lower() in ENGLISH for word in said)
    first = at
    while first > 0 and at - first < (1 if english else MOST_ATTRIBUTES) and _joined(text, said, first - 1, first):
        word = said[first - 1]
        fits = (english and word[0].islower()) or ATTRIBUTE.fullmatch(word[0])
        if not fits or _ends_phrase(word):
            break
        first -= 1
    return first - (first > 0 and _in(said[at], "sat in") and _in(said[first - 1], "link"))


def _told(text: str, said: list[re.Match[str]], at: int) -> int:
    """The last of the words that name an illness after one that says so: ill with, diagnosed with."""
    if not _in(said[at], "told") and not (at and _in(said[at - 1], "told")):
        return at
    last = here = at
    while here + 1 < len(said) and here - at < MOST_TOLD and _joined(text, said, here + 1, here):
        here += 1
        if _in(said[here], "between") and last == at:
            continue
        if _ends_phrase(said[here]):
            break
        last = here
    return last


def _ends_phrase(word: re.Match[str]) -> bool:
    other = word[0] in words("certain person") or _in(word, "many") or _in(word, "link")
    return other or _in(word, "not part")


def _joined(text: str, said: list[re.Match[str]], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return BETWEEN.fullmatch(text, said[first].end(), said[second].start()) is not None
