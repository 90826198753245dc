"""What somebody has beside the password: an app that makes codes, and the mail with a link."""

from __future__ import annotations

import base64
import re
from email import message_from_bytes
from email.policy import default

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from office import Office, now

from storage import outbox


def code_of(secret: str) -> str:
    """The code that an app shows at this moment for a key as the page spells it (RFC 6238)."""
    plain = secret.replace("-", "").replace(" ", "").upper()
    key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    return TOTP(key, 6, SHA1(), 30, enforce_key_length=False).generate(int(now().timestamp())).decode()


def reset_link(office: Office) -> str:
    """The path of the link in the newest mail."""
    with office.store.ask() as connection:
        mail = outbox.all_mails(connection, 1)[0]
    body = message_from_bytes(mail.content, policy=default).get_body(("plain",))
    assert body
    return str(re.findall(r"/reset/\S+", body.get_content())[0])
