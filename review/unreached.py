"""Mails that the mode of the installation kept from residents, in words."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from notifications.held import is_unreached
from review import words
from review.desk import desk
from storage.records import Outgoing, OutgoingState

ONLY_TESTED = lazy_gettext("Nosūtīts tikai pārbaudes adresei")
DIVERTED = lazy_gettext("Vēstule aizgāja tikai uz pārbaudes adresi, iedzīvotājs to nav saņēmis (režīms „redirect”).")
OBSERVED = lazy_gettext(
    "Aizturēts: programmas režīms ir novērošana („observe”), tāpēc vēstule nav nosūtīta. Kad administrators "
    "iestatījumos nomainīs general.mode, to varēs izsūtīt no šejienes."
)
HELD_SINCE = lazy_gettext("Aizturēts: vēstule tapusi, kad iedzīvotājiem vēl nekas netika sūtīts.")
DECIDE = lazy_gettext("Ja tā vēl vajadzīga, izsūtiet to.")
OBSERVING = lazy_gettext(
    "Programmas režīms ir novērošana („observe”): izsūtītās vēstules tiek aizturētas un iedzīvotājus nesasniedz."
)


def state_of(mail: Outgoing) -> str:
    """Where a mail is, in words; one that only the address of mode redirect has seen is not called sent."""
    only_tested = is_unreached(mail) and mail.state is OutgoingState.SENT
    return str(ONLY_TESTED) if only_tested else words.named(words.MAIL_STATES, mail.state.value)


def why_unreached(mail: Outgoing) -> str:
    """Why the resident does not have a mail and what to do; "" for any other mail."""
    mode = desk().settings.general.mode
    if not is_unreached(mail):
        return ""
    if mail.state is OutgoingState.HELD:
        return str(OBSERVED) if mode == "observe" else f"{HELD_SINCE} {DECIDE}"
    return f"{DIVERTED} {DECIDE}" if mode == "live" else str(DIVERTED)


def mode_warning() -> str:
    """What staff must know before they release letters: nobody gets them, or another address does; "" in mode live."""
    general = desk().settings.general
    if general.mode == "redirect":
        return str(
            gettext(
                "Programmas režīms ir „redirect”: visas vēstules aiziet uz %(address)s, iedzīvotājus tās nesasniedz.",
                address=general.redirect_to,
            )
        )
    return str(OBSERVING) if general.mode == "observe" else ""
