"""The numbers and bullets of OpenDocument lists: the file holds only their rules (ISO/IEC 26300 16.30)."""

from __future__ import annotations

from intake.documents.markup import Element, below, name_of, value


class ListStyles:
    """Counts the items of one document's lists as it is read."""

    def __init__(self, *roots: Element) -> None:
        """The roots that may hold `text:list-style`."""
        self._rules: dict[tuple[str, str], Element] = {}
        self._counts: dict[Element, int] = {}
        for root in roots:
            for style in below(root, "list-style"):
                for rule in style:
                    self._rules[value(style, "name"), value(rule, "level")] = rule

    def label(self, item: Element) -> str:
        """What stands before a list item: "2. ", "- "; "" where its list has no number."""
        holder = item.getparent()
        if holder is None or (len(item) and name_of(item[0]) in ("list", "ordered-list", "unordered-list")):
            return ""
        lists = list(item.iterancestors("{*}list", "{*}ordered-list", "{*}unordered-list"))
        style = next((value(found, "style-name") for found in lists if value(found, "style-name")), "")
        rule = self._rules.get((style, str(len(lists))))
        numbered = name_of(rule) == "list-level-style-number" if rule is not None else name_of(holder) == "ordered-list"
        if not numbered:
            return "- "
        self._counts[holder] = self._counts.get(holder, self._start(holder)) + 1
        if rule is None:
            return f"{self._counts[holder]}. "
        return f"{self._figure(holder, rule)}{value(rule, 'num-suffix')} " if value(rule, "num-format") else ""

    def _start(self, holder: Element) -> int:
        """Where a list begins to count, less one: a continued list goes on after the one before it."""
        if value(holder, "continue-numbering") != "true":
            return 0
        style = value(holder, "style-name")
        same = [count for found, count in self._counts.items() if value(found, "style-name") == style]
        return same[-1] if same else 0

    def _figure(self, holder: Element, rule: Element) -> str:
        count, form = self._counts[holder], value(rule, "num-format")
        if form in ("a", "A"):
            return chr(ord(form) + (count - 1) % 26)
        return str(count)
