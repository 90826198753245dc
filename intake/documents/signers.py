"""Who signed: names from certificates, never the personal code that stands in them. Reading is not validating."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from intake.stations import Signature

_PERSONAL_CODE = re.compile(r"(?:\b(?:PNO|IDC|PAS|TIN)?[A-Z]{2}-)?\b(?:\d{6}[- ]?\d{5}|\d{11})\b")
_FIELDS = ("common_name", "organization_name", "pseudonym", "email_address")


def signer_of(certificate: Any) -> str:
    """The common name of an asn1crypto certificate's subject without any personal code; "" when it names nobody."""
    try:
        subject = certificate.subject.native
    except (ValueError, TypeError):
        return ""
    for name in _FIELDS:
        told = subject.get(name)
        text = " ".join(map(str, told)) if isinstance(told, list) else str(told or "")
        if text.strip():
            return _PERSONAL_CODE.sub("", text).strip(" ,;-")
    return ""


def signer_in(der: bytes) -> str:
    """The signer named in a DER certificate; "" when it cannot be read."""
    from asn1crypto.x509 import Certificate

    try:
        return signer_of(Certificate.load(der))
    except (ValueError, TypeError):
        return ""


def moment(text: str) -> datetime | None:
    """A time of XML Schema (xsd:dateTime); without a zone it is taken for UTC. None when it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def signatures_of(signed: Any, covers: tuple[str, ...]) -> tuple[Signature, ...]:
    """The signatures of an asn1crypto SignedData over the files named in `covers`."""
    certificates = [found.chosen for found in signed["certificates"] or () if found.name == "certificate"]
    found = []
    for info in signed["signer_infos"]:
        signer = next((signer_of(one) for one in certificates if _signed_by(info, one)), "")
        signer = signer or next(map(signer_of, certificates), "")
        found.append(Signature(signer, _signing_time(info), covers))
    return tuple(found)


def _signed_by(info: Any, certificate: Any) -> bool:
    identifier = info["sid"]
    if identifier.name == "issuer_and_serial_number":
        return bool(identifier.chosen["serial_number"].native == certificate.serial_number)
    return bool(identifier.chosen.native == certificate.key_identifier)


def _signing_time(info: Any) -> datetime | None:
    for attribute in info["signed_attrs"] or ():
        if attribute["type"].native == "signing_time" and len(attribute["values"]):
            time = attribute["values"][0].native
            return time if isinstance(time, datetime) else None
    return None
