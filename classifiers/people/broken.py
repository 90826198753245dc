"""Names that a scan broke by a blank: Bērz iņš, Kāposti ņa."""

from __future__ import annotations

from classifiers.people.tokens import SHORTEST_SURNAME, Span, Token, linked, word_of, written_small
from classifiers.people.wordlists import words

SHORTEST_BROKEN = 5
LONGEST_REST = 5


def broken(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A name that a scan broke by one blank: Bērz iņš."""
    if not token.word.capital or not two_parts(text, tokens, at):
        return None
    following = at + 2
    if following < len(tokens) and linked(text, tokens, following):
        second = tokens[following].word
        return at, following + (second.looks_like_surname and second.may_name)
    return at, following


def two_parts(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a token and the next make one known name, and neither is a word of its own."""
    if at + 1 >= len(tokens) or text[tokens[at].end : tokens[at + 1].start] != " " or tokens[at + 1].word.capital:
        return False
    parts = (tokens[at].word.text, tokens[at + 1].word.text)
    if tokens[at].word.given or min(map(len, parts)) > 3 or _is_word(parts[1]):
        return False
    joined = word_of("".join(parts))
    return len(joined.key) >= SHORTEST_BROKEN and not joined.common and (joined.given or joined.surname)


def _is_word(part: str) -> bool:
    return part in words("no surname") or (len(part) > SHORTEST_SURNAME and written_small(part))


def broken_off(text: str, tokens: list[Token], end: int) -> int:
    """1 where the surname's rest stands behind a blank: Kāposti ņa."""
    if end >= len(tokens) or text[tokens[end - 1].end : tokens[end].start] != " ":
        return 0
    last, rest = tokens[end - 1].word, tokens[end].word
    if rest.capital or not 1 < len(rest.text) < LONGEST_REST or last.surname:
        return 0
    joined = word_of(last.text + rest.text)
    return int(joined.surname or (joined.looks_like_surname and not written_small(rest.text)))
