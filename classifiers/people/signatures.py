"""Names under a closing formula, at a letter's end and in the fields of a form, known to the lexicon or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.finding import Finding
from classifiers.people.tokens import Token, begun_within, linked
from classifiers.people.wordlists import words

CLOSING_LINES = 3
LAST_LINES = 3
SIGNED_LINES = 4
SHORTEST_NAME = 3
MOST_WORDS = 4
REST = re.compile(r"[,;(|\d]")
CLOSED = re.compile(
    r"(?:\b(?:[Bb]est|[Rr]egards|[Ss]incerely|[Yy]ours|[Tt]hanks|[Tt]hank you|[Cc]ieņu|[Cc]ieņā|[Pp]aldies|[Jj]ūsu"
    r"|[Vv]ēlējumu)|уважением|[Вв]аш[аи]?|[Сс]пасибо)[,!.]? ((?:[^\W\d_][\w’'-]++ ?){1,4})[.!]?[ ]*(?=\n|\Z)"
)


def signatures(text: str, tokens: list[Token]) -> Iterator[Finding]:
    """Names under a closing formula and in fields, whatever they are: the lexicon cannot know all."""
    since = CLOSING_LINES + 1
    lines = list(_lines(text, tokens))
    for line in lines[-LAST_LINES:]:
        signed = _before_the_rest(text, line)
        if (len(signed) == 2 and _pair(text, signed)) or (len(lines) > 1 and len(line) == 1 and _given(line[0])):
            yield Finding("name", text[signed[0].start : signed[-1].end], signed[0].start, signed[-1].end)
    yield from _closed(text, tokens)
    for number, line in enumerate(lines):
        named = _field(text, line) or (line if since <= CLOSING_LINES else [])
        since = 0 if _closes(line) else since + 1
        rest = _before_the_rest(text, _after_closing(line) if since == 0 else named)
        if _all_names(rest) and (len(rest) > 1 or rest[0].word.given or len(lines) - number <= SIGNED_LINES):
            yield Finding("name", text[rest[0].start : rest[-1].end], rest[0].start, rest[-1].end)


def _closed(text: str, tokens: list[Token]) -> Iterator[Finding]:
    """Names that end a line after a closing on it: Best, Kamala."""
    for hit in CLOSED.finditer(text):
        signed = tokens[slice(*begun_within(tokens, *hit.span(1)))]
        may = all(one.word.may_name and not one.word.place and not one.word.loud for one in signed)
        if signed and may and (len(signed) > 1 or signed[0].word.rare or signed[0].word.given):
            yield Finding("name", text[signed[0].start : signed[-1].end], signed[0].start, signed[-1].end)


def _before_the_rest(text: str, line: list[Token]) -> list[Token]:
    """The words of a line up to a comma, a digit or a bracket: the name before an address or a phone."""
    cut = next((i for i in range(1, len(line)) if REST.search(text, line[i - 1].end, line[i].start)), len(line))
    return line[:cut]


def _given(token: Token) -> bool:
    word = token.word
    return (
        word.given and word.text not in words("no surname") and (word.capital or (word.nominative and not word.common))
    )


def _pair(text: str, line: list[Token]) -> bool:
    """Whether two words look like given name and surname: capitals, no shouting, no word that is something else."""
    first, second = (token.word for token in line)
    if not linked(text, line, 1) or not (first.rare or first.given or first.surname or second.given):
        return False
    if not all(token.word.may_name and not token.word.loud and not token.word.place for token in line):
        return False
    others = (words("company before"), words("after no person"))
    return all(len(token.word.text) > 2 and not any(token.word.text in group for group in others) for token in line)


def _lines(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if line and "\n" in text[line[-1].end : token.start]:
            yield line
            line = []
        line.append(token)
    if line:
        yield line


def _closes(line: list[Token]) -> bool:
    return any(token.word.text in words("closings") for token in line[:4])


def _after_closing(line: list[Token]) -> list[Token]:
    last = max(i for i, token in enumerate(line[:4]) if token.word.text in words("closings"))
    return line[last + 1 :]


def _field(text: str, line: list[Token]) -> list[Token]:
    """What follows "Vārds, uzvārds:" and its kind; without a colon only what looks like a name."""
    label = next((i for i, token in enumerate(line) if not _asks(token)), len(line))
    if not 0 < label < len(line) or not any(token.word.text in words("fields") for token in line[:label]):
        return []
    following = line[label:]
    between = text[line[label - 1].end : following[0].start]
    if not any(mark in between for mark in ":-–—") and not all(token.word.named for token in following[:2]):
        return []
    cut = next((i for i, token in enumerate(following) if not token.word.may_name), len(following))
    return following[:cut]


def _asks(token: Token) -> bool:
    return token.word.text in words("fields") or len(token.word.text) < SHORTEST_NAME


def _all_names(line: list[Token]) -> bool:
    """One to four words that may all name, one of them known or a pair that looks like a person."""
    if not line or len(line) > MOST_WORDS or not all(token.word.may_name for token in line):
        return False
    known = any(token.word.named for token in line)
    other = (words("company before"), words("after no person"))
    company = any(token.word.text in group for token in line for group in other)
    return not company and (known or (len(line) == 2 and not any(token.word.loud for token in line)))
