"""Sign-in by Flask-Security: argon2id, a second factor, lock-out, resets by mail through our outbox."""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask, session
from flask_babel import lazy_gettext
from flask_security import LoginForm, MailUtil, Security, user_authenticated

from notifications.outgoing import Draft, outgoing
from review.desk import Desk, desk
from review.staff import Accounts, failed, is_locked, speak, succeeded
from storage import outbox, worklog

_WRONG = (lazy_gettext("E-pasts vai parole nav pareiza. Pēc piecām kļūdām ieeja uz 15 minūtēm ir slēgta."), "error")
_ON_ITS_WAY = (lazy_gettext("Ja šāds konts ir, uz tā e-pastu aizsūtījām saiti paroles maiņai."), "info")
MESSAGES = {
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": _WRONG,
    "SECURITY_MSG_INVALID_PASSWORD": _WRONG,
    "SECURITY_MSG_USER_DOES_NOT_EXIST": _WRONG,
    "SECURITY_MSG_GENERIC_RECOVERY": _ON_ITS_WAY,
    "SECURITY_MSG_PASSWORD_RESET_REQUEST": _ON_ITS_WAY,
    "SECURITY_MSG_PASSWORD_RESET_EXPIRED": (lazy_gettext("Saite ir novecojusi. Pieprasiet jaunu."), "error"),
    "SECURITY_MSG_INVALID_RESET_PASSWORD_TOKEN": (lazy_gettext("Saite nav derīga. Pieprasiet jaunu."), "error"),
    "SECURITY_MSG_PASSWORD_RESET": (lazy_gettext("Parole ir nomainīta."), "success"),
    "SECURITY_MSG_PASSWORD_RESET_NO_LOGIN": (lazy_gettext("Parole ir nomainīta. Tagad ieejiet."), "success"),
    "SECURITY_MSG_PASSWORD_CHANGE": (lazy_gettext("Parole ir nomainīta."), "success"),
    "SECURITY_MSG_PASSWORD_INVALID_LENGTH": (lazy_gettext("Parolē jābūt vismaz 12 rakstzīmēm."), "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": (lazy_gettext("Ierakstiet paroli."), "error"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": (lazy_gettext("Jaunajai parolei jāatšķiras no vecās."), "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": (lazy_gettext("Paroles nesakrīt."), "error"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": (lazy_gettext("Ierakstiet e-pasta adresi."), "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (lazy_gettext("E-pasta adrese nav derīga."), "error"),
    "SECURITY_MSG_DISABLED_ACCOUNT": (lazy_gettext("Konts ir slēgts."), "error"),
    "SECURITY_MSG_UNAUTHORIZED": (lazy_gettext("Šī lapa Jums nav pieejama."), "error"),
    "SECURITY_MSG_UNAUTHENTICATED": (lazy_gettext("Lai turpinātu, ieejiet."), "info"),
    "SECURITY_MSG_LOGIN": (lazy_gettext("Lai turpinātu, ieejiet."), "info"),
    "SECURITY_MSG_REFRESH": (lazy_gettext("Drošības labad ieejiet vēlreiz."), "info"),
    "SECURITY_MSG_REAUTHENTICATION_REQUIRED": (lazy_gettext("Drošības labad ieejiet vēlreiz."), "info"),
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (lazy_gettext("Kods nav pareizs."), "error"),
    "SECURITY_MSG_TWO_FACTOR_LOGIN_SUCCESSFUL": (lazy_gettext("Labdien!"), "success"),
    "SECURITY_MSG_TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (lazy_gettext("Otrais faktors ir ieslēgts."), "success"),
    "SECURITY_MSG_TWO_FACTOR_DISABLED": (lazy_gettext("Otrais faktors ir izslēgts."), "success"),
    "SECURITY_MSG_TWO_FACTOR_PASSWORD_CONFIRMATION_DONE": (lazy_gettext("Paldies, parole ir pareiza."), "info"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": lazy_gettext("Paroles maiņa"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": lazy_gettext("Parole ir nomainīta"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": lazy_gettext("Parole ir nomainīta"),
}
"""Flask-Security's sentences in our words."""


class OutboxMail(MailUtil):
    """Flask-Security's mails as rows of our outbox."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Queue one mail."""
        here = desk()
        with here.store.change() as connection:
            address = recipient if isinstance(recipient, str) else recipient[1]
            queue_mail(
                connection, here, f"sign-in:{secrets.token_hex(8)}", address, str(subject), body or "", html or ""
            )


def queue_mail(connection: Any, here: Desk, key: str, address: str, subject: str, text: str, html: str) -> None:
    """Put a mail to a member of staff into the outbox; nothing where no sender is set."""
    sender = here.settings.from_address()
    if not sender:
        return
    draft = Draft(key=key, kind="staff", to_address=address, subject=subject, text=text, html=html)
    now = here.clock()
    row = outgoing(draft, here.settings, worklog.installation_key(connection, "messages"), now)
    outbox.add(connection, replace(row, envelope_from=sender), now)


class SignInForm(LoginForm):
    """The sign-in form: after five wrong passwords an account is barred for a quarter of an hour."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the person may come in."""
        here = desk()
        known = user_at_the_door(self.email.data)
        if known is not None:
            with here.store.ask() as connection:
                if is_locked(connection, known.id, here.clock()):
                    self.password.errors = [_WRONG[0]]
                    return False
        welcome = bool(super().validate(**kwargs))
        if known is not None:
            with here.store.change() as connection:
                if welcome:
                    succeeded(connection, known.id)
                else:
                    failed(connection, known.id, here.clock())
        return welcome


def user_at_the_door(email: str | None) -> Any:
    """The account with this address, or None."""
    from flask_security.proxies import _datastore

    return _datastore.find_user(email=(email or "").strip().lower())


def install(application: Flask, here: Desk) -> None:
    """Give an application its door."""
    with here.store.change() as connection:
        key = worklog.installation_key(connection, "sessions")
    application.config.update(
        SECRET_KEY=key,
        SECURITY_PASSWORD_SALT=key.hex(),
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 # a scheme's name
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_EMAIL_VALIDATOR_ARGS={"test_environment": True},  # example.lv and machines of a local net are fine
        SECURITY_RECOVERABLE=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_RESET_PASSWORD_WITHIN=timedelta(hours=2),
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TWO_FACTOR_ALWAYS_VALIDATE=True,
        SECURITY_TWO_FACTOR_RESCUE_EMAIL=False,
        SECURITY_TOTP_SECRETS={"1": base64.urlsafe_b64encode(key).decode().rstrip("=")},
        SECURITY_TOTP_ISSUER=here.settings.general.municipality,
        SECURITY_API_ENABLED_METHODS=["session"],
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/queue",
        SECURITY_POST_LOGOUT_VIEW="/login",
        SECURITY_POST_CHANGE_VIEW="/account",
        SECURITY_POST_RESET_VIEW="/login",
        SECURITY_EMAIL_SENDER=here.settings.from_address() or "novads@localhost",
        **MESSAGES,
        SESSION_COOKIE_NAME="novads",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=here.settings.review.public_url.startswith("https:"),
        PERMANENT_SESSION_LIFETIME=timedelta(hours=here.settings.review.session_hours),
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    accounts = Accounts(here.store)
    application.teardown_appcontext(lambda error: accounts.db.session.remove())
    Security(application, accounts, mail_util_cls=OutboxMail, login_form=SignInForm)
    user_authenticated.connect(_keep_language, application)


def _keep_language(application: Flask, user: Any, **signal: Any) -> None:
    """A language chosen at the door becomes the account's."""
    if chosen := session.pop("language_chosen", ""):
        with desk().store.change() as connection:
            speak(connection, user.id, chosen)
