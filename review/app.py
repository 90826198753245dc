"""The staff's pages as one WSGI application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, redirect, render_template, request, session, url_for
from flask_babel import Babel, gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from classifiers.pipeline import MODEL
from config.settings import Settings
from intake.again import Again
from intake.documents import DocumentReader
from review import (
    access,
    account,
    answer_texts,
    answers,
    aside,
    belonging,
    bulk,
    changes,
    digests,
    drafts,
    groups,
    left_out,
    letters,
    limits,
    mails,
    marked,
    people,
    proposals,
    queue,
    registry,
    saved,
    signin,
    unreached,
    words,
)
from review.desk import EXTENSION, Desk
from storage.originals import Originals
from storage.store import Store

PAGES = tuple(
    part.pages
    for part in (
        queue,
        bulk,
        saved,
        aside,
        proposals,
        changes,
        left_out,
        groups,
        letters,
        registry,
        answers,
        drafts,
        answer_texts,
        belonging,
        mails,
        marked,
        account,
        digests,
        people,
    )
)
LANGUAGES = ("lv", "en")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Content-Security-Policy of our own pages: nothing inline, nothing from elsewhere."""


def create_app(
    settings: Settings,
    store: Store,
    originals: Originals,
    clock: Callable[[], datetime],
    model: Callable[[], Path] = lambda: MODEL,
) -> Flask:
    """The application over the given parts; raises LookupError when an address has no roles.

    `model` names the folder of the model at work: it reads anew what staff cut, join or add.
    """
    application = Flask(__name__, template_folder="templates", static_folder="static")
    here = Desk(settings, store, originals, clock, DocumentReader(None), Again(model))
    application.extensions[EXTENSION] = here
    application.config.update(
        BABEL_DEFAULT_LOCALE="lv",
        BABEL_DEFAULT_TIMEZONE=settings.general.timezone,
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).with_name("translations")),
        MAX_CONTENT_LENGTH=1 << 20,
        TEMPLATES_AUTO_RELOAD=False,
    )
    if settings.review.behind_proxy:
        application.wsgi_app = ProxyFix(application.wsgi_app)  # type: ignore[method-assign]
    Babel(application, locale_selector=language)
    CSRFProtect(application)
    signin.install(application, here)
    for blueprint in PAGES:
        application.register_blueprint(blueprint)
    application.add_url_rule("/", "home", access.guarded(lambda: redirect(url_for("queue.listing")), access.STAFF))
    application.add_url_rule("/health", "health", lambda: ("ok\n", {"Content-Type": "text/plain"}))
    _dress(application, here)
    limits.install(application)
    access.check_all_guarded(application)
    return application


def language() -> str:
    """The language of the pages: the account's, which this browser keeps after sign-out."""
    own = getattr(current_user, "language", None)
    if own and session.get("language") != own:
        session["language"] = own
    chosen = own or session.get("language")
    return chosen if chosen in LANGUAGES else "lv"


def _dress(application: Flask, here: Desk) -> None:
    application.jinja_env.trim_blocks = application.jinja_env.lstrip_blocks = True
    application.jinja_env.filters.update(words.FILTERS)
    application.jinja_env.filters.update(mail_state=unreached.state_of, why_unreached=unreached.why_unreached)
    application.jinja_env.globals["mode_warning"] = unreached.mode_warning
    application.after_request(_headers)
    application.context_processor(
        lambda: {
            "municipality": here.settings.general.municipality,
            "words": words,
            "may": access.may,
            "roles": access,
            "language": language(),
            "sure_from": here.settings.classifier.sure_confidence,
            "page_roles": _page_roles(application),
        }
    )
    for number in (400, 401, 403, 404, 409, 413, 429, 500):
        application.register_error_handler(number, _trouble)
    application.register_error_handler(CSRFError, _trouble)


def _page_roles(application: Flask) -> list[access.Role]:
    if not request.endpoint or request.endpoint not in application.view_functions:
        return []
    return sorted(access.roles_of(application, request.endpoint) or ())


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _trouble(error: Exception) -> tuple[str, int]:
    number: int = getattr(error, "code", 500)
    told = {
        400: gettext("Lapa bija atvērta pārāk ilgi vai pieprasījums nav derīgs. Atgriezieties un mēģiniet vēlreiz."),
        401: gettext("Sesija ir beigusies. Lūdzu, ieejiet vēlreiz."),
        403: gettext("Jūsu lomai šī lapa nav pieejama. Ja tā vajadzīga darbam, vērsieties pie administratora."),
        429: gettext("Pārāk daudz mēģinājumu īsā laikā. Pagaidiet minūti un mēģiniet vēlreiz."),
        404: gettext("Šādas lapas nav. Iespējams, saite ir nepilnīga."),
        500: gettext("Radās neparedzēta kļūda. Tā ir ierakstīta žurnālā; jūsu dati nav zuduši."),
    }
    return render_template("trouble.html", number=number, told=told.get(number, told[400])), number
