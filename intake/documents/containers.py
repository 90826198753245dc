"""Archives and signed containers: ZIP, ASiC (.edoc, .asice, .bdoc, .asics; ETSI EN 319 162) and the older .ddoc."""

from __future__ import annotations

import base64
import binascii
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from intake.documents.archive import Archive, clean_name
from intake.documents.cms import read_cms
from intake.documents.content import Content, DocumentError
from intake.documents.limits import Limits
from intake.documents.markup import Element, below, parse, value
from intake.documents.signers import moment, signer_in
from intake.stations import Attachment, Signature
from storage.records import ProblemKind, Remark

_SIGNATURES = re.compile(r"META-INF/[^/]*signature[^/]*\.xml", re.I)
_CADES = re.compile(r"META-INF/[^/]*signature[^/]*\.p7s", re.I)
_NOT_FILES = re.compile(r"META-INF/|mimetype$|__MACOSX/|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini)$", re.I)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A file that a signature covers, with the digest it had then ("" where the digest is of something derived)."""

    name: str
    algorithm: str
    digest: str


def read_zip(attachment: Attachment, limits: Limits) -> Content:
    """An archive's files; those that cannot be unpacked are named."""
    archive = Archive(attachment.data, limits)
    return _files(archive, [name for name in archive.names if not _NOT_FILES.match(name)], limits)


def read_container(attachment: Attachment, limits: Limits) -> Content:
    """A signed container: the documents at its root, and who signed which of them when."""
    archive = Archive(attachment.data, limits)
    content = _files(archive, [name for name in archive.names if not _NOT_FILES.match(name)], limits)
    covers = tuple(file.filename for file in content.inside)
    signed_by: list[Signature] = []
    problems = list(content.problems)
    for name in archive.names:
        try:
            signed_by += _signed(archive, name, covers, problems, limits)
        except DocumentError as error:
            problems.append(ProblemKind.IN_FILE(file=name, problem=error.problem))
    return replace(content, signed_by=tuple(signed_by), problems=tuple(dict.fromkeys(problems)))


def _signed(
    archive: Archive, name: str, covers: tuple[str, ...], problems: list[Remark], limits: Limits
) -> Iterable[Signature]:
    """The signatures in one member, none for a file; what was changed after signing is added to `problems`."""
    if _CADES.fullmatch(name):
        signed = read_cms(Attachment(name, "", archive.read(name)), limits).signed_by
        return [replace(one, covers=covers) for one in signed]
    if not _SIGNATURES.fullmatch(name):
        return ()
    root = parse(archive.read(name))
    changed = (found.name for found in _references(root) if _differs(archive, found))
    problems += [ProblemKind.CHANGED_AFTER_SIGNING(name=one) for one in changed]
    return xml_signatures(root)


def read_ddoc(attachment: Attachment, limits: Limits) -> Content:
    """The older Estonian container: files in base64 and signatures in one XML file."""
    root = parse(attachment.data)
    inside = []
    for file in below(root, "DataFile"):
        try:
            data = base64.b64decode("".join(file.itertext()))
        except (binascii.Error, ValueError):
            continue
        inside.append(_inner(value(file, "Filename"), data, limits))
    names = tuple(file.filename for file in inside)
    return Content(inside=tuple(inside), signed_by=tuple(replace(one, covers=names) for one in xml_signatures(root)))


def xml_signatures(root: Element) -> list[Signature]:
    """The XAdES signatures (ETSI EN 319 132) below an element, none of them verified."""
    found = []
    for signature in below(root, "Signature"):
        certificate = next(below(signature, "X509Certificate"), None)
        time = next(below(signature, "SigningTime"), None)
        covers = tuple(dict.fromkeys(reference.name for reference in _references(signature)))
        found.append(
            Signature(
                "" if certificate is None else signer_in(_decoded(certificate)),
                None if time is None else moment(time.text or ""),
                covers,
            )
        )
    return found


def _references(signature: Element) -> list[_Reference]:
    found = []
    for reference in below(signature, "Reference"):
        target = value(reference, "URI")
        if not target or target.startswith("#"):
            continue
        digest, method = next(below(reference, "DigestValue"), None), next(below(reference, "DigestMethod"), None)
        plain = digest is not None and method is not None and next(below(reference, "Transform"), None) is None
        algorithm = value(method, "Algorithm").rpartition("#")[2] if plain and method is not None else ""
        text = "".join((digest.text or "").split()) if plain and digest is not None else ""
        found.append(_Reference(unquote(target).lstrip("/"), algorithm, text))
    return found


def _differs(archive: Archive, reference: _Reference) -> bool:
    """The file is there and is not what was signed; what cannot be compared does not differ."""
    algorithm = reference.algorithm.lower().replace("-", "")
    if algorithm not in ("sha1", "sha224", "sha256", "sha384", "sha512") or reference.name not in archive:
        return False
    digest = hashlib.new(algorithm, archive.part(reference.name)).digest()
    return bool(reference.digest) and base64.b64encode(digest).decode() != reference.digest


def _decoded(element: Element) -> bytes:
    try:
        return base64.b64decode("".join((element.text or "").split()))
    except (binascii.Error, ValueError):
        return b""


def _files(archive: Archive, names: list[str], limits: Limits) -> Content:
    inside, problems = [], []
    if archive.declared > limits.unpacked:
        raise DocumentError(ProblemKind.UNPACKS_TO(mib=archive.declared >> 20))
    for name in names[: limits.inside]:
        data, problem = b"", None
        try:
            data = archive.read(name)
        except DocumentError as error:
            problem = error.problem
        inside.append(replace(_inner(name, data, limits), problem=problem))
    if len(names) > limits.inside:
        problems.append(ProblemKind.FIRST_FILES(n=len(names), limit=limits.inside))
    if archive.is_locked:
        problems.append(ProblemKind.LOCKED())
    return Content(problems=(*archive.problems, *problems), inside=tuple(inside))


def _inner(name: str, data: bytes, limits: Limits) -> Attachment:
    shown = clean_name(_named(name), limits)
    return Attachment(shown, mimetypes.guess_type(shown)[0] or "application/octet-stream", data)


def _named(name: str) -> str:
    """A name that ZIP programs wrote in the code page of DOS: UTF-8, Baltic or Russian by its letters."""
    try:
        raw = name.encode("cp437")
    except UnicodeError:
        return name
    if raw.isascii():
        return name
    for codec, letters in (
        ("utf-8", None),
        ("cp775", "āčēģīķļņōŗšūžõäöü"),
        ("cp866", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ):
        try:
            text = raw.decode(codec)
        except UnicodeError:
            continue
        if letters is None or all(letter.isascii() or letter.lower() in letters for letter in text):
            return text
    return name
