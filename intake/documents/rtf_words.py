"""The control words of RTF that hold no text, stand for letters, or send text elsewhere; and its charsets."""

from __future__ import annotations

SILENT = frozenset(
    "colortbl stylesheet info pict objdata objclass objname fldinst xe tc rxe txe bkmkstart bkmkend nonesttables ud"
    " nonshppict revtbl listtable listoverridetable pgptbl rsidtbl generator xmlnstbl themedata colorschememapping"
    " datastore latentstyles atnid atnauthor atntime atndate atnref atnparent datafield formfield ffname ffdeftext"
    " filetbl userprops mmathPr wgrffmtfilter template operator private pntxta pntxtb pnseclvl ftnsep ftnsepc aftnsep"
    " falt panose background docvar passwordhash".split()
)
ASIDE = {"footnote": "after", "annotation": "after"}
MARGINS = frozenset("header headerl headerr headerf".split())
FEET = frozenset("footer footerl footerr footerf".split())
STARRED = frozenset("shpinst shptxt htmltag fldrslt do dptxbxtext annotation pntext listtext footnote".split())
"""Destinations marked as ignorable that hold text all the same."""
WORD_ART = "gtextUNICODE"
"""The property of a shape that holds its text; properties are pairs of name (`sn`) and value (`sv`)."""
SINKS = ("head", "body", "foot", "after", "name")
LETTERS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "nestrow": "\n", "softline": "\n",
    "tab": "\t", "cell": "\t", "nestcell": "\t",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
SIGNS = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
FONT_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "cp1361", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL = 2
