"""A key with a certificate that names a person and holds a made-up personal code, as Latvian ones do."""

from __future__ import annotations

import base64
import datetime
import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from documents_for_tests import zipped

SIGNER, CODE = "JĀNIS BĒRZIŅŠ", "32567812345"
SIGNED_AT = "2026-01-15T09:30:00Z"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def signed(self, data: bytes, *options: pkcs7.PKCS7Options) -> bytes:
        """CMS signed data over `data`, in DER."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
        builder = builder.add_signer(self.certificate, self.key, hashes.SHA256())
        return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary, *options])


def signer(common_name: str = SIGNER) -> Signer:
    """A signer certified by themselves."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "LV"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, f"PNOLV-{CODE}"),
        ]
    )
    begin = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begin, begin.replace(2035))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Signer(key, certificate)


def container(files: dict[str, bytes], by: Signer, changed: dict[str, bytes] | None = None) -> bytes:
    """An ASiC-E container whose signature covers `files`; `changed` replaces files after signing."""
    references = "".join(
        f'<ds:Reference URI="{name}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<ds:DigestValue>{base64.b64encode(hashlib.sha256(data).digest()).decode()}</ds:DigestValue></ds:Reference>"
        for name, data in files.items()
    )
    signature = (
        '<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" '
        'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"><ds:Signature>'
        f'<ds:SignedInfo>{references}<ds:Reference URI="#S0-SignedProperties"/></ds:SignedInfo>'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{base64.b64encode(by.der()).decode()}</ds:X509Certificate>"
        f"</ds:X509Data></ds:KeyInfo><ds:Object><xades:SigningTime>{SIGNED_AT}</xades:SigningTime></ds:Object>"
        "</ds:Signature></asic:XAdESSignatures>"
    )
    members: dict[str, bytes | str] = {"mimetype": b"application/vnd.etsi.asic-e+zip", **files, **(changed or {})}
    return zipped({**members, "META-INF/signatures0.xml": signature, "META-INF/manifest.xml": "<manifest/>"})
