"""winmail.dat (MS-OXTNEF) as Outlook writes it, byte by byte."""

import struct


def tnef_object(level: int, name: int, kind: int, data: bytes) -> bytes:
    """One attribute with its checksum."""
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(subject: str, text: str, files: dict[str, bytes]) -> bytes:
    """A message in windows-1257 with its files, and an attribute that nobody knows."""
    objects = [
        tnef_object(1, 0x9007, 6, struct.pack("<II", 1257, 0)),
        tnef_object(1, 0x8004, 1, f"{subject}\0".encode("cp1257")),
        tnef_object(1, 0x9999, 1, b"unknown"),
        tnef_object(1, 0x800C, 2, f"{text}\0".encode("cp1257")),
    ]
    for name, data in files.items():
        objects += [
            tnef_object(2, 0x9002, 6, bytes(14)),
            tnef_object(2, 0x8010, 1, f"{name}\0".encode("cp1257")),
            tnef_object(2, 0x800F, 6, data),
        ]
    return b"\x78\x9f\x3e\x22\0\0" + b"".join(objects)
