"""What a person sees of an HTML part, as lines of text; quoted history keeps its depth beside each line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from intake.letters.lines import Line
from intake.letters.style_sheets import hide_by_style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_PARAGRAPHS = frozenset(("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre"))
_UNSEEN_TAGS = (
    "area applet audio button canvas embed head iframe input link map math meta noscript object option script select "
    "style svg template textarea title video"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])"
    r"|opacity\s*:\s*0(?![.\d])",
    re.I,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u2007]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_QUOTE_CLASS = re.compile(
    r"gmail_quote(?!_attribution)|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|tutanota_quote|OutlookMessageHeader"
    r"|(?<!g)mail_quote|gmx_quote|ms-outlook-mobile-reference-message|WordSection_quote|cite",
    re.I,
)
_NO_WORDS = re.compile(r"<!--.*?(?:-->|\Z)|<(style|script|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MAX_STEPS = 150_000


@dataclass(slots=True)
class _State:
    """Where the walk stands: quote depth, preformatted, and the address of the link it is in."""

    depth: int = 0
    pre: bool = False


class _Writer:
    """Collects visible words into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._pre = False

    def word(self, text: str, state: _State) -> None:
        if state.pre:
            self._pre = True
            first, *others = text.split("\n")
            self._words.append(first)
            for other in others:
                self.line(state.depth, blank=True)
                self._words.append(other)
                self._pre = True
            return
        self._words.append(_SPACES.sub(" ", text))

    def line(self, depth: int, blank: bool = False) -> None:
        joined = "".join(self._words)
        text = _INVISIBLE.sub("", joined).replace("\xa0", " ").rstrip() if not joined.isascii() else joined.rstrip()
        if not (blank or self._pre):
            text = re.sub(" {2,}", " ", text).strip()
        self._words, self._pre = [], False
        if text or blank:
            self.lines.append(Line(text, depth))

    def gap(self, depth: int) -> None:
        self.line(depth)
        if self.lines and self.lines[-1].text:
            self.lines.append(Line("", depth))


def bare_lines(html: str) -> tuple[Line, ...]:
    """The words of markup that is nested too deep to follow: all but tags, styles and scripts."""
    words = _TAG.sub("\n", _NO_WORDS.sub(" ", html))
    return _trimmed([Line(line) for line in (unescape(word).strip() for word in words.split("\n")) if line])


def followed_lines(html: str) -> tuple[tuple[Line, ...], bool]:
    """The visible lines, and whether they are all: no more than 150,000 elements are gone through."""
    import lxml.html
    from lxml import etree

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    source = _DECLARATION.sub("", html).replace("\0", "").encode("utf-8", "ignore")
    if not source.strip():
        return (), True
    try:
        root = lxml.html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return (), True
    hide_by_style(root)
    writer = _Writer()
    whole = _walk(root, writer, _State())
    writer.line(0)
    return _trimmed(writer.lines), whole


def _trimmed(lines: list[Line]) -> tuple[Line, ...]:
    while lines and not lines[-1].text:
        lines.pop()
    return tuple(line for n, line in enumerate(lines) if line.text or (n and lines[n - 1].text))


def _walk(root: HtmlElement, writer: _Writer, state: _State) -> bool:
    """Depth first with a stack of our own: 2,000 nested elements must not exhaust Python's. Was all of it seen?"""
    stack: list[tuple[HtmlElement, _State, bool]] = [(root, state, False)]
    seen = 0
    while stack and seen < _MAX_STEPS:
        seen += 1
        element, state, leaving = stack.pop()
        if leaving:
            _leave(element, writer, state)
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            _tail(element, writer, state)
            continue
        inner = _enter(element, writer, state)
        stack.append((element, state, True))
        stack.extend((child, inner, False) for child in reversed(element))
    return not stack


def _enter(element: HtmlElement, writer: _Writer, state: _State) -> _State:
    tag = element.tag
    quoted = _is_quote(element)
    inner = _State(state.depth + quoted, state.pre or tag == "pre")
    if tag in _PARAGRAPHS:
        writer.gap(state.depth)
    elif tag in _BLOCKS or quoted:
        writer.line(state.depth)
    if tag == "br":
        writer.line(state.depth, blank=True)
    elif tag == "li":
        writer.word("- ", inner)
    elif tag in ("td", "th") and element.getprevious() is not None:
        writer.word(" \t ", inner)
    if element.text:
        writer.word(element.text, inner)
    return inner


def _is_quote(element: HtmlElement) -> bool:
    """A quote as mail programs mark it; a blockquote without any such mark is how people indent their own words."""
    found = _QUOTE_CLASS.search(element.get("class") or "")
    if found:
        # Gmail puts answers between quotes inside this block, where the quotes themselves are marked.
        return found[0] != "gmail_quote" or element.tag == "blockquote" or element.find(".//blockquote") is None
    if element.tag != "blockquote":
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    return bool(element.get("type") or element.get("cite") or "border-left" in style)


def _leave(element: HtmlElement, writer: _Writer, state: _State) -> None:
    tag = element.tag
    if tag == "a":
        _address(element, writer, state)
    if _is_quote(element):
        writer.line(state.depth + 1)
    if tag in _PARAGRAPHS:
        writer.gap(state.depth)
    elif tag in _BLOCKS:
        writer.line(state.depth)
    _tail(element, writer, state)


def _tail(element: HtmlElement, writer: _Writer, state: _State) -> None:
    if element.tail:
        writer.word(element.tail, state)


def _address(element: HtmlElement, writer: _Writer, state: _State) -> None:
    """A link keeps its address once: not where its words already are the address."""
    target = (element.get("href") or "").strip()
    if not target.lower().startswith(("http://", "https://", "ftp://")):
        return
    words = "".join(element.itertext()).strip()
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", target)
    if words and re.sub(r"^https?://(?:www\.)?|/$", "", words) != bare:
        writer.word(f" <{target}>", state)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN.search(style))
