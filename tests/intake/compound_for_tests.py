"""Compound files (MS-CFB) and Outlook messages in them, written for tests: version 3, sectors of 512 bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, Union[bytes, "Tree"]]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = FREE
    right: int = FREE
    start: int = END
    kids: list[int] = field(default_factory=list)


def compound(tree: Tree) -> bytes:
    """The compound file of a tree: names to streams (bytes) or storages (trees)."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        start, pieces = len(sectors), [data[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(data), SECTOR)]
        sectors.extend(pieces)
        table.extend([*range(start + 1, start + len(pieces)), END] if pieces else [])
        return start if pieces else END

    mini, mini_table = b"", list[int]()
    for entry in entries[1:]:
        if entry.kind == 2 and len(entry.data) >= CUTOFF:
            entry.start = put(entry.data)
        elif entry.kind == 2 and entry.data:
            count = -(-len(entry.data) // MINI)
            entry.start = len(mini_table)
            mini_table += [*range(entry.start + 1, entry.start + count), END]
            mini += entry.data.ljust(count * MINI, b"\0")
    entries[0].start, entries[0].data = put(mini), mini
    mini_fat = put(struct.pack(f"<{len(mini_table)}I", *mini_table))
    directory = put(b"".join(map(_directory_entry, entries)))
    fat_sectors = -(-(len(table) + 10) // (SECTOR // 4 - 1))
    fat_start = len(sectors)
    table += [FAT] * fat_sectors
    table += [FREE] * (fat_sectors * SECTOR // 4 - len(table))
    put(struct.pack(f"<{len(table)}I", *table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIII", 0, fat_sectors, directory, 0, CUTOFF, mini_fat)
    header += struct.pack("<III", -(-len(mini_table) * 4 // SECTOR), END, 0)
    places = [*range(fat_start, fat_start + fat_sectors), *[FREE] * (109 - fat_sectors)]
    return header + struct.pack("<109I", *places) + b"".join(sectors)


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    previous = -1
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        inner, number = tree[name], len(entries)
        stream = isinstance(inner, bytes)
        entries.append(_Entry(name, 2, inner) if isinstance(inner, bytes) else _Entry(name, 1))
        if previous < 0:
            entries[parent].child = number
        else:
            entries[previous].right = number
        previous = number
        if not stream:
            assert not isinstance(inner, bytes)
            _add(entries, number, inner)


def _directory_entry(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), entry.kind, 1)
    links = struct.pack("<III", FREE, entry.right, entry.child)
    return head + links + bytes(16 + 4 + 16) + struct.pack("<IQ", entry.start, len(entry.data))


def properties(texts: Mapping[int, str | bytes], numbers: Mapping[int, int] | None = None, header: int = 32) -> Tree:
    """The streams of one MAPI object: wide strings for str, binaries for bytes, and fixed numbers."""
    fixed = b"".join(struct.pack("<HHIq", 3, name, 6, number) for name, number in (numbers or {}).items())
    streams: dict[str, bytes] = {"__properties_version1.0": bytes(header) + fixed}
    for name, value in texts.items():
        kind, data = ("001F", value.encode("utf-16-le")) if isinstance(value, str) else ("0102", value)
        streams[f"__substg1.0_{name:04X}{kind}"] = data
    return streams


def attachment(name: str, data: bytes | Tree) -> Tree:
    """The storage of an attached file, or of an embedded message."""
    streams = dict(properties({0x3707: name}, header=8))
    return streams | {"__substg1.0_37010102" if isinstance(data, bytes) else "__substg1.0_3701000D": data}
