"""What the style sheets of an HTML part hide: newsletters put a preview there that nobody shall see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_CONDITIONAL = re.compile(r"@[\w-]{1,40}[^{};@]{0,400}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SIMPLE = re.compile(r"\w*([.#])([\w-]{1,100})")
_READ = 200_000


def hide_by_style(root: HtmlElement) -> None:
    """Mark as hidden what a rule with one class or id hides on every screen; `root` is changed."""
    hidden = {name for style in root.iter("style") for name in _hidden_names((style.text or "")[:_READ])}
    if not hidden:
        return
    for element in root.iter():
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        if names & hidden:
            element.set("hidden", "hidden")


def _hidden_names(css: str) -> set[str]:
    if not _HIDES.search(css):
        return set()
    found: set[str] = set()
    for block in _CONDITIONAL.sub(" ", _COMMENT.sub(" ", css)).split("}"):
        selectors, _, rule = block.partition("{")
        if _HIDES.search(rule):
            simple = (_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(","))
            found |= {match[1] + match[2] for match in simple if match}
    return found
