"""OAuth 2.0 access tokens: client credentials (RFC 6749 section 4.4) and refresh tokens (section 6)."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request

from config.loading import secret
from config.mail_settings import OAuth
from intake.mailbox.source import MailboxError

MICROSOFT = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
MICROSOFT_SCOPE = "https://outlook.office365.com/.default"
GOOGLE = "https://oauth2.googleapis.com/token"
EARLY_SECONDS = 120
"""A token is renewed this long before it expires, so that it does not end in the middle of a fetch."""


class AccessTokens:
    """Gives the access token of one account, asking for a new one when the old nears its end."""

    def __init__(self, settings: OAuth, account: str, timeout: float = 30) -> None:
        """`account` is named in errors."""
        self.settings, self.account, self.timeout = settings, account, timeout
        self._token, self._until = "", 0.0

    def token(self) -> str:
        """A token that is good now. Raises MailboxError with the provider's own words."""
        if not self.is_kept():
            answer = self._ask()
            self._token = str(answer["access_token"])
            self._until = time.monotonic() + max(0.0, float(str(answer.get("expires_in", 3600))) - EARLY_SECONDS)
        return self._token

    def is_kept(self) -> bool:
        """Whether the next token is one that was given before."""
        return time.monotonic() < self._until

    def forget(self) -> None:
        """The server refused the token: the next one is asked for anew, for it may have been revoked early."""
        self._until = 0.0

    def _ask(self) -> dict[str, object]:
        try:
            url, form = _request(self.settings)
        except (OSError, ValueError) as error:
            raise MailboxError(self.account, f"the secret cannot be read: {error}", "see the oauth settings") from error
        request = urllib.request.Request(url, urllib.parse.urlencode(form).encode())  # noqa: S310 # set by the administrator
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 # as above
                told = json.load(answer)
        except urllib.error.HTTPError as error:
            raise MailboxError(self.account, f"no access token: {_words(error)}", "see the oauth settings") from error
        except (OSError, ValueError) as error:
            raise MailboxError(self.account, f"no access token from {url}: {error}") from error
        if not isinstance(told, dict) or "access_token" not in told:
            raise MailboxError(self.account, f"no access token in the answer of {url}")
        return told


def _request(settings: OAuth) -> tuple[str, dict[str, str]]:
    form = {
        "client_id": settings.client_id,
        "client_secret": secret(settings.client_secret, settings.client_secret_file),
    }
    if settings.provider == "microsoft":
        form |= {"grant_type": "client_credentials", "scope": MICROSOFT_SCOPE}
        return settings.token_url or MICROSOFT.format(tenant=settings.tenant), form
    form |= {
        "grant_type": "refresh_token",
        "refresh_token": secret(settings.refresh_token, settings.refresh_token_file),
    }
    return settings.token_url or GOOGLE, form


def _words(error: urllib.error.HTTPError) -> str:
    """What the provider said (RFC 6749 section 5.2), without secrets."""
    try:
        told = json.loads(error.read(10_000))
        return f"{told.get('error', '')} {told.get('error_description', '')}".strip()[:300]
    except (OSError, ValueError, AttributeError):
        return f"HTTP {error.code}"
