"""A stranger's HTML made harmless: cleaned by nh3, and served as a document of its own that may do nothing."""

from __future__ import annotations

from html import escape

import nh3

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; sandbox"
"""Of the framed document alone: no script, nothing from the net, no form, an origin of its own (sandbox)."""
TAGS = nh3.ALLOWED_TAGS - {"img", "map", "area"} | {"font", "center", "u", "section", "main"}
PLAIN = {
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "colspan",
    "rowspan",
    "width",
    "height",
    "dir",
    "lang",
}
STYLES = {
    *"color background-color font-family font-size font-style font-weight text-align text-decoration".split(),
    *"line-height margin margin-top margin-bottom margin-left margin-right padding padding-left padding-right".split(),
    *"padding-top padding-bottom border border-top border-bottom border-collapse max-width width".split(),
}
"""Nothing that positions, overlays, hides or fetches."""
PAGE = """<!DOCTYPE html>
<html lang="lv"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:17px/1.5 sans-serif;margin:12px;color:#1c1c1c;background:#fff;overflow-wrap:anywhere}}
table{{max-width:100%}}</style></head><body>{body}</body></html>"""


def cleaned(html: str) -> str:
    """What is left of a stranger's HTML: text and its shape; no script, picture, form, link that opens, or position."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "svg", "math", "template", "noscript", "title"},
        attributes={"*": PLAIN | {"style"}, "a": {"title"}, "font": {"color", "size", "face"}},
        filter_style_properties=STYLES,
        url_schemes=set(),
        strip_comments=True,
        link_rel=None,
    )


def framed(html: str, own: bool = False) -> tuple[str, dict[str, str]]:
    """A document for a sandboxed frame, and its headers; a mail of our `own` keeps its look, and is as inert."""
    body = html if own else PAGE.format(title=escape("Vēstules oriģināls"), body=cleaned(html))
    return body, {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
